"""What can be done to all clauses of an agreement at once."""

from dataclasses import dataclass, field

from rest_framework import serializers

from backend.agreements.models import Agreement
from backend.agreements.queries import clauses
from backend.api.serializers import StrictSerializer, WordsField
from backend.parties.actors import Actor
from backend.workflow import engine
from backend.workflow.lifecycle import Refusal, Transition


class TermDate(StrictSerializer):
    """A date at the end of a term, with how it was counted and by which rule of law."""

    name = serializers.CharField()
    label = WordsField()
    falls_on = serializers.DateField(source="on", allow_null=True)
    computation = WordsField()
    rule = WordsField()
    basis = serializers.CharField()


@dataclass
class SharedOption:
    """One transition, for every clause that can take it."""

    transition: Transition
    clauses: int = 0
    refusals: dict[tuple[str, str], Refusal] = field(default_factory=dict)

    @property
    def reasons(self) -> list[Refusal]:
        """Every refusal of any clause, once."""
        return list(self.refusals.values())

    @property
    def open(self) -> bool:
        """Whether it will succeed on all of them, with data that fits."""
        return not self.refusals


def shared_options(agreement: Agreement, actor: Actor) -> list[SharedOption]:
    """Return what the actor may perform on the agreement's clauses, in the order of the table."""
    found: dict[str, SharedOption] = {}
    for clause in clauses(actor).filter(agreement=agreement).order_by("article_number", "id"):
        for option in engine.options(clause, actor=actor):
            if option.may_perform:
                shared = found.setdefault(option.transition.name, SharedOption(option.transition))
                shared.clauses += 1
                shared.refusals |= {(no.code, no.words.nl): no for no in option.refusals}
    return list(found.values())
