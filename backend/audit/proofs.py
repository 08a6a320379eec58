"""Prove that a chain was sealed, to whoever reads it, and tell them nothing of any other chain."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from backend.audit.models import AuditSeal
from backend.audit.verifier import DEPTH, Head, filler_of, leaf_of, salt_of, stands_left
from backend.confidentiality.context import acting_as
from backend.parties.actors import SYSTEM

NODE = 32
# So many nodes are read at once where a leaf is looked for.
FAN = 64

# Until the request ends no new seal may take the tree away.
_OPENING = """
select day, upto, secret, leaves from audit_sealopening where tree is not null
order by day desc limit 1 for share
"""
_NODES = """
select substring(tree from place * %s + 1 for %s)
from audit_sealopening, unnest(%s::int[]) with ordinality as wanted (place, turn)
where day = %s order by turn
"""


@dataclass(frozen=True)
class Step:
    """One node beside the way from a leaf to the root: `left` or `right` of it."""

    stands: str
    digest: str


@dataclass(frozen=True)
class Proof:
    """That entry `number` of a chain was its last one when it was sealed."""

    chain: str
    number: int
    digest: str
    salt: str
    path: tuple[Step, ...]


@dataclass(frozen=True)
class Proven:
    """The last seal, None where there is none yet, and a proof for each chain under it."""

    seal: AuditSeal | None
    proofs: tuple[Proof, ...]


def proven(entries: QuerySet[Any]) -> Proven:
    """Return what the last seal says of the chains whose entries these are.

    A chain that began after the seal has no proof yet; nor has one that is no longer as it was
    sealed (`verify_audit` names it).
    """
    tree = _Tree.last()
    if tree is None:
        return Proven(None, ())
    lasts = entries.filter(id__lte=tree.upto).order_by("audience", "-number").distinct("audience")
    proofs = (tree.proof_of((last.chain, last.number, last.digest)) for last in lasts)
    seal = AuditSeal.objects.get(day=tree.day)
    return Proven(seal, tuple(proof for proof in proofs if proof is not None))


class _Tree:
    """The nodes of the last seal, of which no more are read than are asked for."""

    def __init__(self, day: date, upto: int, secret: bytes, leaves: int) -> None:
        self.day, self.upto, self.secret = day, upto, bytes(secret)
        self.sizes = [leaves]
        for _ in range(DEPTH):
            self.sizes.append((self.sizes[-1] + 1) // 2)

    @classmethod
    def last(cls) -> "_Tree | None":
        with acting_as(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_OPENING)
            found = cursor.fetchone()
        return cls(*found) if found else None

    def proof_of(self, head: Head) -> Proof | None:
        """Return the way up from a chain's last entry; None where it is not in the tree."""
        salt = salt_of(self.secret, head[0])
        place = self._find(leaf_of(salt, head))
        return None if place is None else Proof(*head, salt.hex(), self._path(place))

    def _find(self, leaf: bytes) -> int | None:
        """Return where a leaf is among the leaves, which are in order."""
        first, end = 0, self.sizes[0]
        while True:
            places = sorted({first + (end - first) * turn // FAN for turn in range(FAN)})
            nodes = self._nodes(places)
            if leaf in nodes:
                return places[nodes.index(leaf)]
            before = sum(node < leaf for node in nodes)
            if before == 0 or end - first <= FAN:
                return None
            first, end = places[before - 1], [*places, end][before]

    def _path(self, place: int) -> tuple[Step, ...]:
        """Return the nodes beside the way up from a leaf."""
        begin, beside, steps = 0, list[int](), list[tuple[str, bytes | None]]()
        for level, size in enumerate(self.sizes[:-1]):
            if place ^ 1 < size:
                beside.append(begin + (place ^ 1))
                steps.append(("left" if place % 2 else "right", None))
            else:
                filler = filler_of(self.secret, level)
                steps.append(("left" if stands_left(filler, size) else "right", filler))
            begin, place = begin + size, place // 2
        nodes = iter(self._nodes(beside))
        return tuple(Step(stands, (filler or next(nodes)).hex()) for stands, filler in steps)

    def _nodes(self, places: list[int]) -> list[bytes]:
        with acting_as(SYSTEM), connection.cursor() as cursor:
            cursor.execute(_NODES, [NODE, NODE, places, self.day])
            return [bytes(node) for (node,) in cursor.fetchall()]
