"""What is wrong in the data of a step, beyond its shape."""

from datetime import date
from typing import Any

from backend.initiatives.dates import (
    NOTICE_OF_STOPPING,
    bottleneck_escalates_on,
    bottleneck_late_on,
)
from backend.initiatives.kinds import (
    OUTCOMES_OF_ROLE,
    WITH_CONDITIONS,
    WorksCouncilRole,
    one_of_two,
)
from backend.parties.kinds import Capacity
from backend.parties.models import Membership
from backend.reference.codes import codes_of
from backend.reference.words import Words
from backend.workflow.data import Fault
from backend.workflow.days import day_of
from backend.workflow.lifecycle import Check, Step
from backend.workflow.roles import Role, roles_in

_REQUIRED = Words("Dit veld is verplicht.", "This field is required.")
_NOT_SEATED = Words(
    "Dit orgaan zit niet als medezeggenschap aan deze tafel.",
    "This body does not sit at this table as the employees' body.",
)
_NOT_AT_TABLE = Words(
    "Deze organisatie zit niet aan deze tafel.", "This organisation does not sit at this table."
)
_OTHER_OUTCOME = Words(
    "Deze uitkomst past niet bij de gestelde vraag.",
    "This outcome does not answer the question that was put.",
)
_NO_SUCH_CODE = Words("Deze code staat niet in de lijst.", "This code is not in the list.")
_NOT_GROUPS = Words(
    "Zonder deze toezegging kan het initiatief niet starten.",
    "The initiative cannot start without this promise.",
)
_NOT_LATE = Words("Er is geen knelpunt te laat.", "No bottleneck is late.")
_NOTICE = Words(
    "Kondig het stoppen eerst aan; na 30 dagen kan uw zijde stoppen. Alleen voor de veiligheid kan "
    "het meteen.",
    "Announce the stop first; your side can stop after 30 days. Only safety allows it at once.",
)
_OUTSIDE = Words(
    "Kies een dag na vandaag en voor de einddatum.",
    "Choose a day after today, before the end date.",
)
_NOT_LATER = Words("Kies een latere dag dan de huidige einddatum.", "Choose a later end date.")
_NOT_EMPLOYER = Words(
    "Alleen de eigenaar van werkgeverszijde kan zonder de andere zijde besluiten.",
    "Only the employers' owner can decide without the other side.",
)


def at_table(field: str) -> Check:
    """Return the check that an organisation, when given, has a seat at the table today."""

    def check(initiative: Any, step: Step) -> Fault | None:
        named = step.data.get(field)
        if named is None or named in seated(initiative, step.today):
            return None
        return Fault(f"/{field}", "not_at_table", _NOT_AT_TABLE)

    check.__name__ = f"at_table_{field}"
    return check


def answer_is_asked_of_a_body(initiative: Any, step: Step) -> Fault | None:
    """A role needs a body that can answer: any body of the firm that sits at the table.

    It may be named in the plan already.
    """
    body = step.data.get("works_council_body", initiative.works_council_body_id)
    if body is None:
        asked = step.data["works_council_role"] != WorksCouncilRole.NONE
        return Fault("/works_council_body", "required", _REQUIRED) if asked else None
    if str(body) in seated(initiative, step.today, Capacity.WORKS_COUNCIL):
        return None
    return Fault("/works_council_body", "not_seated", _NOT_SEATED)


def answer_has_a_date(initiative: Any, step: Step) -> Fault | None:
    """A question needs a day by which it is answered."""
    if step.data["works_council_role"] == WorksCouncilRole.NONE or "answer_due_on" in step.data:
        return None
    return Fault("/answer_due_on", "required", _REQUIRED)


def outcome_fits_role(initiative: Any, step: Step) -> Fault | None:
    """Who was asked for advice does not consent, and the other way round."""
    outcomes = OUTCOMES_OF_ROLE.get(initiative.works_council_role)
    if outcomes is None or step.data["outcome"] in outcomes:
        return None
    return Fault("/outcome", "other_question", _OTHER_OUTCOME)


def conditions_are_named(initiative: Any, step: Step) -> Fault | None:
    """An outcome with conditions says which."""
    if step.data["outcome"] in WITH_CONDITIONS and not step.data.get("conditions"):
        return Fault("/conditions", "required", _REQUIRED)
    return None


def grant_is_awarded(initiative: Any, step: Step) -> Fault | None:
    """What is paid for by a grant waits for the grant."""
    if not initiative.needs_grant or initiative.grant_awarded_on or "grant_awarded_on" in step.data:
        return None
    return Fault("/grant_awarded_on", "required", _REQUIRED)


def only_group_figures(initiative: Any, step: Step) -> Fault | None:
    """The privacy frame: groups of ten and more, never persons."""
    if step.data["group_figures_only"]:
        return None
    return Fault("/group_figures_only", "not_promised", _NOT_GROUPS)


def bottleneck_is_known(initiative: Any, step: Step) -> Fault | None:
    """A bottleneck is of a kind that the reference list has, so that they can be counted."""
    if step.data["code"] in codes_of("bottlenecks"):
        return None
    return Fault("/code", "unknown_code", _NO_SUCH_CODE)


def cause_is_real(initiative: Any, step: Step) -> Fault | None:
    """A person says why; the clock only comes when a bottleneck has been late for long."""
    cause = step.data.get("cause")
    if step.actor.kind == "clock":
        when = bottleneck_escalates_on(initiative)
        late = when is not None and step.today >= when
        return None if late else Fault("/cause", "not_late", _NOT_LATE)
    if cause is None:
        return Fault("/cause", "required", _REQUIRED)
    if cause == "late_bottleneck":
        late = bottleneck_is_late(initiative, step)
        return None if late else Fault("/cause", "not_late", _NOT_LATE)
    return None if step.data.get("explanation") else Fault("/explanation", "required", _REQUIRED)


def late_bottlenecks_get_a_date(initiative: Any, step: Step) -> Fault | None:
    """Otherwise the clock would escalate again tomorrow."""
    if "bottlenecks_due_on" in step.data or not bottleneck_is_late(initiative, step):
        return None
    return Fault("/bottlenecks_due_on", "required", _REQUIRED)


def notice_was_given(initiative: Any, step: Step) -> Fault | None:
    """One side stops on its own 30 days after saying so, or at once for safety."""
    announced = initiative.stop_announced_on
    if step.data.get("safety"):
        return None
    own = initiative.stop_announced_by in {one_of_two(office.side) for office in step.actor.offices}
    if announced and own and step.today >= announced + NOTICE_OF_STOPPING:
        return None
    return Fault("/safety", "notice", _NOTICE)


def review_is_within_term(initiative: Any, step: Step) -> Fault | None:
    """The next review, when there is one, comes before the (new) end."""
    review, end = day_of(step, "next_review_on"), day_of(step, "end_on") or initiative.end_on
    if review is None or step.today < review < end:
        return None
    return Fault("/next_review_on", "outside_term", _OUTSIDE)


def end_is_later(initiative: Any, step: Step) -> Fault | None:
    """An extension extends."""
    end = day_of(step, "end_on")
    if end and end > max(initiative.end_on, step.today):
        return None
    return Fault("/end_on", "not_later", _NOT_LATER)


def only_employers_decide_alone(initiative: Any, step: Step) -> Fault | None:
    """Only the employers' owner can decide with the works council heard instead of agreed."""
    if "works_council_heard_on" not in step.data or heard_instead(initiative, step):
        return None
    return Fault("/works_council_heard_on", "not_employer", _NOT_EMPLOYER)


def heard_instead(initiative: Any, step: Step) -> bool:
    """Whether the employers' owner decides alone, the works council having been heard."""
    employer = Role.EMPLOYER_OWNER in roles_in(step.actor, initiative)
    return employer and "works_council_heard_on" in step.data


def bottleneck_is_late(initiative: Any, step: Step) -> bool:
    """Whether an unsolved bottleneck is past its date."""
    late = bottleneck_late_on(initiative)
    return late is not None and step.today >= late


def seated(initiative: Any, on: date, capacity: str = "") -> set[str]:
    """Return the ids of the organisations at the table on a day, in one capacity or any."""
    rows = Membership.objects.valid_on(on).filter(
        bargaining_table_id=initiative.bargaining_table_id
    )
    rows = rows.filter(capacity=capacity) if capacity else rows
    return {str(pk) for pk in rows.values_list("organisation_id", flat=True)}
