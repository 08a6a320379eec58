"""Packages and the clauses in them, behind the second wall."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import backend.reference.ids
import backend.reference.moments
from backend.confidentiality.rls import Protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0003_texts_at_the_table"),
        ("parties", "0002_mandate_register"),
    ]

    operations = [
        migrations.CreateModel(
            name="Package",
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
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("previous_state", models.CharField(blank=True, editable=False, max_length=30)),
                (
                    "author_side",
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
                    "created_at",
                    models.DateTimeField(default=backend.reference.moments.now, editable=False),
                ),
                ("updated_at", backend.reference.moments.Changed()),
                ("state", models.CharField(default="open", max_length=30)),
                ("title", models.CharField(max_length=200)),
                ("explanation", models.TextField(blank=True)),
                ("choice", models.UUIDField(default=backend.reference.ids.new_id, editable=False)),
                ("is_alternative", models.BooleanField(default=False, editable=False)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "author_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
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
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["audience", "updated_at", "id"], name="package_read"),
                    models.Index(fields=["choice"], name="package_choice"),
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
                        name="package_side_only_where_private",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility", "public"),
                            ("bargaining_table__isnull", False),
                            _connector="OR",
                        ),
                        name="package_table_unless_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["agreed", "not_chosen", "open", "split", "withdrawn"])
                        ),
                        name="package_state_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
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
                ("position", models.PositiveSmallIntegerField()),
                ("terms", models.JSONField(default=dict)),
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
                    "clause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agreements.clause",
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="packages.package",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["clause"], name="member_clause")],
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
                        name="member_side_only_where_private",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility", "public"),
                            ("bargaining_table__isnull", False),
                            _connector="OR",
                        ),
                        name="member_table_unless_public",
                    ),
                    models.UniqueConstraint(fields=("package", "clause"), name="once_in_a_package"),
                ],
            },
        ),
        Protect("packages_package"),
        Protect("packages_member"),
    ]
