"""What never changes may be carried along to a table that stems from its own."""

from typing import ClassVar

from django.db import migrations

from backend.agreements import fixed


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("agreements", "0008_round"),
        ("parties", "0004_stems_from"),
    ]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(fixed.KEEP_PUBLISHED_MOVING, migrations.RunSQL.noop),
        migrations.RunSQL(fixed.KEEP_PUBLICATION_MOVING, migrations.RunSQL.noop),
        migrations.RunSQL(fixed.KEEP_BINDING_MOVING, migrations.RunSQL.noop),
    ]
