"""Registers the application."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.commitments"
    label = "commitments"

    def ready(self) -> None:
        """Make commitments known to the engine, and what waits for confirmation to people."""
        from backend.commitments import queries  # noqa: PLC0415  # models load after apps
        from backend.commitments.models import Commitment  # noqa: PLC0415  # models load after apps
        from backend.commitments.waiting import (  # noqa: PLC0415  # as above
            asked_of,
            awaited_confirmations,
            awaited_outcomes,
            returned_deliveries,
        )
        from backend.reminders import awaited, waiting  # noqa: PLC0415  # as above
        from backend.workflow import moving, registry  # noqa: PLC0415  # as above

        registry.register(Commitment)
        moving.with_dossiers(queries.promised_in)
        moving.with_rows(queries.evidence_of)
        waiting.register(awaited_confirmations, instead_of={"acceptance_due"})
        waiting.register(returned_deliveries)
        waiting.register(awaited_outcomes, instead_of={"outcome_awaited"})
        said = {"acceptance_due", "outcome_awaited"}
        awaited.register(Commitment.kind, asked_of, instead_of=said)
