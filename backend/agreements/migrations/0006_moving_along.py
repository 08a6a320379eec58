"""What never changes may be carried along to a table that stems from its own."""

from typing import ClassVar

from django.db import migrations

from backend.agreements.fixed import KEEP_PUBLISHED_MOVING


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("agreements", "0005_notice"),
        ("parties", "0004_stems_from"),
    ]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(KEEP_PUBLISHED_MOVING, migrations.RunSQL.noop)
    ]
