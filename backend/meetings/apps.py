"""Registers the application."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The settings Django needs of it."""

    name = "backend.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Make meetings known to the engine, and who may plan one."""
        from backend.api import offers  # noqa: PLC0415  # loads models
        from backend.api.bargaining_tables import offer_start  # noqa: PLC0415  # loads models
        from backend.calendars import events  # noqa: PLC0415  # as above
        from backend.meetings import (  # noqa: PLC0415  # models load after apps
            answering,
            calendar,  # as above
            dividing,
            telling,
        )
        from backend.meetings.actions import may_plan  # noqa: PLC0415  # models load after apps
        from backend.meetings.models import Meeting  # noqa: PLC0415  # as above
        from backend.meetings.waiting import asked_of, unanswered_dates  # noqa: PLC0415  # as above
        from backend.reminders import awaited, notices, retelling, waiting  # noqa: PLC0415  # as above
        from backend.workflow import moving, registry  # noqa: PLC0415  # as above

        registry.register(Meeting)
        moving.with_above(dividing.speaking_of)
        moving.with_division(dividing.divide)
        moving.with_dossiers(dividing.going_along)
        moving.with_rows(dividing.rows_of)
        offer_start(Meeting.kind, may_plan)
        offers.register(answering.offered)
        waiting.register(unanswered_dates)
        awaited.register(Meeting.kind, asked_of, instead_of={"meeting_planned"})
        events.register(Meeting.kind, calendar.events_of)
        for topic, label in telling.topics().items():
            notices.register(topic, label, telling.tell)
        retelling.register(telling.CONFIRM, telling.LOOK)
