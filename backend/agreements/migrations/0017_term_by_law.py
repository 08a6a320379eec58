from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0016_notice_registered_on")]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="term_by_law",
            field=models.BooleanField(default=False),
        ),
    ]
