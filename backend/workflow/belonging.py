"""To which agreement a subject belongs: its own, or that of the dossier of which it is a part.

An agreement is known here by its kind and id only. A model says where it stands: it has a column
`agreement_id`, or its `dossier_columns` name the dossier of which it is a part.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Case, OuterRef, Subquery, UUIDField, When

from backend.reference.prepared import run
from backend.workflow import registry

AGREEMENT = "agreement"
_ALONE = """
select pg_advisory_xact_lock(hashtextextended('agreement:' || agreement, 0))
from (select unnest(%s::uuid[])::text as agreement order by 1) as wanted
"""


def alone(agreements: Collection[UUID]) -> None:
    """Be the only one who touches several parts of these agreements, until the transaction ends.

    Whoever takes a step that reaches one part does not wait for this.
    """
    run(_ALONE, [list(agreements)])


def agreements_of(subjects: Collection[Any]) -> dict[UUID, UUID]:
    """Return the agreements of subjects by their ids; those that belong to none are not in it.

    As far as the reading context sees their dossiers; one question a kind that has those.
    """
    found, asked = {}, defaultdict(list)
    for subject in subjects:
        column = _column(type(subject))
        if column is not None:
            found[subject.pk] = getattr(subject, column)
        elif _dossier_columns(type(subject)) is not None:
            asked[subject.kind].append(subject.pk)
    for kind, ids in asked.items():
        rows = _with_agreement(registry.model_of(kind)).filter(pk__in=ids)
        found |= {pk: agreement for pk, agreement in rows.values_list("pk", "of") if agreement}
    return found


def rows_of(kind: str, agreement_id: UUID) -> Any:
    """Return the subjects of a kind that belong to an agreement, itself included."""
    model = registry.model_of(kind)
    column = _column(model)
    if column is not None:
        return model.objects.filter(**{column: agreement_id})
    if _dossier_columns(model) is None:
        return model.objects.none()
    return _with_agreement(model).filter(of=agreement_id)


def _column(model: Any) -> str | None:
    """Return the column with its agreement, where it has one."""
    if model.kind == AGREEMENT:
        return "id"
    try:
        model._meta.get_field("agreement")  # noqa: SLF001  # a documented name
    except FieldDoesNotExist:
        return None
    return "agreement_id"


def _dossier_columns(model: Any) -> tuple[str, str] | None:
    found: tuple[str, str] | None = getattr(model, "dossier_columns", None)
    return found


def _with_agreement(model: Any) -> Any:
    """Return the rows of a model, each with the agreement `of` its dossier."""
    kind_column, id_column = model.dossier_columns
    whens = []
    for kind in registry.dated():
        column = _column(registry.model_of(kind))
        if column is not None:
            dossiers = registry.model_of(kind).objects.filter(pk=OuterRef(id_column))
            whens.append(When(**{kind_column: kind}, then=Subquery(dossiers.values(column)[:1])))
    return model.objects.annotate(of=Case(*whens, output_field=UUIDField()))
