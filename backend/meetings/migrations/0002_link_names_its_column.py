"""A commitment has a `subject_id` too, so the policy must say whose it means."""

from django.db import migrations

POLICY = """
drop policy meetings_itemlink_audience on meetings_itemlink;
create policy meetings_itemlink_audience on meetings_itemlink using (
    (select polder_is_system())
    or (audience = any ((select polder_audiences())::text[])
        and (exists (select from agreements_clause s where s.id = meetings_itemlink.subject_id)
             or exists (select from initiatives_initiative s
                        where s.id = meetings_itemlink.subject_id)
             or exists (select from commitments_commitment s
                        where s.id = meetings_itemlink.subject_id))));
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]

    operations = [migrations.RunSQL(POLICY, migrations.RunSQL.noop)]
