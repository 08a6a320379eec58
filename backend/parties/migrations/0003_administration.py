"""What an administrator changes: versions, invitations, and the day on which a table closes."""

from typing import ClassVar

from django.db import migrations, models

_VERSIONED = ("affiliation", "bargainingtable", "membership", "organisation", "person")


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("parties", "0002_mandate_register")]

    operations: ClassVar[list[migrations.operations.base.Operation]] = [
        *(
            migrations.AddField(
                name, "version", models.PositiveIntegerField(default=1, db_default=1)
            )
            for name in _VERSIONED
        ),
        migrations.AddField("person", "invited_at", models.DateTimeField(null=True)),
        migrations.AddField("person", "address_since", models.DateField(null=True)),
        migrations.AddField("bargainingtable", "closes_on", models.DateField(null=True)),
    ]
