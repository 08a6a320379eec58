"""A text version never changes: the database refuses it, whatever the code does."""

# Who may read it can widen, its number becomes 1 when a draft is submitted, and accepting an
# amendment gives it an effective date. All else stays what the parties consented to.
KEEP_TEXT = """
create or replace function polder_keep_text() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.clause_id, new.body, new.rationale, new.digest, new.author_side,
            new.author_name, new.created_at) is distinct from (old.clause_id, old.body,
            old.rationale, old.digest, old.author_side, old.author_name, old.created_at) then
        raise exception 'a text version never changes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger agreements_clauseversion_kept before update or delete on agreements_clauseversion
    for each row execute function polder_keep_text();
"""

FREE_TEXT = """
drop trigger agreements_clauseversion_kept on agreements_clauseversion;
drop function polder_keep_text();
"""
