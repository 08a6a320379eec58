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

# As before, but for what is searched in it, which the database makes of the rest.
KEEP_PUBLISHED_SEARCHED = KEEP_PUBLISHED.replace("last_on,audience", "last_on,audience,search")
KEEP_PUBLISHED_SEARCHED = KEEP_PUBLISHED_SEARCHED[: KEEP_PUBLISHED_SEARCHED.index("create trigger")]

# What somebody withheld stays written down as it was.
KEEP_PUBLICATION = """
create or replace function polder_keep_publication() returns trigger language plpgsql as $$
begin
    raise exception 'a publication text never changes' using errcode = 'insufficient_privilege';
end $$;
create trigger agreements_publicationtext_kept before update or delete
    on agreements_publicationtext for each row execute function polder_keep_publication();
"""
FREE_PUBLICATION = """
drop trigger agreements_publicationtext_kept on agreements_publicationtext;
drop function polder_keep_publication();
"""

# What was recorded of a request stays: a day that is known does not move, and nothing comes after
# a decision or a withdrawal. Only counts can grow until then.
KEEP_BINDING = """
create or replace function polder_keep_binding() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.withdrawn_on is not null or old.outcome <> ''
            or (new.agreement_id, new.kind, new.extends_id, new.fund, new.clauses, new.parties,
                new.requested_on) is distinct from (old.agreement_id, old.kind, old.extends_id,
                old.fund, old.clauses, old.parties, old.requested_on)
            or (old.inspection_from is not null
                and (new.inspection_from, new.inspection_until)
                is distinct from (old.inspection_from, old.inspection_until)) then
        raise exception 'what was recorded of a request stays'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger agreements_bindingrequest_kept before update or delete on agreements_bindingrequest
    for each row execute function polder_keep_binding();
"""
FREE_BINDING = """
drop trigger agreements_bindingrequest_kept on agreements_bindingrequest;
drop function polder_keep_binding();
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

# Since when a text holds, and what the ministry confirmed, is written once.
KEEP_TEXT_REGISTERED = KEEP_TEXT_WHOLE.replace(
    "    return new;",
    """    if (old.holds_from is not null and new.holds_from is distinct from old.holds_from)
            or (old.receipt_notice_on is not null
                and new.receipt_notice_on is distinct from old.receipt_notice_on) then
        raise exception 'a registration never changes' using errcode = 'insufficient_privilege';
    end if;
    return new;""",
)

FREE_TEXT = """
drop trigger agreements_clauseversion_kept on agreements_clauseversion;
drop function polder_keep_text();
"""

# Carried along to a table that stems from its own, as all that is about its clause.
KEEP_PUBLISHED_MOVING = """
create or replace function polder_keep_published() returns trigger language plpgsql as $$
declare
    -- what the database generates is not there yet
    later constant text[] := '{last_on,audience,search,bargaining_table_id}';
begin
    if tg_op = 'DELETE' or (to_jsonb(new) - later) is distinct from (to_jsonb(old) - later)
            or not polder_may_move(old.bargaining_table_id, new.bargaining_table_id) then
        raise exception 'a published text never changes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
"""

# Likewise what somebody withheld, and what was recorded of a request, also when that is over.
KEEP_PUBLICATION_MOVING = """
create or replace function polder_keep_publication() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (to_jsonb(new) - '{audience,bargaining_table_id}'::text[])
            is not distinct from (to_jsonb(old) - '{audience,bargaining_table_id}'::text[])
            and polder_may_move(old.bargaining_table_id, new.bargaining_table_id) then
        return new;
    end if;
    raise exception 'a publication text never changes' using errcode = 'insufficient_privilege';
end $$;
"""
KEEP_BINDING_MOVING = KEEP_BINDING[: KEEP_BINDING.index("create trigger")].replace(
    "begin\n",
    """begin
    if tg_op = 'UPDATE' and (to_jsonb(new) - '{audience,bargaining_table_id}'::text[])
            is not distinct from (to_jsonb(old) - '{audience,bargaining_table_id}'::text[])
            and polder_may_move(old.bargaining_table_id, new.bargaining_table_id) then
        return new;
    end if;
""",
    1,
)

# What everybody read can be replaced, once and for good: from then on the parties alone read it.
KEEP_PUBLISHED_UNTIL_REPLACED = """
create or replace function polder_keep_published() returns trigger language plpgsql as $$
declare
    -- what the database generates is not there yet
    later text[] := '{last_on,audience,search,bargaining_table_id}';
begin
    if tg_op = 'UPDATE' and old.replaced_at is null and new.replaced_at is not null then
        later := later || '{visibility,replaced_at}'::text[];
    end if;
    if tg_op = 'UPDATE' and old.text_id is null then
        later := later || '{text_id}'::text[];
    end if;
    if tg_op = 'DELETE' or (to_jsonb(new) - later) is distinct from (to_jsonb(old) - later)
            or not polder_may_move(old.bargaining_table_id, new.bargaining_table_id) then
        raise exception 'a published text never changes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
"""

# What the clause was called is written beside its text when words of it are withheld, and goes when
# they are not any more. It is never another word.
KEEP_TEXT_CAPTIONED = KEEP_TEXT_REGISTERED.replace(
    "    if (old.holds_from",
    """    if (old.title <> '' and new.title not in ('', old.title))
            or (old.summary <> '' and new.summary not in ('', old.summary))
            or (old.scope <> '' and new.scope not in ('', old.scope)) then
        raise exception 'a text version never changes' using errcode = 'insufficient_privilege';
    end if;
    if (old.holds_from""",
    1,
)

# Who said that parties asked, and the letter in which they do, stay as well.
KEEP_BINDING_STATED = KEEP_BINDING_MOVING.replace(
    "(new.agreement_id, new.kind,", "(new.stated_by, new.agreement_id, new.kind,"
).replace("(old.agreement_id, old.kind,", "(old.stated_by, old.agreement_id, old.kind,")
KEEP_LETTER = """
create or replace function polder_keep_binding_letter() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and (to_jsonb(new) - '{audience,bargaining_table_id}'::text[])
            is not distinct from (to_jsonb(old) - '{audience,bargaining_table_id}'::text[])
            and polder_may_move(old.bargaining_table_id, new.bargaining_table_id) then
        return new;
    end if;
    raise exception 'a letter of a request stays' using errcode = 'insufficient_privilege';
end $$;
create trigger agreements_bindingletter_kept before update or delete on agreements_bindingletter
    for each row execute function polder_keep_binding_letter();
"""
FREE_LETTER = """
drop trigger agreements_bindingletter_kept on agreements_bindingletter;
drop function polder_keep_binding_letter();
"""
