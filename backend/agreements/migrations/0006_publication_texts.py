"""What is withheld before a text goes public; whole texts stay with the parties from now on."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models

import backend.reference.ids
from backend.agreements import fixed
from backend.confidentiality.rls import Protect

# Since when a text holds that was agreed before this was written down, and what the public reads.
HOLDS = """
update agreements_clauseversion v set holds_from = coalesce(v.effective_on, c.in_force_since)
from agreements_clause c
where c.id = v.clause_id and (v.effective_on is not null or v.id = c.current_version_id)
    and coalesce(v.effective_on, c.in_force_since) is not null;
update agreements_clause c set published_text_id = (
    select p.id from agreements_publishedtext p where p.clause_id = c.id
    order by p.since desc, p.published_at desc limit 1);
"""
# Whole texts of what is public: the public has the rows above to read.
FURTHEST = """
update agreements_clauseversion set visibility = 'parties'
where visibility in ('aggregate', 'public');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0005_notice"),
        ("parties", "0003_administration"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicationText",
            fields=[
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
                        related_name="publication_texts",
                        to="agreements.clause",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication_texts",
                        to="agreements.clauseversion",
                    ),
                ),
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
                ("passages", models.JSONField(default=list)),
                ("body", models.TextField()),
                ("withheld", models.PositiveIntegerField()),
                ("person_name", models.CharField(max_length=200)),
                ("organisation_name", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-created_at", "-id"),
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
                        name="publicationtext_side_only_where_private",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility", "public"),
                            ("bargaining_table__isnull", False),
                            _connector="OR",
                        ),
                        name="publicationtext_table_unless_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("visibility__in", ["aggregate", "public"]), _negated=True
                        ),
                        name="publicationtext_stays_with_the_parties",
                    ),
                ],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="clause",
            name="published_text",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.publishedtext",
            ),
        ),
        migrations.AddField(
            model_name="clauseversion",
            name="holds_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="clauseversion",
            name="receipt_notice_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="clauseversion",
            name="registered_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="publishedtext",
            name="withheld",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="publishedtext",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector("body", config="dutch"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="publishedtext",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="published_search"
            ),
        ),
        migrations.RunSQL(fixed.KEEP_PUBLISHED_SEARCHED, migrations.RunSQL.noop),
        migrations.RunSQL(HOLDS, migrations.RunSQL.noop),
        migrations.RunSQL(FURTHEST, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="clauseversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["aggregate", "public"]), _negated=True),
                name="version_stays_with_the_parties",
            ),
        ),
        migrations.RunSQL(fixed.KEEP_TEXT_REGISTERED, migrations.RunSQL.noop),
        migrations.RunSQL(fixed.KEEP_PUBLICATION, fixed.FREE_PUBLICATION),
        Protect("agreements_publicationtext"),
    ]
