from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0003_snoozing")]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="doubted_at",
            field=models.DateTimeField(null=True),
        ),
    ]
