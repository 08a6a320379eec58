"""What the law asks of a request to declare provisions generally binding, and of each step of it.

The rules are those of `legal_deadlines.csv` (`avv_*`); every sentence names its rule and source.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from backend.agreements import law
from backend.agreements.binding_rows import BindingRequest
from backend.agreements.kinds import BindingKind, BindingOutcome
from backend.reference.periods import add_months, last_of_term
from backend.reference.spoken import in_words
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.lifecycle import Refusal

LONGEST_MONTHS, LONGEST_FUND_MONTHS = law.lengths_in("avv_max")
AHEAD_MONTHS, EXTENSION_MONTHS = law.lengths_in("avv_extension")
INSPECTION = timedelta(weeks=law.weeks_in("avv_inspection"))

_FUTURE = Words("Deze dag is nog niet geweest.", "This day has not come yet.")
_SOME_PARTY = Words(
    "Een of meer cao-partijen doen het verzoek. Noem er minstens een, van deze tafel ({basis}).",
    "One or more parties to the agreement request it. Name at least one, of this table ({basis}).",
)
_ALL_PARTIES = Words(
    "Een verlenging vragen alle cao-partijen samen. Noem elke partij aan tafel ({basis}).",
    "All parties to the agreement request an extension together. Name each of them ({basis}).",
)
_NOT_BINDABLE = Words(
    "Deze afspraak kan niet mee: alleen wat in de cao zelf staat, is aangemeld en zonder namen is"
    " gepubliceerd ({basis}).",
    "This clause cannot go along: only what stands in the agreement itself, was registered and was"
    " published without names ({basis}).",
)
_BEFORE_RECEIPT = Words(
    "Een avv-verzoek kan pas na de kennisgeving van ontvangst van de cao, op {day} ({basis}).",
    "A request can be made only after the receipt notice of the agreement, on {day} ({basis}).",
)
_TOO_LATE = Words(
    "Vraag een verlenging uiterlijk 1 maand voor het einde van de avv: op {day} ({basis}).",
    "An extension is requested at least 1 month before the end: by {day} ({basis}).",
)
_BEFORE_REQUEST = Words(
    "Deze dag ligt voor het verzoek van {day}.", "This day lies before the request of {day}."
)
_BEFORE_DECISION = Words(
    "Deze dag ligt voor het besluit van {day}.", "This day lies before the decision of {day}."
)
_NOT_INSPECTED = Words(
    "Eerst ligt het verzoek 3 weken ter inzage voor bedenkingen en dispensatieverzoeken ({basis}).",
    "First the request is open for objections and dispensation requests for 3 weeks ({basis}).",
)
_INSPECTION_RUNS = Words(
    "De tervisielegging duurt 3 weken, tot en met {day}; een besluit komt daarna ({basis}).",
    "The inspection takes 3 weeks, until {day}; a decision comes after that ({basis}).",
)
_REQUIRED = Words("Dit veld is verplicht.", "This field is required.")
_NOT_HERE = Words("Bij een afwijzing hoort geen geldigheid.", "With a refusal goes no term.")
_RETROACTIVE = Words(
    "Een avv werkt niet terug: zij begint niet voor het besluit van {day} ({basis}).",
    "It is not retroactive: it does not begin before the decision of {day} ({basis}).",
)
_FOLLOWS = Words(
    "Een verlenging sluit aan: zij begint op {day}.", "An extension follows on: it begins on {day}."
)
_ENDS_FIRST = Words("Het einde ligt voor het begin.", "The end lies before the beginning.")
_LONGER_THAN_AGREEMENT = Words(
    "Een avv geldt niet langer dan de cao, die eindigt op {day} ({basis}).",
    "It does not hold for longer than the agreement, which ends on {day} ({basis}).",
)
_TOO_LONG = Words(
    "Een avv geldt ten hoogste {years} jaar, hier tot en met {day} ({basis}).",
    "It holds for {years} years at most, here until {day} ({basis}).",
)
_EXTENDED_TOO_LONG = Words(
    "Verlenging kan met ten hoogste 1 jaar, hier tot en met {day} ({basis}).",
    "It can be extended by 1 year at most, here until {day} ({basis}).",
)
_EXCLUDED = Words(
    "Noem bij een deels toegewezen verzoek de afspraken die niet verbindend zijn verklaard: niet"
    " geen, en niet alle. Anders laat u dit leeg.",
    "Where it was granted partly, name the clauses that were not declared binding: not none, and"
    " not all of them. Leave this out otherwise.",
)


def _refusal(code: str, nl: str, en: str) -> Refusal:
    return Refusal(code, Words(nl, en))


NOT_REGISTERED = _refusal(
    "not-registered",
    f"Een avv-verzoek kan pas als de cao is aangemeld en de kennisgeving van ontvangst er is"
    f" ({law.basis_of('registration')}).",
    f"A request needs the agreement to be registered, with its receipt notice"
    f" ({law.basis_of('registration')}).",
)
OPEN_ALREADY = _refusal(
    "request-open", "Er loopt al een avv-verzoek.", "Another request has not been decided on yet."
)
IS_BINDING = _refusal(
    "binding-already",
    "De cao is al algemeen verbindend verklaard; vraag een verlenging.",
    "The agreement is generally binding already; request an extension.",
)
NOTHING_TO_EXTEND = _refusal(
    "nothing-to-extend",
    "Er is geen lopende avv om te verlengen.",
    "Nothing that is binding now can be extended.",
)
EXTENDED_ALREADY = _refusal(
    "extended-already",
    f"Een avv kan maar een keer worden verlengd ({law.basis_of('avv_extension')}).",
    f"It can be extended only once ({law.basis_of('avv_extension')}).",
)
SETTLED = _refusal(
    "request-settled",
    "Dit verzoek is besloten of ingetrokken; er kan niets meer bij.",
    "This request was decided on or withdrawn; nothing can be added to it.",
)


NO_CLAUSES = Fault(
    "/clauses",
    "required",
    Words("Noem minstens een afspraak.", "Name at least one clause."),
)
KNOWN_ALREADY = Fault(
    "/inspectionStartsOn",
    "known",
    Words("Deze dag is al vastgelegd.", "This day has been recorded already."),
)


def _on(words: Words, code: str, **more: Any) -> Words:
    return words.with_(basis=law.basis_of(code), **more)


def against(agreement: Any, kind: str, known: list[BindingRequest], on: date) -> Refusal | None:
    """Return why this cannot be asked now, whatever is filled in."""
    if agreement.receipt_notice_on is None:
        return NOT_REGISTERED
    if any(row.is_open for row in known):
        return OPEN_ALREADY
    running = in_force(known, on)
    if kind == BindingKind.REQUEST:
        return IS_BINDING if running else None
    if running is None:
        return NOTHING_TO_EXTEND
    return EXTENDED_ALREADY if running.kind == BindingKind.EXTENSION else None


def in_force(known: list[BindingRequest], on: date) -> BindingRequest | None:
    """Return what is declared binding and has not ended by a day: the one that ends last."""
    rows = [row for row in known if row.binding_until is not None and row.binding_until >= on]
    return max(rows, key=lambda row: row.binding_until, default=None)


def of_request(
    row: BindingRequest, named: set[Any], at_table: set[Any], possible: set[Any], today: date
) -> Iterator[Fault]:
    """Yield what is wrong with a new request."""
    agreement, asked = row.agreement, row.requested_on
    if asked > today:
        yield Fault("/requestedOn", "future", _FUTURE)
    if asked < agreement.receipt_notice_on:
        day = in_words(agreement.receipt_notice_on)
        yield Fault("/requestedOn", "too_early", _on(_BEFORE_RECEIPT, "registration", day=day))
    yield from _of_parties(row, named, at_table)
    for number, clause in enumerate(row.clauses):
        if clause not in possible:
            words = _on(_NOT_BINDABLE, "avv_no_names")
            yield Fault(f"/clauses/{number}", "not_bindable", words)
    if row.extends is not None:
        yield from _of_extension(asked, row.extends)


def _of_extension(asked: date, extended: BindingRequest) -> Iterator[Fault]:
    decided, until = extended.decided_on, extended.binding_until
    if decided is not None and asked < decided:
        words = _BEFORE_DECISION.with_(day=in_words(decided))
        yield Fault("/requestedOn", "before_decision", words)
    if until is not None and asked > (last := add_months(until, -AHEAD_MONTHS)):
        words = _on(_TOO_LATE, "avv_extension", day=in_words(last))
        yield Fault("/requestedOn", "too_late", words)


def _of_parties(row: BindingRequest, named: set[Any], at_table: set[Any]) -> Iterator[Fault]:
    if row.kind == BindingKind.EXTENSION:
        if named != at_table:
            yield Fault("/parties", "parties", _on(_ALL_PARTIES, "avv_extension"))
    elif not named or not named <= at_table:
        yield Fault("/parties", "parties", _on(_SOME_PARTY, "avv_request"))


def of_declining(row: BindingRequest, declined_on: date, today: date) -> Iterator[Fault]:
    """Yield what is wrong with the day on which parties said that they ask no extension."""
    if declined_on > today:
        yield Fault("/extensionDeclinedOn", "future", _FUTURE)
    elif row.decided_on is not None and declined_on < row.decided_on:
        words = _BEFORE_DECISION.with_(day=in_words(row.decided_on))
        yield Fault("/extensionDeclinedOn", "before_decision", words)


def of_step(row: BindingRequest, changed: set[str], today: date) -> Iterator[Fault]:
    """Yield what is wrong with what was recorded; `row` is as it would become."""
    for name, pointer in DAYS.items():
        day = getattr(row, name)
        if name not in changed or day is None:
            continue
        if day > today:
            yield Fault(pointer, "future", _FUTURE)
        elif day < row.requested_on:
            words = _BEFORE_REQUEST.with_(day=in_words(row.requested_on))
            yield Fault(pointer, "before_request", words)
    if changed & {"objections", "dispensations"} and row.inspection_from is None:
        yield Fault("/objections", "not_inspected", _on(_NOT_INSPECTED, "avv_inspection"))
    if changed & DECISION:
        yield from _of_decision(row)


def _of_decision(row: BindingRequest) -> Iterator[Fault]:
    if row.decided_on is None or not row.outcome:
        name = "/decidedOn" if row.decided_on is None else "/outcome"
        yield Fault(name, "required", _REQUIRED)
        return
    if row.inspection_until is None and row.kind == BindingKind.REQUEST:
        yield Fault("/decidedOn", "not_inspected", _on(_NOT_INSPECTED, "avv_inspection"))
    elif row.inspection_until is not None and row.decided_on <= row.inspection_until:
        words = _on(_INSPECTION_RUNS, "avv_inspection", day=in_words(row.inspection_until))
        yield Fault("/decidedOn", "inspection_runs", words)
    excluded, asked = set(row.excluded), set(row.clauses)
    partly = row.outcome == BindingOutcome.PARTLY
    if (partly and not (excluded and excluded < asked)) or (excluded and not partly):
        yield Fault("/excluded", "excluded", _EXCLUDED)
    yield from _without_term(row) if row.outcome == BindingOutcome.REFUSED else _of_term(row)


def _without_term(row: BindingRequest) -> Iterator[Fault]:
    for value, name in ((row.binding_from, "/startsOn"), (row.binding_until, "/endsOn")):
        if value is not None:
            yield Fault(name, "not_here", _NOT_HERE)


def _of_term(row: BindingRequest) -> Iterator[Fault]:
    begins, ends, decided = row.binding_from, row.binding_until, row.decided_on
    if begins is None or ends is None:
        yield Fault("/startsOn" if begins is None else "/endsOn", "required", _REQUIRED)
        return
    before = row.extends.binding_until if row.extends else None
    follows = before + timedelta(days=1) if before else None
    if follows and begins != follows:
        yield Fault("/startsOn", "not_following", _FOLLOWS.with_(day=in_words(follows)))
    elif decided and begins < decided and not follows:
        words = _on(_RETROACTIVE, "avv_max", day=in_words(decided))
        yield Fault("/startsOn", "retroactive", words)
    if ends < begins:
        yield Fault("/endsOn", "ends_first", _ENDS_FIRST)
    if ends > row.agreement.end_on:
        words = _on(_LONGER_THAN_AGREEMENT, "avv_max", day=in_words(row.agreement.end_on))
        yield Fault("/endsOn", "longer_than_agreement", words)
    longest = LONGEST_FUND_MONTHS if row.fund else LONGEST_MONTHS
    last = last_of_term(begins, longest)
    if before is not None:
        last = last_of_term(begins, EXTENSION_MONTHS)
        words = _on(_EXTENDED_TOO_LONG, "avv_extension", day=in_words(last))
    else:
        words = _on(_TOO_LONG, "avv_max", day=in_words(last), years=longest // 12)
    if ends > last:
        yield Fault("/endsOn", "too_long", words)


DAYS = {
    "inspection_from": "/inspectionStartsOn",
    "decided_on": "/decidedOn",
    "withdrawn_on": "/withdrawnOn",
}
DECISION = {"decided_on", "outcome", "binding_from", "binding_until", "excluded", "source"}
