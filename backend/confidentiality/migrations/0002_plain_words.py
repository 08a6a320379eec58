"""The words of a reading context stand in the setting as they are, no longer as an array."""

from typing import ClassVar

from django.db import migrations

from backend.confidentiality.rls import FUNCTIONS


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("confidentiality", "0001_functions")]
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)
    ]
