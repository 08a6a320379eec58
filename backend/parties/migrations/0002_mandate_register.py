"""A register of mandates: who recorded and ended them, and names that outlive accounts."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

_NAMES = """
update parties_mandate m set person_name = p.name from parties_person p where p.id = m.person_id
"""


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]

    operations = [
        migrations.AddField("affiliation", "keeps_mandates", models.BooleanField(default=False)),
        migrations.AddField(
            "mandate",
            "person_name",
            models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField("mandate", "decided_on", models.DateField(null=True)),
        migrations.AddField("mandate", "reference", models.CharField(blank=True, max_length=200)),
        migrations.AddField("mandate", "recorded_by", models.CharField(blank=True, max_length=200)),
        migrations.AddField(
            "mandate",
            "recorded_at",
            models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField("mandate", "revoked_at", models.DateTimeField(null=True)),
        migrations.AddField("mandate", "ended_by", models.CharField(blank=True, max_length=200)),
        migrations.AddField("mandate", "end_reason", models.TextField(blank=True)),
        migrations.AddField("mandate", "version", models.PositiveIntegerField(default=1)),
        migrations.AlterField(
            "mandate",
            "person",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="mandates",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            "mandate",
            models.Index(fields=["audience", "-valid_from", "id"], name="mandate_register"),
        ),
        migrations.RunSQL(_NAMES, migrations.RunSQL.noop),
    ]
