"""What became of a promise when the term of its clause ended."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="commitment",
            name="carried_to",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried_from",
                to="commitments.commitment",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="dispute_grounds",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="commitment",
            name="term_ended_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
