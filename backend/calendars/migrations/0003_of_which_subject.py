from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calendars", "0002_pruning"),
    ]

    operations = [
        migrations.AddField(
            model_name="calendarentry",
            name="subject_kind",
            field=models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="calendarentry",
            name="subject_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="calendarentry",
            name="name",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="calendarentry",
            index=models.Index(
                condition=models.Q(("day__isnull", False)),
                fields=["day"],
                name="entry_day",
            ),
        ),
    ]
