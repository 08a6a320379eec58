"""The dates of an agreement as a whole: its end, general binding, and what is registered."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min

from backend.agreements import dates, law
from backend.agreements.kinds import NOTICE_REGISTERED, RENEWABLE, AmendmentOutcome, types_with
from backend.agreements.rows import Amendment
from backend.parties.audiences import Visibility
from backend.parties.kinds import OrganisationKind
from backend.parties.models import Organisation
from backend.reference.periods import add_months
from backend.reference.spoken import in_words, naming
from backend.reference.words import Words
from backend.workflow.dated import STANDING, states, with_dates
from backend.workflow.lifecycle import Deadline
from backend.workflow.rules import by_rule

EXTENSION_AHEAD_MONTHS = law.lengths_in("avv_extension")[0]
_ENDS = Words(
    "algemeen verbindend tot en met {day}; een verlenging vragen kan tot en met {last}",
    "generally binding until {day}; an extension can be requested until {last}",
)
_ENDS_EXTENDED = Words(
    "algemeen verbindend tot en met {day}, na een verlenging; een tweede keer kan niet",
    "generally binding until {day}, after an extension; there can be no second one",
)
_LAST = Words(
    "einde van de avv op {end} min {months} maand, teruggeteld: een weekend verlengt dit niet",
    "end of general binding on {end} minus {months} month, counted back: a weekend adds nothing",
)


def binding_ends_on(agreement: Any) -> date | None:
    """Return the end of general binding, while it is not being extended and nobody declined that.

    An extension that was granted has an end as well.
    """
    asked = agreement.binding_extension_on is not None and not was_extended(agreement)
    day: date | None = agreement.binding_ends_on
    return None if asked or agreement.binding_declined_on else day


def was_extended(agreement: Any) -> bool:
    """Whether what is binding now is the extension: of all requests the last one that was asked."""
    asked: date | None = agreement.binding_extension_on
    return asked is not None and asked == agreement.binding_requested_on


def extension_until(agreement: Any) -> date | None:
    """Return the last day on which an extension can be requested, until it was or was declined."""
    ends = binding_ends_on(agreement)
    return last_to_extend(ends) if ends and not was_extended(agreement) else None


def last_to_extend(ends: date) -> date:
    """Return the last day to request an extension of what is binding until a day."""
    return add_months(ends, -EXTENSION_AHEAD_MONTHS)


def expires_on(agreement: Any) -> date | None:
    """Return the last day of a public agreement that no other follows and nothing renews."""
    if agreement.visibility != Visibility.PUBLIC or agreement.successor_id:
        return None
    noticed = agreement.clauses.filter(notice_given_on__isnull=False).exists()
    renews = dates.renews_tacitly(agreement.as_clause()) and not noticed
    day: date = agreement.end_on
    return None if renews else day


def change_agreed_since(agreement: Any) -> date | None:
    """Return since when an agreed change of it waits to be registered with the ministry."""
    return _first_of(_waiting(agreement).filter(head__registered_on__isnull=True), "settled_on")


def change_registered_since(agreement: Any) -> date | None:
    """Return since when a registered change of it waits for its receipt notice."""
    rows = _waiting(agreement).filter(head__receipt_notice_on__isnull=True)
    return _first_of(rows, "head__registered_on")


def notice_given_since(agreement: Any) -> date | None:
    """Return since when notice of it waits to be registered with the ministry."""
    rows = agreement.clauses.filter(
        state__in=NOTICE_REGISTERED,
        clause_type__in=types_with("needs_receipt_notice"),
        notice_registered_on__isnull=True,
    )
    return _first_of(rows, "notice_given_on")


def _waiting(agreement: Any) -> Any:
    """Return what was agreed to change in clauses of the cao itself, and does not hold yet."""
    return Amendment.objects.filter(
        clause__agreement=agreement.pk,
        clause__state__in=RENEWABLE,
        clause__clause_type__in=types_with("needs_receipt_notice"),
        outcome=AmendmentOutcome.ACCEPTED,
        head__holds_from__isnull=True,
    )


def _first_of(rows: Any, column: str) -> date | None:
    day: date | None = rows.aggregate(first=Min(column))["first"]
    return day


def liaisons(agreement: Any) -> set[UUID]:
    """Return the liaisons of the government, for whom an agreement is only once it is public."""
    if agreement.visibility != Visibility.PUBLIC:
        return set()
    rows = Organisation.objects.filter(kind=OrganisationKind.GOVERNMENT_LIAISON)
    return set(rows.values_list("pk", flat=True))


def _end_said(agreement: Any, day: date) -> Words:
    if was_extended(agreement):
        return _ENDS_EXTENDED.with_(day=in_words(day))
    return _ENDS.with_(day=in_words(day), last=in_words(last_to_extend(day)))


def _last_said(agreement: Any, day: date) -> Words:
    return _LAST.with_(end=in_words(agreement.binding_ends_on), months=EXTENSION_AHEAD_MONTHS)


# Interim changes and notice are registered too, of all clauses together. It is a date of the
# agreement because its parties alone read those: of a public clause everybody would.
_TO_REGISTER: dict[str, Any] = {
    "rule": law.words_of("registration_changes"),
    "basis": law.basis_words("registration_changes"),
    "while_in": frozenset({STANDING}),
    "whom": ("secretariat",),
    "at_once": True,
}
DATES = with_dates(
    "agreement",
    states((STANDING, Words("loopt", "running"))),
    (
        by_rule(
            "avv_end",
            counted_from=binding_ends_on,
            computed=_end_said,
            rule=law.words_of("avv_extension"),
            basis=law.basis_words("avv_extension"),
            while_in=frozenset({STANDING}),
            whom=("secretariat", "parties"),
            at_once=True,
            passes=True,
        ),
        # The day that counts in law: the last reminder of the end comes well before it.
        Deadline(
            name="avv_extension",
            label=Words(
                "Laatste dag om verlenging van de avv te vragen",
                "Last day to request extension of general binding",
            ),
            offsets=(-7, 0),
            counted_from=extension_until,
            computed=_last_said,
            rule=law.words_of("avv_extension"),
            basis=law.basis_words("avv_extension"),
            while_in=frozenset({STANDING}),
            whom=("secretariat", "parties"),
            at_once=True,
            passes=True,
        ),
        by_rule(
            "registration_todo",
            name="change_registration",
            label=Words(
                "Wijziging aangenomen maar niet aangemeld bij SZW",
                "Change accepted but not registered with SZW",
            ),
            counted_from=change_agreed_since,
            computed=naming(
                "wijziging aangenomen op {day}, nog niet aangemeld",
                "change accepted on {day}, not registered yet",
            ),
            **_TO_REGISTER,
        ),
        by_rule(
            "registration_todo",
            name="notice_registration",
            label=Words(
                "Opgezegd maar niet aangemeld bij SZW",
                "Notice given but not registered with SZW",
            ),
            counted_from=notice_given_since,
            computed=naming(
                "opgezegd op {day}, nog niet aangemeld", "notice given on {day}, not registered yet"
            ),
            **_TO_REGISTER,
        ),
        by_rule(
            "kvo_wait",
            name="change_receipt",
            label=Words(
                "Wijziging aangemeld, KvO nog niet binnen",
                "Change registered, receipt notice not in yet",
            ),
            counted_from=change_registered_since,
            computed=naming(
                "wijziging aangemeld op {day}, nog geen kennisgeving van ontvangst",
                "change registered on {day}, no receipt notice yet",
            ),
            **_TO_REGISTER,
        ),
        # Parties and secretariat are told of their clauses.
        by_rule(
            "expiry",
            label=Words("Cao loopt af", "Agreement expires"),
            counted_from=expires_on,
            computed=naming("einddatum van de cao: {day}", "end date of the agreement: {day}"),
            rule=law.words_of("max_term"),
            basis=law.basis_words("max_term"),
            while_in=frozenset({STANDING}),
            whom=("liaison",),
            passes=True,
        ),
    ),
)
