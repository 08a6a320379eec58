"""When an extension of general binding was requested, or declined."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0013_binding_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="binding_declined_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="agreement",
            name="binding_extension_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
