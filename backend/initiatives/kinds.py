"""The fixed words of this domain."""

from django.db import models

from backend.reference.words import Words


class SbiVersion(models.TextChoices):
    """Which edition a sector code is of: sections J to V got other letters in 2025."""

    SBI_2008 = "2008", "SBI 2008"
    SBI_2025 = "2025", "SBI 2025"


class WorksCouncilRole(models.TextChoices):
    """What the law, or the cao, asks of the works council in this initiative.

    The body that has this role is an organisation at the table: a works council, a staff
    representation or a staff meeting. Which one a firm has depends on its size; nothing here asks
    for a works council.
    """

    NONE = "none", "Geen rol"
    ADVICE = "advice", "Advies (WOR art. 25)"
    CONSENT = "consent", "Instemming (WOR art. 27)"
    INITIATIVE = "initiative", "Eigen initiatief"


class Outcome(models.TextChoices):
    """What the works council answered."""

    POSITIVE = "positive", "Positief advies"
    POSITIVE_WITH_CONDITIONS = "positive_with_conditions", "Positief advies met voorwaarden"
    NEGATIVE = "negative", "Negatief advies"
    CONSENTED = "consented", "Instemming"
    CONSENTED_WITH_CONDITIONS = "consented_with_conditions", "Instemming met voorwaarden"
    REFUSED = "refused", "Geen instemming"


WITH_CONDITIONS = frozenset({Outcome.POSITIVE_WITH_CONDITIONS, Outcome.CONSENTED_WITH_CONDITIONS})
ADVICE_GIVEN = frozenset({Outcome.POSITIVE, Outcome.POSITIVE_WITH_CONDITIONS, Outcome.NEGATIVE})
CONSENT_DECIDED = frozenset({Outcome.CONSENTED, Outcome.CONSENTED_WITH_CONDITIONS, Outcome.REFUSED})
OUTCOMES_OF_ROLE = {
    WorksCouncilRole.ADVICE: ADVICE_GIVEN,
    WorksCouncilRole.CONSENT: CONSENT_DECIDED,
    WorksCouncilRole.INITIATIVE: ADVICE_GIVEN | CONSENT_DECIDED,
}


class Occasion(models.TextChoices):
    """Why an initiative is undertaken (the change it answers to)."""

    TECHNOLOGY = "technology", "Technologie"
    ENERGY_TRANSITION = "energy_transition", "Energietransitie"
    LABOUR_SHORTAGE = "labour_shortage", "Krapte"
    AGEING = "ageing", "Vergrijzing"
    FLEXIBILISATION = "flexibilisation", "Flexibilisering"
    WORK_INTENSIFICATION = "work_intensification", "Intensivering van werk"
    COMPETITION = "competition", "Concurrentie"
    CRISIS = "crisis", "Crisis"


class Culture(models.TextChoices):
    """Whether the culture of the organisation helps."""

    HELPS = "helps", "Helpt"
    NEUTRAL = "neutral", "Neutraal"
    HINDERS = "hinders", "Hindert"


class OwnerSide(models.TextChoices):
    """Who deals with something: one side of the initiative, or both."""

    EMPLOYER = "employer", "Werkgeverszijde"
    WORKERS = "workers", "Werknemerszijde"
    JOINT = "joint", "Samen"


def one_of_two(side: str) -> str:
    """Return which of the two sides of an initiative an organisation's side belongs to.

    Unions and works councils are both the workers' side here; "" for who takes no side.
    """
    return {"employer": "employer", "union": "workers", "workers": "workers"}.get(side, "")


class BottleneckStatus(models.TextChoices):
    """How far a bottleneck is. `expected` ones belong to the plan; `accepted` ones stay."""

    EXPECTED = "expected", "Verwacht"
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "Wordt aan gewerkt"
    SOLVED = "solved", "Opgelost"
    ACCEPTED = "accepted", "Aanvaard"


# Who deals with what is unsolved and due first.
BOTTLENECK_OWNER = "bottleneck_owner"
UNSOLVED = frozenset({BottleneckStatus.OPEN, BottleneckStatus.IN_PROGRESS})


class Moment(models.TextChoices):
    """When in the course of the initiative something was measured."""

    BASELINE = "baseline", "Nulmeting"
    INTERIM = "interim", "Tussenmeting"
    FINAL = "final", "Eindmeting"
    FOLLOW_UP = "follow_up", "Nameting"


class Confidence(models.TextChoices):
    """How sure the figures of a business case are."""

    LOW = "low", "Laag"
    MEDIUM = "medium", "Gemiddeld"
    HIGH = "high", "Hoog"


class Anchor(models.TextChoices):
    """Where an embedded way of working has been laid down."""

    REGULATION = "regulation", "Regeling"
    CLAUSE = "clause", "Cao-artikel"
    WORKS_COUNCIL_DECISION = "works_council_decision", "Besluit medezeggenschap"


ENGLISH = {
    "none": "No role",
    "advice": "Advice (Works Councils Act, section 25)",
    "consent": "Consent (Works Councils Act, section 27)",
    "initiative": "Initiative of its own",
    "positive": "Positive advice",
    "positive_with_conditions": "Positive advice with conditions",
    "negative": "Negative advice",
    "consented": "Consent given",
    "consented_with_conditions": "Consent given with conditions",
    "refused": "Consent refused",
    "employer": "Employers' side",
    "workers": "Workers' side",
    "joint": "Together",
    "regulation": "Company regulation",
    "clause": "Clause of a collective labour agreement",
    "works_council_decision": "Decision of the works council",
}


def worded(choices: type[models.TextChoices]) -> dict[str, Words]:
    """Return the codes of a choice with their names in both languages."""
    return {each.value: Words(str(each.label), ENGLISH[each.value]) for each in choices}
