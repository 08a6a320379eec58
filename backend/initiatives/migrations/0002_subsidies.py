"""The subsidies of an initiative, with dates of their own."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import backend.reference.ids
import backend.reference.moments
import backend.workflow.dated
from backend.confidentiality.rls import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0001_initial"),
        ("parties", "0005_mail_refused"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subsidy",
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
                    "created_at",
                    models.DateTimeField(default=backend.reference.moments.now, editable=False),
                ),
                ("programme", models.CharField(max_length=60)),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("closes_on", models.DateField()),
                ("source", models.CharField(max_length=300)),
                ("applied_on", models.DateField(blank=True, null=True)),
                ("dismissed_on", models.DateField(blank=True, null=True)),
                ("dismissed_because", models.CharField(blank=True, max_length=500)),
                ("accounting_due_on", models.DateField(blank=True, null=True)),
                ("handed_in_on", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidies",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["initiative", "closes_on", "id"], name="subsidy_list"),
                    models.Index(fields=["closes_on", "id"], name="subsidy_closes"),
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
                        name="subsidy_side_only_where_private",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility", "public"),
                            ("bargaining_table__isnull", False),
                            _connector="OR",
                        ),
                        name="subsidy_table_unless_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applied_on__isnull", True),
                            ("dismissed_on__isnull", True),
                            _connector="OR",
                        ),
                        name="subsidy_applied_or_dismissed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applied_on__isnull", False),
                            models.Q(
                                ("accounting_due_on__isnull", True), ("handed_in_on__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="subsidy_accounted_once_applied",
                    ),
                ],
            },
            bases=(backend.workflow.dated.Dated, models.Model),
        ),
        Protect("initiatives_subsidy"),
    ]
