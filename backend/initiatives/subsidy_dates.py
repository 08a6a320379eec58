"""By when a subsidy is applied for, and by when it is accounted for."""

from datetime import date
from typing import Any

from backend.initiatives.deadlines import APPLYING, SUBSIDISED
from backend.reference.codes import codes_of
from backend.reference.spoken import in_words
from backend.reference.words import Words
from backend.workflow.dated import states, with_dates
from backend.workflow.rules import by_rule

CONSIDERED, APPLIED, DISMISSED, SETTLED = "considered", "applied", "dismissed", "settled"
OWN_MONEY = "own"
_WINDOW = Words(
    "aanvragen kan van {opens} tot en met {day} ({source})",
    "applications from {opens} until {day} ({source})",
)
_CLOSES = Words("aanvragen kan tot en met {day} ({source})", "applications until {day} ({source})")
_SET_BY_FUNDER = Words(
    "De subsidiegever bepaalt het tijdvak; vastgelegd met de vindplaats",
    "The funder sets the window; recorded with where it stands",
)
_DUE = Words(
    "aangevraagd op {applied}, verantwoorden uiterlijk {day}",
    "applied for on {applied}, accounting due on {day}",
)


def name_of(programme: str) -> Words:
    """Return what a funding programme is called."""
    return codes_of("funding-programmes").get(programme, Words(programme, programme))


def opening_on(subsidy: Any) -> date | None:
    """Return the first day of the window, as long as the initiative can still apply."""
    day: date | None = subsidy.opens_on
    return day if subsidy.initiative.state in APPLYING else None


def application_on(subsidy: Any) -> date | None:
    """Return the last day of the window, as long as the initiative can still apply."""
    day: date = subsidy.closes_on
    return day if subsidy.initiative.state in APPLYING else None


def accounting_on(subsidy: Any) -> date | None:
    """Return the day by which it is accounted for; also when the initiative is over."""
    day: date | None = subsidy.accounting_due_on
    return day if subsidy.initiative.state in SUBSIDISED else None


def _opening_said(subsidy: Any, day: date) -> Words:
    return _window_said(subsidy, subsidy.closes_on)


def _window_said(subsidy: Any, day: date) -> Words:
    if subsidy.opens_on is None:
        return _CLOSES.with_(day=in_words(day), source=subsidy.source)
    opens = in_words(subsidy.opens_on)
    return _WINDOW.with_(opens=opens, day=in_words(day), source=subsidy.source)


def _due_said(subsidy: Any, day: date) -> Words:
    return _DUE.with_(applied=in_words(subsidy.applied_on), day=in_words(day))


DATES = with_dates(
    "subsidy",
    states(
        (CONSIDERED, Words("nog niet aangevraagd", "not applied for yet")),
        (APPLIED, Words("aangevraagd", "applied for")),
        (DISMISSED, Words("van afgezien", "dismissed")),
        (SETTLED, Words("verantwoording ingediend", "accounting handed in")),
    ),
    (
        # Before it opens nobody can do anything: it is told, and waits for nobody.
        by_rule(
            "subsidy_round",
            name="subsidy_opens",
            label=Words("Aanvraagtijdvak subsidie opent", "Subsidy application window opens"),
            counted_from=opening_on,
            computed=_opening_said,
            rule=_SET_BY_FUNDER,
            while_in=frozenset({CONSIDERED}),
            whom=("owners",),
            informs=frozenset({"owners"}),
            passes=True,
        ),
        by_rule(
            "subsidy_round",
            label=Words("Aanvraagtijdvak subsidie sluit", "Subsidy application window closes"),
            counted_from=application_on,
            computed=_window_said,
            rule=_SET_BY_FUNDER,
            while_in=frozenset({CONSIDERED}),
            whom=("owners",),
            passes=True,
        ),
        by_rule(
            "subsidy_accounting",
            counted_from=accounting_on,
            computed=_due_said,
            rule=Words(
                "De dag uit de beschikking van de subsidiegever",
                "The day in the decision of the funder",
            ),
            while_in=frozenset({APPLIED}),
            whom=("owners",),
        ),
    ),
)
