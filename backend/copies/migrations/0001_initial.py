"""Copies of dossiers, behind the second wall and append-only."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import backend.reference.ids
import backend.reference.moments
from backend.audit.fixed import Fixed
from backend.confidentiality.rls import Protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0002_mandate_mark"),
        ("confidentiality", "0002_plain_words"),
        ("parties", "0002_mandate_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="DossierCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=backend.reference.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject_kind", models.CharField(max_length=20)),
                ("subject_id", models.UUIDField()),
                ("title", models.CharField(max_length=2000)),
                ("part_of", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(max_length=30)),
                ("ended_on", models.DateField()),
                (
                    "made_at",
                    models.DateTimeField(default=backend.reference.moments.now, editable=False),
                ),
                ("body", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "audience",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(
                            models.Value("negotiators:"),
                            django.db.models.functions.comparison.Cast(
                                "organisation_id", models.TextField()
                            ),
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "bargaining_table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.bargainingtable",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.membership",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["audience", "-ended_on", "id"], name="copy_reading")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("seat", "subject_id"), name="copied_once")
                ],
            },
        ),
        Protect("copies_dossiercopy"),
        Fixed("copies_dossiercopy"),
    ]
