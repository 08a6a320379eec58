"""Registers the application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Make clauses known to the engine, and agreements to who may open them."""
        from backend.agreements import queries, voting  # noqa: PLC0415  # models load after apps
        from backend.agreements.actions import may_keep  # noqa: PLC0415  # as above
        from backend.agreements.models import Agreement, Clause  # noqa: PLC0415  # as above
        from backend.agreements.passages import (  # noqa: PLC0415  # as above
            all_texts,
            current_texts,
            earlier_texts,
        )
        from backend.api.bargaining_tables import offer_start  # noqa: PLC0415  # as above
        from backend.copies import contents  # noqa: PLC0415  # as above
        from backend.disputes import texts  # noqa: PLC0415  # as above
        from backend.notes import annotated  # noqa: PLC0415  # as above
        from backend.reminders import awaited  # noqa: PLC0415  # as above
        from backend.workflow import moving, registry  # noqa: PLC0415  # as above

        registry.register(Clause)
        registry.register_dated(Agreement)
        for circle, (label, states, step) in voting.ASKED.items():
            asks = awaited.circle(circle, label, states, step)
            awaited.register(Clause.kind, asks, instead_of=voting.SAID)
        moving.with_rows(queries.rows_about)
        offer_start(Agreement.kind, may_keep)
        annotated.register(Agreement)
        contents.register(Clause, all_texts)
        texts.register(Clause.kind, current_texts)
        annotated.register(Clause, current=current_texts, earlier=earlier_texts)
