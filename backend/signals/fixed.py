"""What the database itself keeps of signals and of what was answered to them."""

# What a secretariat answered is never changed or taken back; another answer comes after it. Only
# the system writes a signal, the sender's copy of what came of it, and that a signal goes over to
# another secretariat, which takes the name of who sent it away. What the database makes of other
# columns is not there yet before the row is written.
RULES = """
create function polder_answers_stay(new jsonb, old jsonb) returns boolean
    language sql immutable as $$
    select jsonb_array_length(new) >= jsonb_array_length(old)
        and (select coalesce(jsonb_agg(said order by place), '[]'::jsonb)
             from jsonb_array_elements(new) with ordinality as given(said, place)
             where place <= jsonb_array_length(old)) = old $$;

create function polder_signal_stays() returns trigger language plpgsql as $$
declare
    later text[] := tg_argv[0]::text[];
    was jsonb := to_jsonb(old);
    becomes jsonb := to_jsonb(new);
begin
    if tg_op = 'INSERT' and polder_is_system() then return new; end if;
    if tg_op = 'DELETE' and polder_is_system() and tg_table_name = 'signals_ownsignal' then
        return old;  -- it goes with the account
    end if;
    if tg_op = 'UPDATE'
        and (becomes - later) = (was - later)
        and polder_answers_stay(becomes -> 'responses', was -> 'responses')
        and (was ->> 'state' <> 'closed' or
            (becomes -> 'state', becomes -> 'responses') = (was -> 'state', was -> 'responses'))
        and (polder_is_system()
            or (tg_table_name = 'signals_signal'
                and becomes -> 'secretariat_id' = was -> 'secretariat_id'
                and becomes -> 'sender_name' = was -> 'sender_name'
                and becomes -> 'sender_organisation' = was -> 'sender_organisation'))
        and (tg_table_name = 'signals_ownsignal'
            or becomes -> 'secretariat_id' = was -> 'secretariat_id'
            or (becomes ->> 'sender_name') || (becomes ->> 'sender_organisation') = '')
    then
        return new;
    end if;
    raise exception 'what was answered to a signal is never changed'
        using errcode = 'check_violation';
end $$;
create trigger signals_signal_stays before insert or update or delete on signals_signal
    for each row execute function polder_signal_stays(
        '{audience,state,responses,version,secretariat_id,sender_name,sender_organisation}');
create trigger signals_ownsignal_stays before update or delete on signals_ownsignal
    for each row execute function polder_signal_stays('{audience,state,responses,named}');
"""

DROP_RULES = """
drop trigger signals_signal_stays on signals_signal;
drop trigger signals_ownsignal_stays on signals_ownsignal;
drop function polder_signal_stays();
drop function polder_answers_stay(jsonb, jsonb);
"""
