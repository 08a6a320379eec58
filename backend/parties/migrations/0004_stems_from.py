"""A table can stem from another one; only there may go what was written at the first."""

import django.contrib.postgres.fields
from django.db import migrations, models

# For the triggers of what never changes: it may be carried along to a table that stems from its
# own, with all that it says.
MAY_MOVE = """
create function polder_may_move(former uuid, following uuid) returns boolean language sql stable
    as $$ select former is not distinct from following or exists (
        select from parties_bargainingtable where id = following and former = any(stems_from)
    ) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("parties", "0003_administration")]

    operations = [
        migrations.AddField(
            model_name="bargainingtable",
            name="stems_from",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, default=list, size=None
            ),
        ),
        migrations.RunSQL(MAY_MOVE, "drop function polder_may_move(uuid, uuid);"),
    ]
