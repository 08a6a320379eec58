"""What the database itself keeps of a judgement, whatever the code does."""

# `security definer`: the rules count rows that the writer itself may not read.
RULES = """
create or replace function polder_judgement_given() returns trigger language plpgsql
    security definer set search_path = public as $$
begin
    if new.person_id is not null and exists (
        select 1 from evaluations_judgement j
        where j.evaluation_id = new.evaluation_id and j.person_id = new.person_id
            and j.voice <> new.voice
    ) then
        raise exception 'one person never judges for two sides' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger evaluations_judgement_one_side before insert on evaluations_judgement
    for each row execute function polder_judgement_given();

create or replace function polder_judgement_fixed() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.unsealed_at is null and old.replaced_at is null
        and (to_jsonb(new) - array['replaced_at', 'unsealed_at', 'visibility', 'side', 'audience'])
          = (to_jsonb(old) - array['replaced_at', 'unsealed_at', 'visibility', 'side', 'audience'])
        and (new.replaced_at is null) <> (new.unsealed_at is null)
        and (new.visibility = old.visibility) = (new.unsealed_at is null)
    then
        return new;
    end if;
    -- the account of who judged may go; the name stays
    if tg_op = 'UPDATE' and new.person_id is null and old.person_id is not null
        and (to_jsonb(new) - array['person_id', 'audience'])
          = (to_jsonb(old) - array['person_id', 'audience'])
    then
        return new;
    end if;
    raise exception 'a judgement is never changed' using errcode = 'check_violation';
end $$;
create trigger evaluations_judgement_fixed before update or delete on evaluations_judgement
    for each row execute function polder_judgement_fixed();
"""

DROP_RULES = """
drop trigger evaluations_judgement_fixed on evaluations_judgement;
drop trigger evaluations_judgement_one_side on evaluations_judgement;
drop function polder_judgement_fixed();
drop function polder_judgement_given();
"""
