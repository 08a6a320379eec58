from django.db import migrations, models

from backend.workflow.arranged_rules import ARRANGED_RULES, DROP_ARRANGED_RULES


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0007_arrangements"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="arrangement", name="one_arrangement_a_rule"),
        migrations.RemoveConstraint(model_name="arrangement", name="one_proposed_arrangement"),
        migrations.AddField(
            model_name="arrangement",
            name="agreement_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agreed_at__isnull", False), ("ended_at__isnull", True)),
                fields=("bargaining_table", "agreement_id", "rule"),
                name="one_arrangement_a_rule",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agreed_at__isnull", True), ("ended_at__isnull", True)),
                fields=("bargaining_table", "agreement_id", "rule"),
                name="one_proposed_arrangement",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="arrangement",
            index=models.Index(
                condition=models.Q(("agreement_id__isnull", False)),
                fields=["agreement_id"],
                name="arrangement_agreement",
            ),
        ),
        migrations.RunSQL(ARRANGED_RULES, DROP_ARRANGED_RULES),
    ]
