"""Whether an initiative may be made a good example: asked, and agreed to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_subsidies"),
    ]

    operations = [
        migrations.AddField(
            model_name="initiative",
            name="example_agreed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="initiative",
            name="example_asked_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="initiative",
            name="example_summary",
            field=models.TextField(blank=True, max_length=5000),
        ),
    ]
