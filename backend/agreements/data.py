"""What a transition of a clause asks for: the shape of its data."""

from backend.agreements.kinds import ADVICE_WORDS, OUTCOME_WORDS
from backend.disputes.kinds import FINDING_WORDS, KIND_WORDS, LEVEL_WORDS, LONGEST_QUOTE
from backend.reference.words import Words
from backend.workflow.data import Schema, day, form, many, number, one_of, text


def _organisation(nl: str, en: str) -> Schema:
    named = {"title": nl, "x-title-en": en}
    return named | {"type": "string", "format": "uuid", "minLength": 36, "maxLength": 36}


def _commitment(nl: str, en: str) -> Schema:
    """Return the schema of a commitment of the subject: the screens offer those."""
    return {**_organisation(nl, en), "x-promise": True}


def _other(nl: str, en: str) -> Schema:
    """Return the schema of an organisation that is not one's own: the screens offer the others."""
    return {**_organisation(nl, en), "x-other": True}


def _code(nl: str, en: str, list_slug: str) -> Schema:
    """Return the schema of a code of a reference list, which the screens can look up."""
    return text(nl, en, longest=60) | {"x-list": list_slug}


LONGEST_TEXT = 100_000
PROOFS = "notice-proofs"  # the letters of one agreement, by their SHA-256
_body = text("Tekst", "Text", longest=LONGEST_TEXT)
_version_number = number("Nummer van de tekstversie", "Number of the text version", whole=True)
_rationale = text("Toelichting", "Rationale")
_findings = text("Bevindingen", "Findings")
_ends = day("Einddatum", "End date")
_effective = day("Ingangsdatum", "Effective date")
_next_review = day("Volgende evaluatie", "Next review")
_ruling = text("Uitspraak of bindend advies (met vindplaats)", "Ruling (with its source)")
_answer_due = day("Antwoord uiterlijk op", "Answer by")

REVISION = form(("body",), body=_body, rationale=_rationale)
AMENDMENT = form(
    ("body",),
    body=_body,
    rationale=_rationale,
    wanted_from=day("Gewenste ingangsdatum", "Wanted from"),
)
ADOPTION = form((), number=_version_number)
DROPPING = form((), number=_version_number)
ROUND = form(
    (),
    round={**_organisation("Geplande ronde", "Planned round"), "x-round": True},
    round_on=day("Of alleen de datum van de ronde", "Or only the date of the round"),
)
DEADLOCK = form(
    kind=one_of(
        "Soort",
        "Kind",
        final_offer=Words("Eindbod", "Final offer"),
        ultimatum=Words("Ultimatum", "Ultimatum"),
    ),
    answer_due_on=_answer_due,
)
RESUMPTION = form(
    (),
    mediator=text("Bemiddelaar", "Mediator", longest=300),
    new_proposal=text("Nieuw voorstel", "New proposal"),
)
TERMS = form(
    ("effective_on", "ends_on", "indicators"),
    effective_on=_effective,
    ends_on=_ends,
    next_review_on=_next_review,
    final_evaluation_from=day("Eindevaluatie vanaf", "Final evaluation from"),
    final_evaluation_on=day("Eindevaluatie uiterlijk op", "Final evaluation by"),
    indicators=many(
        "Indicatoren", "Indicators", _code("Indicator", "Indicator", "indicators"), most=10
    ),
)
RATIFICATION = form(
    deadline_on=day("Uitslagen uiterlijk op", "Outcomes by"),
    periods=many(
        "Raadpleging per partij",
        "Consultation per party",
        form(
            organisation=_organisation("Partij", "Party"),
            closes_on=day("Leden stemmen tot en met", "Members vote until"),
            advice=one_of("Advies van de onderhandelaar", "Negotiator's advice", **ADVICE_WORDS),
        ),
        least=2,
    ),
)
BALLOT = form(
    ("outcome",),
    outcome=one_of("Uitslag", "Outcome", **OUTCOME_WORDS),
    votes_for=number("Voor (aantal)", "For (number)", whole=True),
    votes_against=number("Tegen (aantal)", "Against (number)", whole=True),
    abstentions=number("Onthoudingen (aantal)", "Abstentions (number)", whole=True),
)
REGISTRATION = form(
    ("submitted_on",),
    submitted_on=day("Aangemeld bij SZW op", "Submitted to the ministry on"),
    receipt_on=day("Kennisgeving van ontvangst op", "Receipt notice on"),
    receipt_number=text("Nummer van de kennisgeving", "Number of the notice", longest=40),
    agreement_number=text("Cao-nummer", "Agreement number", longest=20),
)
AMENDED_REGISTRATION = form(
    ("submitted_on",),
    submitted_on=day("Wijziging aangemeld bij SZW op", "Change submitted to the ministry on"),
    receipt_on=day("Kennisgeving van ontvangst op", "Receipt notice on"),
    receipt_number=text("Nummer van de kennisgeving", "Number of the notice", longest=40),
)
REVIEW = form(findings=_findings, next_review_on=_next_review)
ACCEPTANCE = form(("effective_on",), effective_on=_effective, next_review_on=_next_review)
CLAIM = form(
    ("kind", "facts", "requested", "answer_due_on"),
    kind=one_of("Aard", "Kind", **KIND_WORDS),
    quote=text(
        "Passage uit de tekst (letterlijk)",
        "Passage in the text (literally)",
        longest=LONGEST_QUOTE,
    ),
    version={**_organisation("Tekst van de passage", "Text of the passage"), "x-anchor": True},
    start=number("Begin van de passage", "Start of the passage", whole=True) | {"x-anchor": True},
    commitment=_commitment("Toezegging waar het om gaat", "Commitment that it is about"),
    facts=text("Feiten", "Facts"),
    requested=text("Gevraagde oplossing", "Solution asked for"),
    answer_due_on=_answer_due,
)
ANSWER = form(
    ("answer",),
    answer=text("Antwoord", "Answer"),
    requested=text("Wat uw zijde vraagt", "What your side asks for"),
)
ESCALATION = form(
    (),
    level=one_of("Niveau", "Level", **LEVEL_WORDS),
    before=text(
        "Bij wie (naam van de commissie, bemiddelaar of rechtbank)",
        "Before whom (committee, mediator or court)",
        longest=300,
    ),
    answer_due_on=day("Termijn van deze trede", "Term of this rung"),
)
FINDING = form(
    ("finding", "text", "found_on"),
    finding=one_of("Soort", "Kind", **FINDING_WORDS),
    text=text("Inhoud", "Content"),
    found_on=day("Gegeven op", "Given on"),
    source=text("Vindplaats of kenmerk", "Source or reference", longest=300),
)
SETTLEMENT = form(
    ("outcome",),
    outcome=text("Uitkomst", "Outcome"),
    consequences=text("Gevolgen", "Consequences"),
    ruling=_ruling,
    next_review_on=_next_review,
)
END_OF_DISPUTE = form(("outcome", "ends_on"), outcome=_findings, ends_on=_ends, ruling=_ruling)
COMPLETION = form(
    ("lessons", "follow_up", "measurements"),
    lessons=text("Lessen", "Lessons"),
    follow_up=one_of(
        "Vervolg",
        "Follow-up",
        stop=Words("Stoppen", "Stop"),
        **{
            "continue": Words("Voortzetten", "Continue"),
            "bring_in_again": Words("Opnieuw inbrengen", "Bring in again"),
        },
    ),
    measurements=many(
        "Eindmeting per indicator",
        "Final measurement per indicator",
        form(
            ("code",),
            code=_code("Indicator", "Indicator", "indicators"),
            value={"title": "Waarde", "x-title-en": "Value", "type": "number"},
            not_available_because=text("Niet beschikbaar, want", "Not available, because"),
        ),
        most=10,
    ),
)
RENEWAL = form((), ends_on=_ends)
NOTICE = form(
    given_on=day("Schriftelijk opgezegd op", "Notice given in writing on"),
    recipients=many("Ontvangers", "Recipients", _other("Partij", "Party")),
    proof=text("Opzegbrief", "Letter of notice", longest=64, shortest=64) | {"x-list": PROOFS},
)
NOTICE_REGISTRATION = form(
    ("submitted_on",),
    submitted_on=day("Opzegging aangemeld bij SZW op", "Notice submitted to the ministry on"),
)
TERMINATION = form((), ends_on=_ends)
