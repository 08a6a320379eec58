"""For which rules a table arranged days, whoever plans: part of the statement that plans a subject.

Who takes a step may not read what a table arranged; the plan must not depend on that. So the names
of the rules are asked past the second wall. No days are in it, and no agreement.
"""

# `security definer`: who owns the tables reads all rows.
ARRANGED_RULES = """
create or replace function polder_arranged_rules(at uuid) returns setof text language sql stable
    security definer set search_path = public as $$
    select distinct rule from workflow_arrangement
    where bargaining_table_id = at and agreed_at is not null and ended_at is null
      and offsets is not null
$$;
"""

DROP_ARRANGED_RULES = "drop function polder_arranged_rules(uuid);"
