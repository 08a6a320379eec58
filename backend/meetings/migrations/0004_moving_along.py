"""What was answered about a meeting may be carried along to a table that stems from its own."""

from typing import ClassVar

from django.db import migrations

MOVING = """
create or replace function polder_answer_stays() returns trigger language plpgsql as $$
begin
    -- what the database generates is not there yet
    if tg_op = 'DELETE' or not polder_may_move(old.bargaining_table_id, new.bargaining_table_id)
            or (to_jsonb(new) - '{bargaining_table_id,audience}'::text[])
            is distinct from (to_jsonb(old) - '{bargaining_table_id,audience}'::text[]) then
        raise exception 'what was answered about a meeting is never changed'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("meetings", "0003_answers"),
        ("parties", "0004_stems_from"),
    ]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(MOVING, migrations.RunSQL.noop)
    ]
