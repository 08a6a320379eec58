"""The table of the reference lists."""

from typing import ClassVar

from django.db import migrations, models

import backend.reference.ids


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=backend.reference.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("list", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=60)),
                ("name_nl", models.CharField(max_length=300)),
                ("name_en", models.CharField(max_length=300)),
                ("attributes", models.JSONField(default=dict)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("position", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["list", "position"],
                "indexes": [models.Index(fields=["list", "position"], name="reference_list_order")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("list", "code", "valid_from"),
                        name="reference_one_code",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="reference_period_runs_forward",
                    ),
                ],
            },
        ),
    ]
