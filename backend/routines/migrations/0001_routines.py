"""Recurring duties, and their periods."""

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
        ("parties", "0005_mail_refused"),
    ]

    operations = [
        migrations.CreateModel(
            name="Routine",
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
                ("state", models.CharField(default="proposed", max_length=30)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("joint_evaluation", "Gezamenlijke evaluatie"),
                            ("interpretation_review", "Doorloop van uitlegvragen"),
                            ("measurement", "Meting"),
                            ("local_review", "Lokale evaluatie met medezeggenschap"),
                            ("other", "Iets anders"),
                        ],
                        max_length=25,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                (
                    "about_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agreement", "agreement"),
                            ("clause", "clause"),
                            ("initiative", "initiative"),
                        ],
                        max_length=20,
                    ),
                ),
                ("about_id", models.UUIDField(blank=True, null=True)),
                ("every", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("week", "week"),
                            ("month", "maand"),
                            ("quarter", "kwartaal"),
                            ("year", "jaar"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first_on", models.DateField()),
                ("month_end", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField(default=0)),
                ("due_on", models.DateField(blank=True, null=True)),
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
                (
                    "employer_owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "worker_owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Period",
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
                ("number", models.PositiveIntegerField()),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("held", "Gedaan"),
                            ("skipped", "Overgeslagen"),
                            ("missed", "Niet gedaan"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True)),
                ("closed_on", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, max_length=2000)),
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
                    "routine",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="routines.routine",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="routine",
            index=models.Index(fields=["audience", "updated_at", "id"], name="routine_read"),
        ),
        migrations.AddIndex(
            model_name="routine",
            index=models.Index(fields=["updated_at", "id"], name="routine_changed"),
        ),
        migrations.AddIndex(
            model_name="routine",
            index=models.Index(fields=["about_id"], name="routine_about"),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("visibility", "side_private"), models.Q(("side", ""), _negated=True)),
                    models.Q(models.Q(("visibility", "side_private"), _negated=True), ("side", "")),
                    _connector="OR",
                ),
                name="routine_side_only_where_private",
            ),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("visibility", "public"), ("bargaining_table__isnull", False), _connector="OR"
                ),
                name="routine_table_unless_public",
            ),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["proposed", "running", "stopped", "withdrawn"])),
                name="routine_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(("every__gte", 1)), name="routine_comes_back"
            ),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about_id__isnull", True), ("about_kind", "")),
                    models.Q(
                        models.Q(("about_kind", ""), _negated=True), ("about_id__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="routine_of_a_table_or_a_dossier",
            ),
        ),
        migrations.AddConstraint(
            model_name="routine",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", "local_review"), _negated=True),
                    models.Q(("employer_owner__isnull", False), ("worker_owner__isnull", False)),
                    _connector="OR",
                ),
                name="routine_local_review_has_owners",
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("visibility", "side_private"), models.Q(("side", ""), _negated=True)),
                    models.Q(models.Q(("visibility", "side_private"), _negated=True), ("side", "")),
                    _connector="OR",
                ),
                name="period_side_only_where_private",
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("visibility", "public"), ("bargaining_table__isnull", False), _connector="OR"
                ),
                name="period_table_unless_public",
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.UniqueConstraint(
                fields=("routine", "number"), name="one_period_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("routine",), name="one_open_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True), ("closed_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="period_closed_on_a_day",
            ),
        ),
        Protect("routines_routine"),
        Protect("routines_period"),
    ]
