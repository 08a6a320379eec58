"""The day on which notice was registered with the ministry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0015_earlier_ends"),
    ]

    operations = [
        migrations.AddField(
            model_name="clause",
            name="notice_registered_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
