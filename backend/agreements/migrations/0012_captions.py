"""What a clause is called can be withheld too: whole words stand beside the agreed text."""

from typing import ClassVar

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from backend.agreements import fixed


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("agreements", "0011_corrected_publications")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.AddField(
            model_name="clauseversion",
            name="title",
            field=models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            model_name="clauseversion",
            name="summary",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="clauseversion",
            name="scope",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.RemoveIndex(model_name="clauseversion", name="version_search"),
        migrations.RemoveField(model_name="clauseversion", name="search"),
        migrations.AddField(
            model_name="clauseversion",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector(
                    "body", "title", "summary", config="dutch"
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="clauseversion",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="version_search"
            ),
        ),
        migrations.RunSQL(fixed.KEEP_TEXT_CAPTIONED, fixed.KEEP_TEXT_REGISTERED),
    ]
