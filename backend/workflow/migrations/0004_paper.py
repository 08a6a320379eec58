"""Consents that were given on paper, and wait for the party itself to confirm them."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import backend.reference.ids
from backend.confidentiality.rls import Protect

SIDES = [
    ("employer", "Werkgeverszijde"),
    ("union", "Vakbondszijde"),
    ("workers", "Medezeggenschap"),
    ("neutral", "Neutraal"),
    ("government", "Overheid"),
]
STATES = ("waiting", "confirmed", "refused", "voided", "replaced")


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0002_mandate_register"),
        ("workflow", "0003_mandate_mark"),
    ]

    operations = [
        migrations.CreateModel(
            name="Paper",
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
                ("subject_kind", models.CharField(max_length=20)),
                ("subject_id", models.UUIDField()),
                ("audience", models.TextField()),
                ("transition", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("text_digest", models.CharField(max_length=64)),
                ("terms", models.JSONField(default=dict)),
                ("side", models.CharField(choices=SIDES, max_length=10)),
                ("signed_by", models.CharField(max_length=200)),
                ("signed_on", models.DateField()),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("recorded_by", models.CharField(max_length=200)),
                ("recorded_for", models.CharField(max_length=200)),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[(s, s) for s in STATES], default="waiting", max_length=10
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("subject_id", "transition", "organisation"),
                        name="one_waiting_paper",
                    )
                ],
                "indexes": [
                    models.Index(fields=["subject_id", "recorded_at", "id"], name="paper_subject")
                ],
            },
        ),
        Protect("workflow_paper"),
        migrations.AddField(
            "consent",
            "paper",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="workflow.paper",
            ),
        ),
        migrations.AddField("consent", "signed_on", models.DateField(null=True)),
        migrations.AddField("consent", "recorded_by", models.CharField(blank=True, max_length=200)),
    ]
