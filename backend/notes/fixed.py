"""What the database itself keeps of notes and comments, whatever the code does."""

_SAME = """
create or replace function polder_same_but(new jsonb, old jsonb, variable text[]) returns boolean
    language sql immutable as $$ select (new - variable) = (old - variable) $$;
"""
# The account of who wrote something may go; the name stays. Whatever the database makes up of other
# columns is not there yet in a trigger before the row is written.
RULES = (
    _SAME
    + """
create or replace function polder_note_fixed() returns trigger language plpgsql as $$
begin
    if old.comment_id is null then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op = 'UPDATE' and new.person_id is null
        and polder_same_but(to_jsonb(new), to_jsonb(old), array['person_id', 'audience'])
    then
        return new;
    end if;
    raise exception 'a revealed note is never changed' using errcode = 'check_violation';
end $$;
create trigger notes_note_fixed before update or delete on notes_note
    for each row execute function polder_note_fixed();

create or replace function polder_comment_fixed() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (new.person_id is null or new.person_id = old.person_id)
        and polder_same_but(to_jsonb(new), to_jsonb(old), tg_argv[0]::text[])
    then
        return new;
    end if;
    raise exception 'what was said at the table is never changed' using errcode = 'check_violation';
end $$;
create trigger notes_comment_fixed before update or delete on notes_comment for each row execute
    function polder_comment_fixed(
        '{person_id,audience,version,updated_at,reply_count,resolved}');
create trigger notes_reply_fixed before update or delete on notes_reply for each row execute
    function polder_comment_fixed('{person_id,audience}');
create trigger notes_resolution_fixed before update or delete on notes_resolution
    for each row execute function polder_comment_fixed('{person_id,audience}');
create trigger notes_outcome_fixed before update or delete on notes_outcome
    for each row execute function polder_comment_fixed('{person_id,audience}');
"""
)

DROP_RULES = """
drop trigger notes_note_fixed on notes_note;
drop trigger notes_comment_fixed on notes_comment;
drop trigger notes_reply_fixed on notes_reply;
drop trigger notes_resolution_fixed on notes_resolution;
drop trigger notes_outcome_fixed on notes_outcome;
drop function polder_note_fixed();
drop function polder_comment_fixed();
drop function polder_same_but(jsonb, jsonb, text[]);
"""


# Carried along to a table that stems from its own, with the words that say who reads it.
MOVING = """
create or replace function polder_note_fixed() returns trigger language plpgsql as $$
declare
    place constant text[] := case when new.bargaining_table_id = old.bargaining_table_id
        then array['audience'] else array['audience', 'bargaining_table_id', 'circle'] end;
begin
    if old.comment_id is null then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    if tg_op = 'UPDATE'
        and polder_may_move(old.bargaining_table_id, new.bargaining_table_id)
        and (new.person_id is null or new.person_id = old.person_id)
        and polder_same_but(to_jsonb(new), to_jsonb(old), place || 'person_id'::text)
    then
        return new;
    end if;
    raise exception 'a revealed note is never changed' using errcode = 'check_violation';
end $$;

create or replace function polder_comment_fixed() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (new.person_id is null or new.person_id = old.person_id)
        and polder_may_move(old.bargaining_table_id, new.bargaining_table_id)
        and polder_same_but(
            to_jsonb(new), to_jsonb(old), tg_argv[0]::text[] || 'bargaining_table_id'::text)
    then
        return new;
    end if;
    raise exception 'what was said at the table is never changed' using errcode = 'check_violation';
end $$;
"""
