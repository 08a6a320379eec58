"""Send a signal to the joint secretariat; and answer it, pass it on or close it."""

from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from backend.confidentiality.context import acting_as
from backend.notes import commenting
from backend.parties.actors import SYSTEM, Actor, Office
from backend.parties.audiences import audience_of_organisation
from backend.reference import moments
from backend.reference.words import Words
from backend.signals import queries
from backend.signals.kinds import State
from backend.signals.models import OwnSignal, Signal
from backend.workflow import records
from backend.workflow.data import Fault
from backend.workflow.engine import Change
from backend.workflow.errors import InvalidData, NotAllowed, Refused
from backend.workflow.lifecycle import Refusal
from backend.workflow.roles import Role

SIGNAL = "signal"
# In the chain of a signal whose sender is not named. It says no more than that somebody could read
# the dossier: with one works council at the table, its name would be as good as a person's.
SOMEBODY = Actor(kind="anonymous", name="iemand die dit dossier mag lezen")
NO_SECRETARIAT = Refusal(
    "no-secretariat",
    Words(
        "Deze tafel heeft geen secretariaat dat een signaal kan ontvangen.",
        "This table has no secretariat that could receive a signal.",
    ),
)
CLOSED = Refusal(
    "signal-closed",
    Words("Dit signaal is afgesloten.", "This signal has been closed."),
)
_BLANK = Words("Schrijf iets op.", "Write something down.")
_NOT_QUOTED = Words(
    "De melder wil niet dat deze woorden worden doorgegeven. Gebruik uw eigen woorden.",
    "The sender does not want these words to be passed on. Use your own words.",
)
QUOTED = "\n\nDe melder schreef: “{text}”"


def send(
    subject: Any,
    *,
    actor: Actor,
    text: str,
    named: bool,
    may_quote: bool,
    now: datetime | None = None,
) -> OwnSignal:
    """Send a signal about a dossier that the actor can see; return the sender's own copy.

    Without `named`, nothing that anybody else can read leads to the sender, and it is kept to the
    day. With `may_quote` the secretariat may pass the words on, never the name. Raises NotAllowed,
    InvalidData or Refused.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        moment = moments.now()
        today = timezone.localdate(moment)
        offices = queries.sending_offices(actor, subject)
        if not offices:
            raise NotAllowed(SIGNAL, [Role.WORKS_COUNCIL, "party"])
        if not text.strip():
            raise InvalidData([Fault("/text", "required", _BLANK)])
        secretariat = queries.secretariat_of(subject, today)
        if secretariat is None:
            raise Refused([NO_SECRETARIAT])
        about = {
            "subject_kind": subject.kind,
            "subject_id": subject.pk,
            "text": text.strip(),
            "may_quote": may_quote,
        }
        with acting_as(SYSTEM):  # what goes to the secretariat the sender cannot read any more
            signal = Signal.objects.create(
                **about,
                secretariat_id=secretariat,
                bargaining_table_id=subject.bargaining_table_id,
                sender_name=actor.name if named else "",
                sender_organisation=offices[0].organisation_name if named else "",
                received_on=today,
            )
        own: OwnSignal = OwnSignal.objects.create(
            **about,
            person_id=actor.id,  # type: ignore[misc]  # who sits at a table has an account
            signal_id=signal.pk,
            named=named,
            sent_at=moment,
        )
        who, office = (actor, offices[0]) if named else (SOMEBODY, None)
        midnight = timezone.make_aware(datetime.combine(today, time()))
        with acting_as(SYSTEM):
            _record(signal, "signal_sent", who, office, at=midnight)
    return own


def respond(
    signal: Signal,
    *,
    actor: Actor,
    kind: str,
    text: str,
    quote: bool = False,
    now: datetime | None = None,
) -> Signal:
    """Answer a signal, pass it on or close it, for the secretariat that received it.

    `text` is read by the sender; when passed on it is what the parties read, as a comment of the
    secretariat in the dossier, with the sender's words where `quote` asks for them and the sender
    allows it. Raises NotAllowed, InvalidData or Refused.
    """
    with moments.happening(now), transaction.atomic(), acting_as(actor):
        office = _keeper(actor, signal)
        locked: Signal = Signal.objects.select_for_update().get(pk=signal.pk)
        if locked.state == State.CLOSED:
            raise Refused([CLOSED])
        if not text.strip():
            raise InvalidData([Fault("/text", "required", _BLANK)])
        if quote and not locked.may_quote:
            raise InvalidData([Fault("/quote", "words-not-allowed", _NOT_QUOTED)])
        if kind == State.PASSED_ON:
            _tell_parties(locked, actor, text.strip(), quote=quote)
        said = {
            "kind": kind,
            "text": text.strip(),
            "responded_on": timezone.localdate(moments.now()).isoformat(),
        }
        locked.responses, locked.state = [*locked.responses, said], kind
        locked.version += 1
        locked.save(update_fields=["responses", "state", "version"])
        with acting_as(SYSTEM):  # the secretariat knows of no row that has the sender
            copies = OwnSignal.objects.filter(signal_id=locked.pk)
            copies.update(responses=locked.responses, state=kind)
            _record(locked, f"signal_{kind}", actor, office)
    return locked


def offered(subject: Any, *, actor: Actor) -> list[Change]:
    """Return whether this actor may send a signal about a subject."""
    if not queries.sending_offices(actor, subject):
        return []
    missing = queries.secretariat_of(subject, timezone.localdate()) is None
    return [Change(SIGNAL, (NO_SECRETARIAT,) if missing else ())]


def changes_of(signal: Signal, *, actor: Actor) -> list[Change]:
    """Return what the secretariat may do with a signal."""
    closed = (CLOSED,) if signal.state == State.CLOSED else ()
    return [Change(name, closed) for name in (State.ANSWERED, State.PASSED_ON, State.CLOSED)]


def _keeper(actor: Actor, signal: Signal) -> Office:
    kept = signal.bargaining_table_id in queries.kept_tables(actor)
    office = actor.office_in(signal.secretariat_id) if kept else None
    if office is None:
        raise NotAllowed("respond", [Role.SECRETARIAT])
    return office


def _tell_parties(signal: Signal, actor: Actor, text: str, *, quote: bool) -> None:
    subject = queries.subject_of(signal.subject_kind, signal.subject_id, actor)
    if subject is None:
        raise NotAllowed("pass on", [Role.SECRETARIAT])
    words = text + (QUOTED.format(text=signal.text) if quote else "")
    commenting.add_comment(subject, actor=actor, text=words, organisation_id=signal.secretariat_id)


def _record(
    signal: Signal, event: str, actor: Actor, office: Office | None, at: datetime | None = None
) -> None:
    """Write it in the chain that only the secretariat reads; never what was said."""
    records.record(
        signal,
        event,
        actor=actor,
        office=office,
        facts={},
        audience=audience_of_organisation(signal.secretariat_id),
        at=at,
    )
