"""An entry says that there was a mandate, and no longer which one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RenameField("auditentry", "mandate_id", "mandate"),
        migrations.AlterField("auditentry", "mandate", models.CharField(blank=True, max_length=64)),
    ]
