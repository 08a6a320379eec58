"""What is public of a text can be replaced, and knows of which text it was made."""

import django.db.models.deletion
from django.db import migrations, models

from backend.agreements import fixed

# What was published whole is found by its words, what was not by the days on which it held.
MADE_OF = """
update agreements_publishedtext p set text_id = (
    select v.id from agreements_clauseversion v
    where v.clause_id = p.clause_id and (v.body = p.body or v.holds_from <= p.since)
    order by v.body = p.body desc, v.created_at desc limit 1)
where p.text_id is null;
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0010_clause_ratified_on")]

    operations = [
        migrations.AddField(
            model_name="publicationtext",
            name="reason",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="publishedtext",
            name="replaced_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="publishedtext",
            name="text",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="agreements.clauseversion",
            ),
        ),
        migrations.RemoveConstraint(model_name="publishedtext", name="published_is_public"),
        migrations.AddConstraint(
            model_name="publishedtext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_at__isnull", True), ("visibility", "public")),
                    models.Q(("replaced_at__isnull", False), ("visibility", "parties")),
                    _connector="OR",
                ),
                name="published_is_public_until_replaced",
            ),
        ),
        migrations.RunSQL(fixed.KEEP_PUBLISHED_UNTIL_REPLACED, fixed.KEEP_PUBLISHED_MOVING),
        migrations.RunSQL(MADE_OF, migrations.RunSQL.noop),
    ]
