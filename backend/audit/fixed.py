"""Append-only in the database: a migration operation that makes a table refuse change."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

_FUNCTION = """
create or replace function polder_fixed() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
"""


class Fixed(migrations.RunSQL):
    """Refuse UPDATE, DELETE and TRUNCATE on a table, to everyone, its owner included.

    The application's role does not even have the privilege; the triggers also stop the owner, who
    would first have to drop them in plain sight.
    """

    def __init__(self, table: str) -> None:
        super().__init__(
            sql=(
                f"{_FUNCTION} create trigger {table}_fixed before update or delete on {table}"
                " for each row execute function polder_fixed();"
                f" create trigger {table}_whole before truncate on {table}"
                " for each statement execute function polder_fixed();"
            ),
            reverse_sql=(
                f"drop trigger {table}_fixed on {table}; drop trigger {table}_whole on {table};"
            ),
        )
        self.table = table

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        """Keep migrations short: only the table's name is written."""
        return type(self).__name__, [self.table], {}

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Add the triggers, and take the privileges from the application's role."""
        super().database_forwards(app_label, schema_editor, from_state, to_state)
        role = schema_editor.quote_name(settings.DATABASES["default"]["USER"])
        schema_editor.execute(f"revoke update, delete, truncate on {self.table} from {role}")
