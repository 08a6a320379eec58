"""What people can be told of, and how they are told of it unless they choose otherwise.

Read from the tables: every deadline of a lifecycle and every event of `notices` is a rule, so that
one which is added there can be chosen here at once. A legal date or a dispute is at once, always.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from backend.reference.words import Words
from backend.reminders import notices, told, voided, wording
from backend.reminders.models import Channel, Preferences, Rhythm
from backend.workflow import registry

if TYPE_CHECKING:
    from backend.workflow.lifecycle import Deadline

DEADLINE, EVENT = "deadline", "event"
# What an administrator or a keeper of mandates changed; `administration.telling` tells of it.
KEPT_HOUSE = "kept_house"

LEGAL = Words(
    "Dit gaat over een wettelijke termijn of een geschil. U krijgt het altijd direct per mail,"
    " zodat uw organisatie geen recht verliest door een gemist bericht.",
    "This is about a legal date or a dispute. You always get it by mail at once, so that your"
    " organisation loses no right because of a missed message.",
)
WATCHED = Words(
    "Dit gaat over wie er bij uw organisatie hoort. U krijgt het altijd direct per mail, zodat"
    " niemand daar ongemerkt iets aan verandert.",
    "This is about who belongs to your organisation. You always get it by mail at once, so that"
    " nobody changes anything about that unnoticed.",
)
HOUSE = Words("Wijziging in uw organisatie", "Change in your organisation")

# Disputes, and the end of an agreement.
LEGAL_EVENTS = frozenset(
    {"raise_dispute", "answer_dispute", "escalate_dispute", "record_finding", "give_notice"}
)
# Where somebody must act, or has lost something.
PRESSING = frozenset(
    {
        "consent_given",
        "paper_recorded",
        "consents_voided",
        "dispute",
        "create_package",
        "deadlock",
        wording.NUDGE,
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing of which people are told. `fixed` is why nobody can choose how."""

    name: str
    label: Words
    channel: Channel
    fixed: Words | None = None


def every() -> dict[str, Rule]:
    """Return all rules by name: the deadlines of the tables, then the events."""
    return {rule.name: rule for rule in (*_of_deadlines(), *_of_events())}


def name_for(kind: str, deadline: str, event: str) -> str:
    """Return the name of the rule by which a row of an inbox was written."""
    if deadline:
        return f"{DEADLINE}.{deadline}"
    if not told.is_known(kind):
        return f"{EVENT}.{KEPT_HOUSE}"
    return f"{EVENT}.create_{kind}" if event == "create" else f"{EVENT}.{event}"


def named(name: str) -> Rule:
    """Return a rule; of one that no table has (any more), what it would be by default."""
    return all_named([name])[name]


def all_named(names: Iterable[str]) -> dict[str, Rule]:
    """Return the same of many."""
    known = every()
    return {n: known.get(n) or Rule(n, Words(n, n), Channel.DIGEST) for n in names}


def channel_of(rule: Rule, wanted: Preferences) -> Channel:
    """Return how somebody with these preferences hears of what is told by a rule."""
    channel = chosen(rule, wanted)
    if channel is Channel.DIGEST and wanted.digest_every == Rhythm.NEVER:
        return Channel.INBOX
    return channel


def chosen(rule: Rule, wanted: Preferences) -> Channel:
    """Return what somebody chose for a rule, whether or not they want a digest."""
    if rule.fixed is not None:
        return rule.channel
    return Channel(wanted.channels.get(rule.name, rule.channel))


def _of_deadlines() -> Iterator[Rule]:
    found: dict[str, list[Deadline]] = {}
    for kind in registry.dated():
        for deadline in registry.lifecycle_of(kind).deadlines:
            found.setdefault(deadline.name, []).append(deadline)
    for name, alike in found.items():
        legal = any(deadline.at_once for deadline in alike)
        yield _rule(DEADLINE, name, alike[0].label, legal=legal, pressing=legal)


def _of_events() -> Iterator[Rule]:
    labels = {name: told[0] for name, told in notices.TOLD.items()}
    labels |= {"consent_given": notices.AWAITED, "paper_recorded": notices.ON_PAPER}
    labels |= {"consents_voided": voided.HEADLINE, wording.NUDGE: wording.NUDGED}
    labels |= {f"create_{kind}": told[0] for kind, told in notices.BEGUN.items()}
    for name, label in labels.items():
        yield _rule(EVENT, name, label, legal=name in LEGAL_EVENTS, pressing=name in PRESSING)
    for name, label in notices.registered().items():
        yield _rule(EVENT, name, label, legal=False, pressing=True)
    yield Rule(f"{EVENT}.{KEPT_HOUSE}", HOUSE, Channel.AT_ONCE, WATCHED)


def _rule(sort: str, name: str, label: Words, *, legal: bool, pressing: bool) -> Rule:
    channel = Channel.AT_ONCE if legal or pressing else Channel.DIGEST
    return Rule(f"{sort}.{name}", label, channel, LEGAL if legal else None)
