"""What has dates that matter and no process of its own: no table says where it may go next."""

from collections.abc import Collection
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM
from backend.parties.audiences import Visibility, audience_of
from backend.reference.states import StateSpec
from backend.reference.words import Words
from backend.workflow import dues
from backend.workflow.lifecycle import Deadline, Lifecycle

# Where it stands, for whoever has nothing to say about that.
STANDING = ""
_NARROW_TO_WIDE = list(Visibility)


def states(*rows: tuple[str, Words]) -> dict[str, StateSpec]:
    """Return how it can stand, each with its label; nobody performs anything to get there."""
    return {
        code: StateSpec(code, label, "", None, label, place)
        for place, (code, label) in enumerate(rows)
    }


def with_dates(
    kind: str, known: dict[str, StateSpec], deadlines: tuple[Deadline, ...]
) -> Lifecycle:
    """Return the table of a kind that has deadlines and no transitions."""
    return Lifecycle(kind, known, next(iter(known)), (), deadlines)


class Dated:
    """What a model with a bargaining table adds to be reminded of: `registry.register_dated`.

    Concrete models have `lifecycle`, `kind`, `caption` and `state`, as a subject has. Whoever
    writes one calls `plan` in the same transaction.
    """

    lifecycle: ClassVar[Lifecycle]
    kind: ClassVar[str]
    read_with: ClassVar[tuple[str, ...]] = ("bargaining_table",)
    pk: Any
    visibility: Any
    bargaining_table_id: Any
    side: Any

    @property
    def word(self) -> str:
        """The audience word that the database generates for this row's columns."""
        return audience_of(self.visibility, self.bargaining_table_id, self.side)

    @property
    def dates_word(self) -> str:
        """Who reads its dates: at most the parties, who alone know why one of them is gone."""
        level = min((self.visibility, Visibility.PARTIES), key=_place_of)
        return audience_of(level, self.bargaining_table_id, self.side)

    def plan(self) -> None:
        """Write down on which days to look at it again, from what is in the database now."""
        with acting_as(SYSTEM):
            fresh = type(self).objects.get(pk=self.pk)  # type: ignore[attr-defined]
            dues.replan(fresh, timezone.localdate())

    def circle(self, name: str) -> set[UUID]:
        """Return the organisations of a circle that only this kind knows."""
        return set()

    @classmethod
    def circles_of(cls, subjects: Collection[Self], name: str) -> dict[UUID, set[UUID]]:
        """Return the circle of many by their ids."""
        return {subject.pk: subject.circle(name) for subject in subjects}


def _place_of(visibility: str) -> int:
    return _NARROW_TO_WIDE.index(Visibility(visibility))
