"""A consent to a part that was given with the consent to the whole."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0002_mandate_register"),
        ("workflow", "0004_paper"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="consent",
            name="one_consent_a_party",
        ),
        migrations.RemoveConstraint(
            model_name="consent",
            name="one_consent_a_person",
        ),
        migrations.AddField(
            model_name="consent",
            name="through",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried",
                to="workflow.consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("through__isnull", True)),
                fields=("subject_id", "transition", "organisation"),
                name="one_consent_a_party",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("through__isnull", True)),
                fields=("subject_id", "transition", "person"),
                name="one_consent_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.UniqueConstraint(
                fields=("through", "subject_id"), name="one_consent_through"
            ),
        ),
    ]
