"""One person never consents for two sides: the database refuses it, whatever the code does."""

# `security definer`: the rule counts rows that the writer itself may not read.
ONE_SIDE = """
create or replace function polder_one_side() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if new.person_id is not null and exists (
        select 1 from workflow_consent c
        where c.subject_id = new.subject_id and c.person_id = new.person_id and c.side <> new.side
    ) then
        raise exception 'one person never consents for two sides' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger workflow_consent_one_side before insert on workflow_consent
    for each row execute function polder_one_side();
"""

DROP_ONE_SIDE = """
drop trigger workflow_consent_one_side on workflow_consent;
drop function polder_one_side();
"""
