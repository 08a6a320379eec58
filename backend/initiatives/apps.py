"""Registers the application."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.initiatives"
    label = "initiatives"

    def ready(self) -> None:
        """Make initiatives known to the engine, to who may start them and to who must answer."""
        from backend.api.bargaining_tables import offer_start  # noqa: PLC0415  # loads models
        from backend.initiatives.actions import may_create  # noqa: PLC0415  # models load after apps
        from backend.initiatives.models import Initiative, Subsidy  # noqa: PLC0415  # as above
        from backend.initiatives.passages import current_texts  # noqa: PLC0415  # as above
        from backend.initiatives.waiting import ASKED, awaited_answers  # noqa: PLC0415  # as above
        from backend.notes import annotated  # noqa: PLC0415  # as above
        from backend.parties.audiences import Visibility  # noqa: PLC0415  # as above
        from backend.reminders import awaited, waiting  # noqa: PLC0415  # as above
        from backend.workflow import registry  # noqa: PLC0415  # as above

        registry.register(Initiative)
        registry.register_dated(Subsidy)
        offer_start(Initiative.kind, may_create)
        annotated.register(
            Initiative,
            opens_at=Visibility.PARTIES,
            widest=Visibility.PARTIES,
            current=current_texts,
        )
        waiting.register(awaited_answers)
        for circle, (label, states, step) in ASKED.items():
            asks = awaited.circle(circle, label, states, step)
            awaited.register(Initiative.kind, asks, instead_of={"or_answer"})
