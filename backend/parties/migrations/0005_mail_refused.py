from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0004_stems_from")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="mail_refused_at",
            field=models.DateTimeField(null=True),
        )
    ]
