"""How the dates at the end of a term are counted: the date, the sum in words, and the rule."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from backend.agreements import dates, law
from backend.reference.periods import Period
from backend.reference.spoken import in_words, length_in_words
from backend.reference.words import Words

END = Words("Einddatum", "End date")
NOTICE = Words("Uiterste opzegdatum", "Last day to give notice")
RENEWAL = Words("Stilzwijgende verlenging", "Tacit renewal")
AFTER = Words("Nawerking", "After-effect")
LAPSE = Words("Vervalt", "Lapses")

_OF_AGREEMENT = Words("einddatum van de cao", "end date of the agreement")
_BY_LAW = Words(
    "geen looptijd afgesproken: {length} vanaf {start}", "no term agreed: {length} from {start}"
)
_OWN = Words(
    "eigen einddatum van deze afspraak; de cao eindigt op {end}",
    "this clause's own end date; the agreement ends on {end}",
)
_BEHIND = Words(
    "eerdere einddatum van de cao, die is verlengd tot en met {end}",
    "earlier end date of the agreement, which was renewed until {end}",
)
_BALLOT = Words(
    "uiterste dag die bij het begin van de raadpleging is genoemd: {day}; een uitslag vastleggen"
    " kan tot en met {until}",
    "the last day named when the consultation began: {day}; an outcome can be recorded until"
    " {until}",
)
_EVALUATED = Words("afgesproken dag: {day}", "the day agreed: {day}")
_EVALUATED_BEFORE = Words(
    f"einddatum {{end}} min {dates.EVALUATED_MONTHS} maanden",
    f"end date {{end}} minus {dates.EVALUATED_MONTHS} months",
)
_EVALUATED_AT_START = Words(
    "begin van de eindevaluatie: {day}; {before} ligt ervoor",
    "start of the final evaluation: {day}; {before} lies before it",
)
_EVALUATED_AT_END = Words("einddatum van deze afspraak: {end}", "end date of this clause: {end}")
_RENEWED = Words(
    "afgesproken tot en met {first}, daarna verlengd", "agreed until {first}, renewed since"
)
_MINUS_AGREED = Words(
    "einddatum {end} min {period} (opzegtermijn in de cao)",
    "end date {end} minus {period} (notice period in the agreement)",
)
_MINUS_LAW = Words(
    "einddatum {end} min {period} (1/{part} van de looptijd van {term})",
    "end date {end} minus {period} (1/{part} of the term of {term})",
)
_MINUS_NO_TERM = Words(
    "einddatum {end} min {period} (geen looptijd afgesproken: Wet CAO art. 19 lid 2)",
    "end date {end} minus {period} (no term agreed: Wet CAO art. 19 lid 2)",
)
_MINUS_LAW_ROUNDED = Words(
    "einddatum {end} min {period} (1/{part} van de looptijd van {term}; wat geen hele maand geeft"
    " in dagen, naar boven afgerond)",
    "end date {end} minus {period} (1/{part} of the term of {term}; what makes no whole month in"
    " days, rounded up)",
)
_RENEWS = Words(
    "de dag na {end}: zegt niemand op, dan verlengd met {period}, tot en met {until}",
    "the day after {end}: without notice renewed for {period}, until {until}",
)
_GOES_ALONG = Words(
    "de dag na {end}: zegt niemand op, dan verlengd met de cao, tot en met {until}",
    "the day after {end}: without notice renewed with the agreement, until {until}",
)
_NOTICED = Words("geen: er is opgezegd op {day}", "none: notice was given on {day}")
_EXCLUDED = Words("geen: uitgesloten in de cao", "none: excluded in the agreement")
_OWN_TERM = Words("geen: deze afspraak heeft een eigen looptijd", "none: it has its own term")
_OTHER_TYPE = Words(
    "geen: dit soort afspraak loopt af op de einddatum", "none: this type of clause ends on its day"
)
_TOO_LONG = Words(
    "geen: daarmee zou de cao langer gelden dan {longest}",
    "none: the agreement would then hold for more than {longest}",
)
_LIVES_ON = Words(
    "vanaf de dag na {end}, tot er een nieuwe afspraak geldt",
    "from the day after {end}, until a new clause holds",
)
_LAPSES = Words(
    "de dag na {end}; dit soort afspraak werkt niet na",
    "the day after {end}; this type of clause has no after-effect",
)


class Reckoned(NamedTuple):
    """A date, or that there is none; how it was counted, and by which rule of law."""

    name: str
    label: Words
    on: date | None
    computation: Words
    rule: Words
    basis: str


def of_clause(clause: Any) -> list[Reckoned]:
    """Return the dates at the end of a clause's term; nothing while it has no end."""
    return list(_dates(clause)) if clause.ends_on else []


def _dates(clause: Any) -> Iterator[Reckoned]:
    term, notice = "max_term", "notice_default"
    if clause.agreement.term_by_law:
        term = notice = "notice_no_term"
    yield _reckoned("end", END, clause.ends_on, end_said(clause, clause.ends_on), term)
    yield _reckoned(
        "notice",
        NOTICE,
        dates.notice_deadline(clause),
        notice_said(clause, clause.ends_on),
        notice,
    )
    renews = dates.renews_tacitly(clause)
    renewal = _renews(clause) if renews else _why_not(clause)
    yield _reckoned("renewal", RENEWAL, dates.renewal_on(clause), renewal, "tacit_renewal")
    if renews:
        return
    end, after = in_words(clause.ends_on), dates.after_end(clause)
    if dates.has_after_effect(clause):
        yield _reckoned("after_effect", AFTER, after, _LIVES_ON.with_(end=end), "aftereffect")
    else:
        yield _reckoned("lapse", LAPSE, after, _LAPSES.with_(end=end), "aftereffect")


def _reckoned(name: str, label: Words, on: date | None, computation: Words, code: str) -> Reckoned:
    return Reckoned(name, label, on, computation, law.words_of(code), law.basis_of(code))


def ballot_said(clause: Any, day: date) -> Words:
    """Return where the last day of a consultation comes from, and until when it is written down."""
    until = dates.recording_until(clause) or day
    return _BALLOT.with_(day=in_words(day), until=in_words(until))


def final_evaluation_said(clause: Any, day: date) -> Words:
    """Return where the day of the final evaluation comes from."""
    if clause.final_evaluation_on:
        return _EVALUATED.with_(day=in_words(clause.final_evaluation_on))
    end = in_words(clause.ends_on)
    before = _EVALUATED_BEFORE.with_(end=end)
    if day == dates.evaluated_before_end(clause):
        return before
    if day == clause.ends_on:
        return _EVALUATED_AT_END.with_(end=end)
    return _EVALUATED_AT_START.with_(day=in_words(day), before=before)


def end_said(clause: Any, day: date) -> Words:
    """Return where a clause's end date comes from."""
    agreement = clause.agreement
    if not dates.ends_with_agreement(clause):
        return _OWN.with_(end=in_words(agreement.end_on))
    if dates.lags_behind(clause):
        return _BEHIND.with_(end=in_words(agreement.end_on))
    if agreement.original_end_on < agreement.end_on:
        return _RENEWED.with_(first=in_words(agreement.original_end_on))
    if agreement.term_by_law:
        length = length_in_words(dates.original_term(agreement))
        return _BY_LAW.with_(length=length, start=in_words(agreement.start_on))
    return _OF_AGREEMENT


def notice_said(clause: Any, day: date) -> Words:
    """Return how the last day to give notice is counted."""
    agreement, period = clause.agreement, dates.notice_period(clause.agreement)
    words = _MINUS_LAW_ROUNDED if period.days else _MINUS_LAW
    if agreement.notice_period:
        words = _MINUS_AGREED
    elif agreement.term_by_law:
        words = _MINUS_NO_TERM
    return words.with_(
        end=in_words(clause.ends_on),
        period=length_in_words(period),
        part=dates.NOTICE_PART,
        term=length_in_words(dates.original_term(agreement)),
    )


def _renews(clause: Any) -> Words:
    if dates.lags_behind(clause):
        until = in_words(dates.renewed_end(clause))
        return _GOES_ALONG.with_(end=in_words(clause.ends_on), until=until)
    return _RENEWS.with_(
        end=in_words(clause.ends_on),
        period=length_in_words(dates.renewal_period(clause.agreement)),
        until=in_words(dates.renewed_end(clause)),
    )


def _why_not(clause: Any) -> Words:
    if clause.notice_given_on is not None:
        return _NOTICED.with_(day=in_words(clause.notice_given_on))
    if not dates.has_after_effect(clause):
        return _OTHER_TYPE
    if not clause.agreement.tacit_renewal:
        return _EXCLUDED
    if not dates.ends_with_agreement(clause):
        return _OWN_TERM
    return _TOO_LONG.with_(longest=length_in_words(Period(dates.LONGEST_TERM_MONTHS, 0)))
