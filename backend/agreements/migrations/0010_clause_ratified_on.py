"""The day on which a clause was ratified, from which the days to register it are counted."""

from django.db import migrations, models

# Only what still waits to enter into force is reminded of its registration.
FROM_THE_CHAIN = """
update agreements_clause clause set ratified_on = (
    select max(entry.at at time zone 'Europe/Amsterdam')::date from audit_auditentry entry
    where entry.subject_kind = 'clause' and entry.subject_id = clause.id and entry.event = 'ratify'
) where clause.state = 'ratified'
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0009_moving_along"), ("audit", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="clause",
            name="ratified_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunSQL(FROM_THE_CHAIN, migrations.RunSQL.noop),
    ]
