"""Every end that an agreement has had, and since when the term runs that it has now."""

from datetime import date, datetime, time, timedelta
from typing import Any

import django.contrib.postgres.fields
from django.db import migrations, models
from django.utils import timezone

from backend.reference.periods import last_of_term, months_between

DAY = timedelta(days=1)


def ends_before(first: date, last: date, months: int) -> list[date]:
    """Return the ends that came before the last one: until now the law alone moved them."""
    found = [first]
    while (following := last_of_term(found[-1] + DAY, months)) < last:
        if following <= found[-1]:
            break
        found.append(following)
    return found


def tell_ends(apps: Any, schema_editor: Any) -> None:
    model, database = apps.get_model("agreements", "Agreement"), schema_editor.connection.alias
    agreements = model.objects.using(database)  # of who migrates, and not of the application
    for row in agreements.filter(end_on__gt=models.F("original_end_on")):
        months = min(months_between(row.start_on, row.original_end_on), 12)
        row.earlier_ends = ends_before(row.original_end_on, row.end_on, months)
        first = row.earlier_ends[-1] + DAY
        row.renewed_at = timezone.make_aware(datetime.combine(first, time()))
        row.save(update_fields=["earlier_ends", "renewed_at"])


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0014_binding_extension"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="earlier_ends",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), blank=True, default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="renewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(tell_ends, migrations.RunPython.noop),
    ]
