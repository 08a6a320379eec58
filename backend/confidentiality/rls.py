"""Wall two, the database's half: migration operations that put row security on a table."""

from django.db import migrations

# The words stand in the setting with commas in between, and no word has a comma: that is read in a
# third of the time of an array, and every policy reads it for every statement.
FUNCTIONS = """
create or replace function polder_audiences() returns text[]
    language sql stable parallel safe
    as $$ select string_to_array(
        coalesce(nullif(current_setting('polder.audiences', true), ''), 'public'), ',') $$;
create or replace function polder_is_system() returns boolean
    language sql stable parallel safe
    as $$ select coalesce(current_setting('polder.system', true), '') = 'on' $$;
"""

DROP_FUNCTIONS = "drop function polder_audiences(); drop function polder_is_system();"


class Protect(migrations.RunSQL):
    """Enable row security on a table with an `audience` column.

    One policy for reading and writing: a row outside the context's audiences cannot be read,
    written, or written *to*. The sub-selects make the settings be read once a query, not once a
    row. The owner, who migrates, is not subject to it; the application's role is never the owner.

    `also` names further columns with a word that the context must have as well.
    """

    def __init__(self, table: str, *also: str) -> None:
        words = " and ".join(
            f"{column} = any ((select polder_audiences())::text[])"
            for column in ("audience", *also)
        )
        super().__init__(
            sql=(
                f"alter table {table} enable row level security;"
                f" create policy {table}_audience on {table} using ("
                f" (select polder_is_system()) or ({words}));"
            ),
            reverse_sql=(
                f"drop policy {table}_audience on {table};"
                f" alter table {table} disable row level security;"
            ),
        )
        self.names = [table, *also]

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Keep migrations short: only the names are written."""
        return type(self).__name__, self.names, {}
