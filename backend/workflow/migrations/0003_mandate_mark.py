"""A consent says that there was a mandate, and no longer which one."""

from django.db import migrations, models

# As `parties.mandates.mark_of`.
_MARK = """
update workflow_consent set mandate = encode(sha256(convert_to(
    mandate || ' ' || subject_id || ' '
    || to_char(given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00', 'UTF8'
)), 'hex') where mandate <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_due_by_date")]

    operations = [
        migrations.RenameField("consent", "mandate_id", "mandate"),
        migrations.AlterField("consent", "mandate", models.CharField(max_length=64)),
        migrations.RunSQL(_MARK, migrations.RunSQL.noop),
    ]
