"""The two functions that every row security policy asks."""

from typing import ClassVar

from django.db import migrations

from backend.confidentiality.rls import DROP_FUNCTIONS, FUNCTIONS


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS)
    ]
