"""Requests to declare provisions generally binding, and what came of them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import backend.reference.ids
import backend.reference.moments
from backend.agreements import fixed
from backend.confidentiality.rls import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0006_publication_texts"),
        ("parties", "0003_administration"),
    ]

    operations = [
        migrations.CreateModel(
            name="BindingRequest",
            fields=[
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("side_private", "Eigen zijde"),
                            ("table", "Cao-tafel"),
                            ("constituency", "Achterban"),
                            ("parties", "Partijen en uitvoering"),
                            ("aggregate", "Alleen totalen"),
                            ("public", "Openbaar"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("employer", "Werkgeverszijde"),
                            ("union", "Vakbondszijde"),
                            ("workers", "Medezeggenschap"),
                            ("neutral", "Neutraal"),
                            ("government", "Overheid"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "audience",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(then=models.Value("public"), visibility="public"),
                            models.When(
                                then=django.db.models.functions.text.Concat(
                                    models.Value("side"),
                                    models.Value(":"),
                                    django.db.models.functions.comparison.Cast(
                                        "bargaining_table_id", models.TextField()
                                    ),
                                    models.Value(":"),
                                    models.F("side"),
                                    output_field=models.TextField(),
                                ),
                                visibility="side_private",
                            ),
                            models.When(
                                then=django.db.models.functions.text.Concat(
                                    models.Value("parties"),
                                    models.Value(":"),
                                    django.db.models.functions.comparison.Cast(
                                        "bargaining_table_id", models.TextField()
                                    ),
                                    output_field=models.TextField(),
                                ),
                                visibility="aggregate",
                            ),
                            default=django.db.models.functions.text.Concat(
                                models.F("visibility"),
                                models.Value(":"),
                                django.db.models.functions.comparison.Cast(
                                    "bargaining_table_id", models.TextField()
                                ),
                                output_field=models.TextField(),
                            ),
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=backend.reference.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("request", "Verzoek"), ("extension", "Verlenging")], max_length=10
                    ),
                ),
                ("fund", models.BooleanField(default=False)),
                (
                    "clauses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                (
                    "parties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), size=None
                    ),
                ),
                ("requested_on", models.DateField()),
                ("inspection_from", models.DateField(null=True)),
                ("inspection_until", models.DateField(null=True)),
                ("objections", models.PositiveSmallIntegerField(null=True)),
                ("dispensations", models.PositiveSmallIntegerField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("granted", "Toegewezen"),
                            ("partly", "Deels toegewezen"),
                            ("refused", "Afgewezen"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "excluded",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("decided_on", models.DateField(null=True)),
                ("binding_from", models.DateField(null=True)),
                ("binding_until", models.DateField(null=True)),
                ("source", models.CharField(blank=True, max_length=100)),
                ("withdrawn_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(default=backend.reference.moments.now, editable=False),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="binding_requests",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "bargaining_table",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.bargainingtable",
                    ),
                ),
                (
                    "extends",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.bindingrequest",
                    ),
                ),
            ],
            options={
                "ordering": ("-requested_on", "-id"),
                "abstract": False,
                "indexes": [
                    models.Index(fields=["agreement", "requested_on"], name="binding_agreement")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("visibility", "side_private"),
                                models.Q(("side", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("visibility", "side_private"), _negated=True),
                                ("side", ""),
                            ),
                            _connector="OR",
                        ),
                        name="bindingrequest_side_only_where_private",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility", "public"),
                            ("bargaining_table__isnull", False),
                            _connector="OR",
                        ),
                        name="bindingrequest_table_unless_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("inspection_from__isnull", True), ("visibility", "parties")),
                            models.Q(("inspection_from__isnull", False), ("visibility", "public")),
                            models.Q(("decided_on__isnull", False), ("visibility", "public")),
                            _connector="OR",
                        ),
                        name="binding_public_once_inspected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("decided_on__isnull", False),
                                ("withdrawn_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="binding_decided_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.RunSQL(fixed.KEEP_BINDING, fixed.FREE_BINDING),
        Protect("agreements_bindingrequest"),
    ]
