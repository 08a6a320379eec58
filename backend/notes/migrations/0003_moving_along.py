"""What never changes may be carried along to a table that stems from its own."""

from typing import ClassVar

from django.db import migrations

from backend.notes.fixed import MOVING


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("notes", "0002_agenda_items_of_comments"),
        ("parties", "0004_stems_from"),
    ]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(MOVING, migrations.RunSQL.noop)
    ]
