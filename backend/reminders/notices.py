"""Tell people at once what somebody else did that concerns them: a consumer of the outbox.

Runs in the transaction that marks the message as delivered, so both are true or neither. A message
that comes twice changes nothing: a notice is written once for each matter and recipient. Nobody is
told of what they did themselves, and nobody of what they may not read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from backend.audit.models import AuditEntry
from backend.outbox.models import OutboxMessage
from backend.parties.kinds import Capacity, Side
from backend.parties.models import Membership, Organisation
from backend.reference.words import Words
from backend.reminders import circles, inbox, letters, voided
from backend.reminders.models import Reminder
from backend.workflow import consents, registry

NOW_IN = Words("Stand: {state}.", "State: {state}.")
AWAITED = Words("Uw instemming wordt gevraagd", "Your consent is awaited")
AWAITED_WHY = Words(
    "{organisation} heeft ingestemd met: {transition}. Nu wordt gewacht op uw organisatie.",
    "{organisation} has consented to: {transition}. Your organisation is awaited now.",
)
CONSENT = Words("Lees de tekst en stem in, of niet", "Read the text and consent, or do not")
ON_PAPER = Words("Instemming op papier: bevestiging nodig", "Consent on paper: please confirm")
ON_PAPER_WHY = Words(
    "{organisation} heeft vastgelegd dat uw organisatie op papier heeft ingestemd met:"
    " {transition}. Dat telt pas als uw organisatie het bevestigt.",
    "{organisation} has recorded that your organisation consented on paper to: {transition}. It"
    " counts only once your organisation confirms it.",
)
CONFIRM = Words("Lees het stuk en bevestig of weiger", "Read the paper and confirm or refuse")

# What is told at once, to which circles of the subject; to none in particular: to everybody on the
# other side of the table (on every side, where a neutral party did it).
TOLD: dict[str, tuple[Words, tuple[str, ...]]] = {
    "submit": (Words("Voorstel ingebracht", "Proposal submitted"), ()),
    "open_negotiation": (Words("Onderhandeling geopend", "Negotiation opened"), ()),
    "deadlock": (Words("Onderhandeling vastgelopen", "Negotiation deadlocked"), ()),
    "raise_dispute": (Words("Geschil gemeld", "Dispute raised"), ()),
    "answer_dispute": (Words("Geschil beantwoord", "Dispute answered"), ()),
    "escalate_dispute": (Words("Geschil een trede hoger", "Dispute taken a rung higher"), ()),
    "record_finding": (
        Words("Advies of uitspraak in een geschil", "Advice or ruling in a dispute"),
        (),
    ),
    "give_notice": (Words("Opzegging gedaan", "Notice given"), ("parties", "secretariat")),
    "correct_publication": (
        Words("Openbare tekst gecorrigeerd", "Public text corrected"),
        ("parties",),
    ),
    "pause": (Words("Initiatief gepauzeerd", "Initiative paused"), ()),
    "pause_overdue": (
        Words("Pauze te lang: de stuurgroep beslist", "Pause too long: the steering group decides"),
        ("owners", "secretariat"),
    ),
    "escalate": (
        Words("Voorgelegd aan de stuurgroep", "Put to the steering group"),
        ("owners", "secretariat"),
    ),
    "announce_stop": (Words("Stopzetting aangekondigd", "Stop announced"), ()),
    "stop_early": (Words("Initiatief voortijdig gestopt", "Initiative stopped early"), ()),
    "deliver": (
        Words("Opgeleverd: uw oordeel gevraagd", "Delivered: please judge"),
        ("counterpart",),
    ),
    "term_ended": (
        Words("Looptijd voorbij: uitkomst nodig", "Term over: an outcome is needed"),
        ("owner", "co_owner", "counterpart"),
    ),
    "dispute": (
        Words("Toezegging betwist", "Commitment disputed"),
        ("owner", "co_owner", "counterpart"),
    ),
    "return": (Words("Teruggestuurd: aanvulling nodig", "Returned: more is needed"), ("owner",)),
}
# What nobody submits, because it is on the table as soon as it is there: by the kind of subject.
BEGUN: dict[str, tuple[Words, tuple[str, ...]]] = {
    "package": (Words("Pakket op tafel", "Package on the table"), ()),
    "routine": (Words("Vast moment voorgesteld", "Recurring duty proposed"), ()),
}
# Which date of the subject says who has to do something about what is told, and where.
ASKS_BY = {
    "raise_dispute": "dispute_answer",
    "escalate_dispute": "dispute_answer",
    "deliver": "acceptance_due",
    "term_ended": "outcome_awaited",
    "return": "commitment_due",
}
# Whatever its age, this is looked into as it stands now.
STILL_AWAITED = ("consent_given", "paper_recorded")
NEWS_FOR = timedelta(days=1)
VOICES = (Capacity.PARTY, Capacity.WORKS_COUNCIL)
SIDES = {Side.EMPLOYER: "employer", Side.UNION: "workers", Side.WORKERS: "workers"}


@dataclass(frozen=True, slots=True)
class Event:
    """One message, with what the audit trail knows of it."""

    message: OutboxMessage
    subject: Any
    entry: AuditEntry | None
    today: date

    @property
    def facts(self) -> dict[str, Any]:
        """What the event recorded."""
        facts: dict[str, Any] = self.message.body.get("facts", {})
        return facts

    @property
    def is_history(self) -> bool:
        """Whether it was written down long after it happened, so that it is no news."""
        return self.entry is not None and not is_news(self.message, self.entry)


Teller = Callable[[OutboxMessage], None]


def register(event: str, label: Words, teller: Teller) -> None:
    """Let a domain tell of its own event at once; called from `AppConfig.ready`.

    `event` is a whole topic, or an event's name for that event of whatever kind; `label` is how
    people find it where they choose how they are told.
    """
    _REGISTERED[event] = (label, teller)


def registered() -> dict[str, Words]:
    """Return what domains tell of, by the name of its rule (see `rules.name_for`)."""
    found = {}
    for topic, (label, _) in _REGISTERED.items():
        kind, _, event = topic.rpartition(".")
        found[f"create_{kind}" if event == "create" else event] = label
    return found


def entry_of(message: OutboxMessage) -> AuditEntry | None:
    """Return what the audit trail knows of a message."""
    return AuditEntry.objects.filter(digest=message.body.get("entry", "")).first()


def is_news(message: OutboxMessage, entry: AuditEntry) -> bool:
    """Whether it was written down when it happened, and not long after (an import)."""
    return message.created_at - entry.at <= NEWS_FOR


def consume(message: OutboxMessage) -> None:
    """Write the notices that follow from a message; raises only when it must come again."""
    for name in (message.topic, message.topic.partition(".")[2]):
        if name in _REGISTERED:
            _REGISTERED[name][1](message)
    if message.subject_kind not in registry.dated():
        return
    try:
        subject = registry.subject_of(message.subject_kind, message.subject_id)
    except ObjectDoesNotExist:
        return
    _follow(subject)
    if message.subject_kind not in registry.kinds():
        return
    name = message.topic.partition(".")[2]
    teller = _TELLERS.get(name) or (_tell_at_once if _told(message) else None)
    if teller is None:
        return
    event = Event(message, subject, entry_of(message), timezone.localdate())
    if name in STILL_AWAITED or not event.is_history:
        teller(event)


def _follow(subject: Any) -> None:
    """Let the inboxes know who may read this subject by now."""
    told = Reminder.objects.filter(subject_id=subject.pk)
    told.exclude(subject_audience=subject.word).update(subject_audience=subject.word)


def _tell_voided(event: Event) -> None:
    """Tell the parties whose consent ended because the text changed, or why else.

    Also who they had asked to consent with them, where they had begun a step: nothing waits any
    more for those.
    """
    told = {UUID(each) for each in event.facts.get("tell", ())}
    if voided.begun(event.subject, event.facts):
        for organisation in Organisation.objects.filter(pk__in=told):
            told |= across_from(organisation.side, event.subject, event.today)
    status = voided.status_of(event.subject, event.facts)
    _tell(event, told, matter=str(event.message.pk), headline=voided.HEADLINE, status=status)


def _tell_awaited(event: Event) -> None:
    """Tell the parties whose consent is now awaited, once for each text and its terms.

    What was consented to as part of a whole is awaited as that whole.
    """
    if "through" in event.facts:
        return
    name, digest = event.facts.get("transition", ""), event.facts.get("digest", "")
    row = event.subject.lifecycle.find(event.subject.state, name)
    if row is None:
        return  # it was the last consent that was needed, or the subject has moved on
    row = event.subject.applied(row)
    terms = event.facts.get("terms", {})
    where = consents.standing(event.subject, row, on=event.today, terms=terms)
    if where.digest != digest or not where.given:
        return  # another text lies on the table by now
    organisation = where.given[-1].organisation.name
    status = AWAITED_WHY.with_(organisation=organisation, transition=row.label)
    _tell(
        event,
        {awaited for _, awaited, _ in where.missing},
        matter=digest,
        headline=AWAITED,
        status=status,
        transition=name,
        action=CONSENT,
    )


def _tell_on_paper(event: Event) -> None:
    """Tell the party on whose behalf a consent on paper was recorded that it must confirm it."""
    facts = event.facts
    papers = consents.waiting_papers(event.subject)
    known = {name: facts.get(name) for name in ("transition", "digest", "sha256")}
    for paper in papers:
        row = event.subject.lifecycle.find(event.subject.state, paper.transition)
        same = all(getattr(paper, name) == value for name, value in known.items())
        if row is None or not same or paper.organisation.name != facts.get("party"):
            continue
        label = event.subject.applied(row).label
        _tell(
            event,
            {paper.organisation_id},
            matter=str(paper.pk),
            headline=ON_PAPER,
            status=ON_PAPER_WHY.with_(organisation=paper.recorded_for, transition=label),
            action=CONFIRM,
        )


def _tell_at_once(event: Event) -> None:
    """Tell the circles that the table of events names, or those across the table."""
    told_of = _told(event.message)
    if told_of is None:
        return
    headline, names = told_of
    status = NOW_IN.with_(state=letters.state_of(event.subject))
    if names:
        told = circles.organisations_of(event.subject, names, event.today)
    else:
        side = event.entry.acting_side if event.entry else ""
        told = across_from(side, event.subject, event.today)
    words: dict[str, Any] = {
        "matter": str(event.message.pk),
        "headline": headline,
        "status": status,
    }
    name = event.message.topic.partition(".")[2]
    table = {each.name: each for each in event.subject.lifecycle.deadlines}
    deadline = table.get(ASKS_BY.get(name, ""))
    acting: set[UUID] = set()
    if deadline is not None:
        acting = circles.organisations_of(event.subject, deadline.acting, event.today)
        way = letters.way_to(event.subject, deadline, acts=True)
        _tell(event, told & acting, **words, **way._asdict())
    # who acts for one that has to do something as well, was told by then
    _tell(event, told - acting, **words)


def _told(message: OutboxMessage) -> tuple[Words, tuple[str, ...]] | None:
    """Return how and to whom a message is told at once, if it is."""
    name = message.topic.partition(".")[2]
    return BEGUN.get(message.subject_kind) if name == "create" else TOLD.get(name)


def across_from(side: str, subject: Any, on: date) -> set[UUID]:
    """Return the parties and works councils at the subject's table that are not of this side.

    Unions and works councils are on one side here; of a neutral side, everybody is across.
    """
    seats = Membership.objects.valid_on(on).filter(
        bargaining_table_id=subject.bargaining_table_id, capacity__in=VOICES
    )
    pairs = seats.values_list("organisation_id", "organisation__side")
    own = SIDES.get(Side(side)) if side else None
    return {key for key, theirs in pairs if own is None or SIDES.get(Side(theirs)) != own}


def _tell(event: Event, organisations: set[UUID], *, matter: str, **words: Any) -> None:
    message, subject = event.message, event.subject
    actor_id = event.entry.actor_id if event.entry else ""
    recipients = circles.negotiators_of(organisations, event.today)
    found = inbox.compose(
        subject.kind,
        subject.pk,
        [to for to in recipients if str(to.person.pk) != actor_id],
        event.today,
        lambda seen: letters.write(seen, **words),
        audience=message.audience,
    )
    inbox.put(found, event=message.topic.partition(".")[2], matter=matter)


_REGISTERED: dict[str, tuple[Words, Teller]] = {}
_TELLERS: dict[str, Callable[[Event], None]] = {
    "consents_voided": _tell_voided,
    "consent_given": _tell_awaited,
    "paper_recorded": _tell_on_paper,
}
