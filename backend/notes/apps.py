"""Registers the application."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.notes"
    label = "notes"

    def ready(self) -> None:
        """Offer notes and comments where one may write them; let them be about commitments."""
        from backend.api import offers  # noqa: PLC0415  # loads models
        from backend.commitments.models import Commitment  # noqa: PLC0415  # models load after apps
        from backend.notes import annotated, commenting, queries, telling  # noqa: PLC0415  # as above
        from backend.notes.models import Note  # noqa: PLC0415  # as above
        from backend.notes.promises import current_texts  # noqa: PLC0415  # as above
        from backend.parties.audiences import Visibility  # noqa: PLC0415  # as above
        from backend.reminders import notices, retelling, told  # noqa: PLC0415  # as above
        from backend.workflow import moving  # noqa: PLC0415  # as above

        annotated.register(Commitment, widest=Visibility.PARTIES, current=current_texts)
        offers.register(commenting.changes_in)
        told.register(telling.KIND, telling.seen)
        notices.register(telling.ANSWERED, telling.HEADLINE, telling.tell_answered)
        retelling.register(telling.STATUS, telling.READ)
        moving.with_rows(queries.rows_about)
        moving.with_spoken(queries.comments_about)
        moving.with_words(Note, "circle")
