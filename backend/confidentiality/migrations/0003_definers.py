"""Functions that read past the second wall look in no temporary table first.

PostgreSQL looks there before anywhere else where a `search_path` does not say otherwise: whoever
may speak to the database could put a table of the same name there.
"""

from django.db import migrations

DEFINERS = (
    "polder_arranged_rules(uuid)",
    "polder_established(uuid)",
    "polder_judgement_given()",
    "polder_one_side()",
)


def _with_path(path: str) -> str:
    return "\n".join(f"alter function {each} set search_path = {path};" for each in DEFINERS)


class Migration(migrations.Migration):
    dependencies = [
        ("confidentiality", "0002_plain_words"),
        ("evaluations", "0001_initial"),
        ("meetings", "0001_initial"),
        ("workflow", "0008_arrangement_of_an_agreement"),
    ]

    operations = [migrations.RunSQL(_with_path("public, pg_temp"), _with_path("public"))]
