"""What a transition of an initiative asks for: the shape of its data."""

from backend.initiatives.bodies import ROLES
from backend.initiatives.kinds import (
    Anchor,
    Outcome,
    OwnerSide,
    worded,
)
from backend.reference.words import Words
from backend.workflow.data import Schema, day, form, one_of, text, yes_no


def _organisation(nl: str, en: str) -> Schema:
    return {"title": nl, "x-title-en": en, "type": "string", "format": "uuid", "maxLength": 36}


def _code(nl: str, en: str, list_slug: str) -> Schema:
    """Return the schema of a code of a reference list, which the screens can look up."""
    return text(nl, en, longest=60) | {"x-list": list_slug}


_lessons = text("Lessen", "Lessons")
_next_review = day("Volgende tussenevaluatie", "Next interim review")

CONSULTATION = form(
    ("works_council_role",),
    works_council_role=one_of(
        "Rol van de medezeggenschap",
        "Role of the employees' body",
        **{role.value: words for role, words in ROLES.items()},
    ),
    works_council_body=_organisation(
        "Orgaan: OR, PVT of personeelsvergadering",
        "Body: works council, staff representation or staff meeting",
    ),
    answer_due_on=day("Antwoord uiterlijk op", "Answer by"),
)
ANSWER = form(
    ("outcome", "decided_on"),
    outcome=one_of("Uitkomst", "Outcome", **worded(Outcome)),
    decided_on=day("Datum van het besluit", "Date of the decision"),
    conditions=text("Voorwaarden", "Conditions"),
)
BASELINE = form(
    (), grant_awarded_on=day("Datum van de subsidiebeschikking", "Date of the grant decision")
)
LAUNCH = form(
    group_figures_only=yes_no(
        "Er worden alleen groepscijfers gebruikt, nooit van minder dan 10 mensen",
        "Only figures of groups are used, never of fewer than 10 people",
    )
)
PAUSE = form(resume_on=day("Hervatten op", "Resume on"))
REVIEW = form(
    ("findings", "action"),
    findings=text("Bevindingen", "Findings"),
    action=text("Bijgestelde actie", "Adjusted action"),
    next_review_on=_next_review,
)
BOTTLENECK = form(
    ("code", "description", "owner_side", "solution", "due_on"),
    code=_code("Soort knelpunt", "Kind of bottleneck", "bottlenecks"),
    description=text("Omschrijving", "Description", longest=2000),
    owner_side=one_of("Wie pakt het op", "Who deals with it", **worded(OwnerSide)),
    owner=_organisation("Eigenaar", "Owner"),
    solution=text("Oplossing", "Solution", longest=2000),
    due_on=day("Opgelost uiterlijk op", "Solved by"),
)
ESCALATION = form(
    (),
    cause=one_of(
        "Aanleiding",
        "Cause",
        late_bottleneck=Words("Een knelpunt is te laat", "A bottleneck is late"),
        disagreement=Words("Verschil van oordeel", "Difference of opinion"),
    ),
    explanation=text("Toelichting", "Explanation"),
)
RESOLUTION = form(
    ("decision", "action"),
    decision=text("Besluit", "Decision"),
    action=text("Actie", "Action"),
    bottlenecks_due_on=day(
        "Nieuwe datum voor knelpunten die te laat zijn", "New date for bottlenecks that are late"
    ),
)
STOP = form(
    ("lessons", "indicator_status"),
    lessons=_lessons,
    indicator_status=text("Stand van de indicatoren", "Where the indicators stand"),
    safety=yes_no(
        "De veiligheid laat geen 30 dagen uitstel toe", "Safety does not allow 30 days of delay"
    ),
)
EMBED = form(
    plan=text("Borgingsplan", "Plan for embedding"),
    owner=_organisation("Eigenaar van de borging", "Owner of the embedding"),
)
STOP_AFTER_EVALUATION = form(
    ("lessons",),
    lessons=_lessons,
    works_council_heard_on=day(
        "Medezeggenschap gehoord op (bij een besluit van alleen de werkgeverszijde)",
        "Employees' body heard on (for a decision of the employers' side alone)",
    ),
)
EXTENSION = form(
    ("end_on",),
    end_on=day("Nieuwe einddatum", "New end date"),
    next_review_on=_next_review,
)
EMBEDDED = form(
    ("anchor", "evidence"),
    anchor=one_of("Vastgelegd in", "Laid down in", **worded(Anchor)),
    evidence=text("Bewijs (vindplaats)", "Evidence (where to find it)", longest=2000),
    follow_up_on=day("Nameting op (standaard na 12 maanden)", "Follow-up on (default: 12 months)"),
)
EXAMPLE = form(
    summary=text("Wat er openbaar over mag staan", "What may be told in public", longest=2000)
)
LESSONS = form(lessons=_lessons)
