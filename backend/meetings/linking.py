"""What an item is about: subjects of other domains, reached by their kind and id."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from backend.commitments.models import Commitment
from backend.meetings.models import AgendaItem, ItemLink
from backend.parties.actors import Actor
from backend.parties.audiences import PUBLIC, Visibility
from backend.reference.words import Words
from backend.workflow import registry
from backend.workflow.data import Fault
from backend.workflow.errors import InvalidData

LINKABLE = ("clause", "initiative", "commitment")
DOSSIERS = ("clause", "initiative")
MOST_LINKS = 20
_LEVELS = {
    Visibility.TABLE: (Visibility.TABLE, Visibility.CONSTITUENCY, Visibility.PARTIES),
    Visibility.PARTIES: (Visibility.PARTIES,),
}
_NOT_THERE = Words("Dit dossier bestaat niet.", "There is no such dossier.")
MOVED = Words(
    "Dit dossier ligt nu aan een eigen tafel. Bespreek het in een overleg van die tafel.",
    "This dossier lies at a table of its own now. Discuss it in a meeting of that table.",
)
_TOO_MANY = Words(
    f"Koppel hoogstens {MOST_LINKS} dossiers.", f"Link at most {MOST_LINKS} dossiers."
)


class Named(NamedTuple):
    """A subject by its kind and id."""

    kind: str
    id: UUID


def everyone_at(meeting: Any) -> Actor:
    """Return a reader that sees exactly what every reader of the meeting sees.

    What is made for it is the same for both sides, whoever asks.
    """
    table = meeting.bargaining_table_id
    words = {f"{level.value}:{table}" for level in _LEVELS[Visibility(meeting.visibility)]}
    return Actor(kind="anonymous", name="", audiences=frozenset({PUBLIC, *words}))


def subjects_seen(named: Iterable[Named], reader: Actor) -> dict[UUID, Any]:
    """Return the subjects by id that the reader may see; one query a kind."""
    by_kind: dict[str, set[UUID]] = {}
    for each in named:
        by_kind.setdefault(each.kind, set()).add(each.id)
    found: dict[UUID, Any] = {}
    for kind, ids in by_kind.items():
        if kind in LINKABLE:
            found |= {row.pk: row for row in _rows(kind, reader).filter(pk__in=ids)}
    return found


def write(item: AgendaItem, named: Sequence[Named], actor: Actor) -> None:
    """Let the item be about these, and about what else it is that the actor cannot see.

    Raises InvalidData for what the actor does not see: it is not there; and for what went on from
    this table to one of its own, for who sits here without sitting there is to read none of it.
    """
    if len(named) > MOST_LINKS:
        raise InvalidData([Fault("/links", "too-many", _TOO_MANY)])
    seen = subjects_seen(named, actor)
    faults = [
        Fault(f"/links/{number}/id", "unknown", _NOT_THERE)
        for number, each in enumerate(named)
        if each.id not in seen or seen[each.id].kind != each.kind
    ]
    there = {link.subject_id: link for link in ItemLink.objects.visible_to(actor).filter(item=item)}
    faults += [
        Fault(f"/links/{number}/id", "moved", MOVED)
        for number, each in enumerate(named)
        if each.id in seen and each.id not in there and _went_on(seen[each.id], item)
    ]
    if faults:
        raise InvalidData(faults)
    wanted = {each.id: each for each in named}
    for subject_id, link in there.items():
        if subject_id not in wanted:
            link.delete()
    for each in wanted.values():
        if each.id not in there:
            ItemLink.objects.create(
                item=item,
                bargaining_table_id=item.bargaining_table_id,
                visibility=item.visibility,
                side=item.side,
                subject_kind=each.kind,
                subject_id=each.id,
            )


def moved_on(item: AgendaItem, reader: Actor) -> bool:
    """Whether the item is about a dossier that went on from its table, as far as one sees."""
    attach_seen([item], reader)
    return any(_went_on(subject, item) for subject in item.seen)


def attach_seen(items: Sequence[AgendaItem], reader: Actor) -> None:
    """Set `seen` of every item: what it is about, as far as the reader may see."""
    links = list(ItemLink.objects.visible_to(reader).filter(item__in=items).order_by("id"))
    seen = subjects_seen((Named(link.subject_kind, link.subject_id) for link in links), reader)
    for item in items:
        mine = [seen.get(link.subject_id) for link in links if link.item_id == item.pk]
        item.seen = [subject for subject in mine if subject is not None]


def dossiers_of(item: AgendaItem, reader: Actor) -> list[Any]:
    """Return in which clauses and initiatives something can be promised about this item."""
    attach_seen([item], reader)
    named = [
        Named(each.subject_kind, each.subject_id)
        if isinstance(each, Commitment)
        else Named(each.kind, each.pk)
        for each in item.seen
    ]
    seen = subjects_seen((each for each in named if each.kind in DOSSIERS), reader)
    ids = dict.fromkeys(each.id for each in named)
    return [seen[each] for each in ids if each in seen]


def owners_of(subject: Any) -> list[Any]:
    """Return the organisations that carry a subject out, the first one first."""
    names = ("owner", "co_owner", "employer_owner", "worker_owner")
    found = (getattr(subject, name, None) for name in names)
    return [each for each in found if each is not None]


def _went_on(subject: Any, item: AgendaItem) -> bool:
    table = subject.bargaining_table
    return table is not None and item.bargaining_table_id in table.stems_from


def _rows(kind: str, reader: Actor) -> QuerySet[Any]:
    model = registry.model_of(kind)
    known = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 (documented)
    joined = known & {"owner", "co_owner", "employer_owner", "worker_owner", "bargaining_table"}
    rows: QuerySet[Any] = model.objects.visible_to(reader).select_related(*sorted(joined))
    return rows
