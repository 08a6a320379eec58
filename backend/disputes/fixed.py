"""What was said in a dispute is never changed: the database refuses it, whatever the code does."""

# Only what comes later is written later: of a dispute its rung and its end, of a rung what came of
# it, once. What the database makes of other columns is not there yet before the row is written.
RULES = """
create or replace function polder_dispute_fixed() returns trigger language plpgsql as $$
declare later text[] := tg_argv[0]::text[];
begin
    if tg_op = 'UPDATE' and (to_jsonb(new) - later) = (to_jsonb(old) - later)
        and (tg_argv[1] = '' or coalesce(to_jsonb(old) ->> tg_argv[1], '') = '')
    then
        return new;
    end if;
    raise exception 'what was said in a dispute is never changed'
        using errcode = 'insufficient_privilege';
end $$;
create trigger disputes_dispute_fixed before update or delete on disputes_dispute
    for each row execute function polder_dispute_fixed(
        '{audience,level,ending,ended_on,ended_subject,outcome,consequences,ruling}', 'ending');
create trigger disputes_statement_fixed before update or delete on disputes_statement
    for each row execute function polder_dispute_fixed('{audience}', '');
create trigger disputes_piece_fixed before update or delete on disputes_piece
    for each row execute function polder_dispute_fixed('{audience}', '');
create trigger disputes_rung_fixed before update or delete on disputes_rung
    for each row execute function polder_dispute_fixed(
        '{audience,finding,finding_text,finding_source,found_on}', 'finding');
"""

DROP_RULES = """
drop trigger disputes_dispute_fixed on disputes_dispute;
drop trigger disputes_statement_fixed on disputes_statement;
drop trigger disputes_piece_fixed on disputes_piece;
drop trigger disputes_rung_fixed on disputes_rung;
drop function polder_dispute_fixed();
"""


# Carried along to a table that stems from its own, also when it is over: nothing else changes then.
MOVING = """
create or replace function polder_dispute_fixed() returns trigger language plpgsql as $$
declare
    place constant text[] := '{audience,bargaining_table_id}';
    later text[] := tg_argv[0]::text[] || place;
begin
    if tg_op = 'UPDATE' and polder_may_move(old.bargaining_table_id, new.bargaining_table_id)
        and ((to_jsonb(new) - place) = (to_jsonb(old) - place)
            or ((to_jsonb(new) - later) = (to_jsonb(old) - later)
                and (tg_argv[1] = '' or coalesce(to_jsonb(old) ->> tg_argv[1], '') = '')))
    then
        return new;
    end if;
    raise exception 'what was said in a dispute is never changed'
        using errcode = 'insufficient_privilege';
end $$;
"""
