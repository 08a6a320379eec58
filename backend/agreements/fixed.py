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

# What was published stays; only the last day of the clause can become known later.
KEEP_PUBLISHED = """
create or replace function polder_keep_published() returns trigger language plpgsql as $$
begin
    -- what the database generates is not there yet
    if tg_op = 'DELETE' or (to_jsonb(new) - '{last_on,audience}'::text[])
            is distinct from (to_jsonb(old) - '{last_on,audience}'::text[]) then
        raise exception 'a published text never changes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger agreements_publishedtext_kept before update or delete on agreements_publishedtext
    for each row execute function polder_keep_published();
"""

FREE_PUBLISHED = """
drop trigger agreements_publishedtext_kept on agreements_publishedtext;
drop function polder_keep_published();
"""

# Where a text comes from and who signed it for whom is as fixed as what it says.
KEEP_TEXT_WHOLE = """
create or replace function polder_keep_text() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (new.clause_id, new.body, new.rationale, new.digest, new.author_side,
            new.author_organisation_id, new.organisation_name, new.author_name, new.based_on_id,
            new.created_at) is distinct from (old.clause_id, old.body, old.rationale, old.digest,
            old.author_side, old.author_organisation_id, old.organisation_name, old.author_name,
            old.based_on_id, old.created_at) then
        raise exception 'a text version never changes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
"""

FREE_TEXT = """
drop trigger agreements_clauseversion_kept on agreements_clauseversion;
drop function polder_keep_text();
"""


# Carried along to a table that stems from its own, as all that is about its clause.
KEEP_PUBLISHED_MOVING = """
create or replace function polder_keep_published() returns trigger language plpgsql as $$
begin
    -- what the database generates is not there yet
    if tg_op = 'DELETE' or (to_jsonb(new) - '{last_on,audience,bargaining_table_id}'::text[])
            is distinct from (to_jsonb(old) - '{last_on,audience,bargaining_table_id}'::text[])
            or not polder_may_move(old.bargaining_table_id, new.bargaining_table_id) then
        raise exception 'a published text never changes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
"""
