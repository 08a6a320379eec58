"""Writing texts: the one under consent, counter-texts beside it, and drafts of one side."""

from typing import Any

from django.db.models import Max, Q, QuerySet

from backend.agreements.rows import ClauseVersion
from backend.parties.audiences import Visibility
from backend.workflow.lifecycle import Step


def write(
    clause: Any, step: Step, visibility: str | None = None, amendment: Any = None
) -> ClauseVersion:
    """Write the next text. Its number counts what the same readers can see."""
    wanted, office = reach(visibility or clause.visibility), step.office
    private = wanted == Visibility.SIDE_PRIVATE
    side = clause.side or (office.side if office else "") if private else ""
    body = step.data["body"]
    made: ClauseVersion = clause.versions.create(
        bargaining_table_id=clause.bargaining_table_id,
        visibility=wanted,
        side=side,
        number=next_number(clause, side),
        body=body,
        rationale=step.data.get("rationale", "") or step.reason,
        author_side=office.side if office else clause.author_side,
        author_organisation_id=office.organisation_id if office else None,
        organisation_name=office.organisation_name if office else "",
        author_name=step.actor.name,
        based_on_id=_seen_at_the_table(clause),
        amendment=amendment,
        digest=ClauseVersion.digest_for(clause, body),
        created_at=step.now,
    )
    return made


def reach(visibility: str) -> str:
    """Return how far a text, or what is known of its making, is read: never beyond the parties."""
    wide = visibility in (Visibility.AGGREGATE, Visibility.PUBLIC)
    return Visibility.PARTIES if wide else visibility


def show_current(clause: Any) -> None:
    """Give the current text the clause's readers; the first one on the table is number 1."""
    current = clause.current_version
    if current is None:
        return
    changes: dict[str, Any] = {"visibility": reach(clause.visibility), "side": clause.side}
    if current.visibility == Visibility.SIDE_PRIVATE and clause.side == "":
        changes["number"] = 1
    ClauseVersion.objects.filter(pk=current.pk).update(**changes)


def digest_of_asked(clause: Any) -> str:
    """Return the digest of the text that a consent is about, as far as the context reads it."""
    try:
        asked = clause.proposed_version if clause.amendment_since else clause.current_version
    except ClauseVersion.DoesNotExist:  # whoever reads the clause because it is public
        return ""
    return asked.digest if asked else ""


def next_number(clause: Any, side: str) -> int:
    """Return the number of the next text that the same readers can see."""
    last = clause.versions.filter(Q(side=side)).aggregate(last=Max("number"))["last"] or 0
    return int(last) + 1


def revise(clause: Any, step: Step) -> None:
    """Put a new text in the place of the one under consent: of the clause, or of its amendment."""
    if not clause.amendment_since:
        clause.current_version = write(clause, step)
        return
    amendment = under_consent(clause)
    clause.proposed_version = write(clause, step, Visibility.TABLE, amendment)
    if amendment is not None:
        set_head(amendment, clause.proposed_version)


def counter(clause: Any, step: Step) -> None:
    """Put a text beside the one under consent, which stays under consent."""
    amendment = under_consent(clause) if clause.amendment_since else None
    write(clause, step, Visibility.TABLE, amendment)


def adopt(clause: Any, step: Step) -> None:
    """Put another text that lies on the table under consent."""
    chosen = adoptable(clause, step.data.get("number"))
    if chosen is None:
        return  # the guard and the check have refused it by now
    if not clause.amendment_since:
        clause.current_version = chosen
        return
    clause.proposed_version = chosen
    set_head(chosen.amendment, chosen)
    clause.amendment_side = chosen.amendment.proposed_by_side


def others_on_table(clause: Any) -> QuerySet[Any]:
    """Return the texts that could be put under consent, the newest first."""
    rows = clause.versions.filter(side="").exclude(pk=clause.asked_text_id)
    if clause.amendment_since:
        rows = rows.filter(amendment__outcome="")
    found: QuerySet[Any] = rows.order_by("-created_at", "-number")
    return found


def adoptable(clause: Any, number: int | None) -> Any:
    """Return the text of this number that could be put under consent; None: the newest of all."""
    rows = others_on_table(clause).select_related("amendment")
    return (rows.filter(number=number) if number is not None else rows).first()


def under_consent(clause: Any) -> Any:
    """Return the amendment whose text is under consent; None where it was not written as one."""
    found = clause.amendments.filter(outcome="", head=clause.proposed_version_id)
    return found.first() if clause.proposed_version_id else None


def set_head(amendment: Any, head: Any) -> None:
    """Note the amendment's text as it is now."""
    amendment.head = head
    amendment.save(update_fields=["head"])


def _seen_at_the_table(clause: Any) -> Any:
    """Return the text that a new one answers, but no private draft: the table never read it."""
    asked = clause.asked_text_id or clause.current_version_id
    private = clause.visibility == Visibility.SIDE_PRIVATE
    return None if private else asked
