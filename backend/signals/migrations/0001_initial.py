"""Signals, for the secretariat and for who sent them: each behind the second wall."""

import uuid

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import backend.reference.ids
from backend.confidentiality.rls import Protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("parties", "0002_mandate_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnSignal",
            fields=[
                ("subject_kind", models.CharField(max_length=20)),
                ("subject_id", models.UUIDField()),
                ("text", models.TextField(max_length=2000)),
                ("may_quote", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Ontvangen"),
                            ("answered", "Beantwoord"),
                            ("passed_on", "Doorgegeven"),
                            ("closed", "Afgesloten"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("responses", models.JSONField(default=list)),
                (
                    "id",
                    models.UUIDField(
                        default=backend.reference.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("signal_id", models.UUIDField()),
                ("named", models.BooleanField()),
                ("sent_at", models.DateTimeField()),
                (
                    "audience",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(
                            models.Value("person:"),
                            django.db.models.functions.comparison.Cast(
                                models.F("person_id"), models.TextField()
                            ),
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["audience", "sent_at", "id"], name="own_signal_reading"),
                    models.Index(fields=["signal_id"], name="own_signal_of"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("subject_kind", models.CharField(max_length=20)),
                ("subject_id", models.UUIDField()),
                ("text", models.TextField(max_length=2000)),
                ("may_quote", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Ontvangen"),
                            ("answered", "Beantwoord"),
                            ("passed_on", "Doorgegeven"),
                            ("closed", "Afgesloten"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("responses", models.JSONField(default=list)),
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sender_name", models.CharField(blank=True, max_length=200)),
                ("sender_organisation", models.CharField(blank=True, max_length=200)),
                ("received_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "audience",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Concat(
                            models.Value("organisation:"),
                            django.db.models.functions.comparison.Cast(
                                models.F("secretariat_id"), models.TextField()
                            ),
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "bargaining_table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.bargainingtable",
                    ),
                ),
                (
                    "secretariat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["audience", "received_on", "id"], name="signal_reading")
                ],
            },
        ),
        Protect("signals_signal"),
        Protect("signals_ownsignal"),
    ]
