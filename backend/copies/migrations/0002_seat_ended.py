"""A copy can be of a dossier that went on without a seat that stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("copies", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="dossiercopy",
            name="seat_ended",
            field=models.BooleanField(db_default=True, default=True),
        )
    ]
