"""What goes along when a dossier moves to another bargaining table.

Every row about a dossier carries the table's id, and so the word that decides who reads it. Each
domain says which of its rows are about which dossiers; what it does not name stays behind, with
whoever reads there. What is appended for good (the chains, the messages) is history and stays.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Replace

from backend.workflow.models import Consent, Due, Paper

Below = Callable[[Collection[UUID]], Iterable[QuerySet[Any]]]
Dossiers = Callable[[Collection[UUID]], QuerySet[Any]]

_below: list[Below] = []
_spoken: list[Callable[[Collection[UUID]], Iterable[UUID]]] = []
_dossiers: list[Dossiers] = []
_above: list[Dossiers] = []
_divisions: list[Callable[[Collection[UUID], datetime], None]] = []
_plans: list[Callable[[Collection[UUID], UUID], None]] = []
# Rows that know their reader's word only, by column.
_words: list[tuple[type[Any], str]] = [
    (Consent, "audience"),
    (Paper, "audience"),
    (Due, "audience"),
]


def with_dossiers(found: Dossiers) -> None:
    """Name the subjects that belong to other ones; called from an `AppConfig.ready`."""
    if found not in _dossiers:
        _dossiers.append(found)


def with_above(found: Dossiers) -> None:
    """Name what is locked before the subjects that it speaks of; called as above."""
    if found not in _above:
        _above.append(found)


def with_division(divide: Callable[[Collection[UUID], datetime], None]) -> None:
    """Name who divides what speaks of subjects that move and of others; called as above."""
    if divide not in _divisions:
        _divisions.append(divide)


def with_rows(below: Below) -> None:
    """Name the rows about subjects that carry a bargaining table; called as above."""
    if below not in _below:
        _below.append(below)


def with_spoken(ids: Callable[[Collection[UUID]], Iterable[UUID]]) -> None:
    """Name the ids of what is said about subjects, of which people are told; called as above."""
    if ids not in _spoken:
        _spoken.append(ids)


def with_words(model: type[Any], column: str) -> None:
    """Name a table whose rows have a `subject_id` and its reader's word; called as above."""
    if (model, column) not in _words:
        _words.append((model, column))


def with_plans(plan: Callable[[Collection[UUID], UUID], None]) -> None:
    """Name who plans again what moved along with subjects to a table; called as above."""
    if plan not in _plans:
        _plans.append(plan)


def hold_above(subjects: Collection[UUID]) -> None:
    """Lock what speaks of these subjects and can lock them: it goes before them."""
    for found in _above:
        list(found(subjects).order_by("pk").select_for_update().values_list("pk"))


def divide(subjects: Collection[UUID], now: datetime) -> None:
    """Divide what speaks of these subjects and of others, before these move."""
    for each in _divisions:
        each(subjects, now)


def belonging_to(subjects: Collection[UUID]) -> list[Any]:
    """Return under their locks what goes along with these: what is promised or traded in them."""
    rows = (found(subjects).order_by("pk") for found in _dossiers)
    return [row for each in rows for row in each.select_for_update(of=("self",))]


def move(subjects: Collection[UUID], former: UUID, following: UUID) -> None:
    """Let everything that is about these subjects be read at the other table.

    The subjects themselves are the caller's to move, and who may read them there its to decide.
    """
    for below in _below:
        for rows in below(subjects):
            rows.filter(bargaining_table=former).update(bargaining_table=following)
    known = {*subjects, *(each for ids in _spoken for each in ids(subjects))}
    for model, column in _words:
        rows = model.objects.filter(subject_id__in=known, **{f"{column}__contains": former})
        rows.update(**{column: other_word(column, former, following)})
    for plan in _plans:
        plan(subjects, following)


def other_word(column: str, former: UUID, following: UUID) -> Replace:
    """Return the word in a column as it is at the other table."""
    return Replace(F(column), Value(str(former)), Value(str(following)), output_field=TextField())
