"""Keep what was answered to a signal, and let a signal go over to another secretariat."""

from django.db import migrations

from backend.signals.fixed import DROP_RULES, RULES


class Migration(migrations.Migration):
    dependencies = [("signals", "0001_initial")]

    operations = [migrations.RunSQL(RULES, DROP_RULES)]
