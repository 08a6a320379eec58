"""What a party intends about giving notice, and the letter that proves it."""

import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import backend.reference.ids
import backend.reference.moments
from backend.confidentiality.rls import Protect


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_disputes_in_rows"),
        ("parties", "0002_mandate_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeIntention",
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
                ("person_name", models.CharField(max_length=200)),
                (
                    "created_at",
                    models.DateTimeField(default=backend.reference.moments.now, editable=False),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[("give", "Wel opzeggen"), ("not", "Niet opzeggen")], max_length=10
                    ),
                ),
                ("explanation", models.TextField(blank=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["agreement", "created_at"], name="intention_agreement")
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
                        name="noticeintention_side_only_where_private",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility", "public"),
                            ("bargaining_table__isnull", False),
                            _connector="OR",
                        ),
                        name="noticeintention_table_unless_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visibility", "side_private")),
                        name="intention_stays_private",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoticeProof",
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
                ("person_name", models.CharField(max_length=200)),
                (
                    "created_at",
                    models.DateTimeField(default=backend.reference.moments.now, editable=False),
                ),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("given_on", models.DateField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="parties.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
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
                        name="noticeproof_side_only_where_private",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility", "public"),
                            ("bargaining_table__isnull", False),
                            _connector="OR",
                        ),
                        name="noticeproof_table_unless_public",
                    ),
                    models.UniqueConstraint(
                        fields=("agreement", "organisation", "sha256"), name="one_proof_a_document"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_on__isnull", True), ("visibility", "side_private")),
                            models.Q(("given_on__isnull", False), ("visibility", "parties")),
                            _connector="OR",
                        ),
                        name="proof_private_until_given",
                    ),
                ],
            },
        ),
        Protect("agreements_noticeintention"),
        Protect("agreements_noticeproof"),
    ]
