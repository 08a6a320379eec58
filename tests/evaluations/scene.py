"""An evaluation under way, of a commitment: anything with a lifecycle can be evaluated."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.evaluations import actions
from backend.evaluations.models import Evaluation, Judgement
from backend.parties.actors import SYSTEM
from backend.workflow.lifecycle import ConsentRule
from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.people import Circle

REVIEW = {"verdict": "partly", "explanation": "De helft is af."}
FINAL = {
    "verdict": "met",
    "explanation": "Het is gedaan wat was afgesproken.",
    "lessons": "Eerder beginnen.",
    "advice": "continue",
    "indicators": [
        {"indicator": "voice_in_change", "value": 61.5, "source": "Eigen meting"},
        {"indicator": "workload", "not_available_because": "Er was geen nulmeting."},
    ],
}


@dataclass
class Scene:
    """A subject, its evaluation, and the circle around it."""

    circle: Circle
    subject: Any
    evaluation: Evaluation

    @property
    def address(self) -> str:
        """Where the evaluation is in the API."""
        return f"/v1/evaluations/{self.evaluation.pk}"

    def judge(self, name: str, **content: Any) -> Judgement:
        """Judge as somebody."""
        given = {**REVIEW, **content}
        return actions.judge(self.evaluation, actor=self.circle.actor(name), **given)

    def everything(self) -> list[Judgement]:
        """Every judgement there is, as nobody but the system reads them."""
        with acting_as(SYSTEM):
            return list(Judgement.objects.order_by("given_at"))


def a_scene(
    form: str = "review",
    rule: ConsentRule | None = None,
    circle: Circle | None = None,
    subject: Any = None,
) -> Scene:
    """A new evaluation of something that was delivered."""
    at = circle or cao_table()
    evaluated = subject or a_commitment(at, "delivered")
    opened = actions.open_evaluation(evaluated, form, actor=at.sanne, now=timezone.now(), rule=rule)
    return Scene(at, evaluated, opened)
