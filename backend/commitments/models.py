"""A commitment: who promised what to whom, by when; and the evidence that it was kept."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from textwrap import shorten
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from backend.audit.digests import digest_of_content
from backend.commitments import asked, guards
from backend.commitments.kinds import (
    OUTCOMES,
    OUTSTANDING,
    PROPOSED,
    UNFINISHED,
    EvidenceKind,
    OwnerSide,
)
from backend.commitments.lifecycle import LIFECYCLE
from backend.commitments.together import know_voices
from backend.confidentiality.context import acting_as
from backend.confidentiality.models import Confidential
from backend.parties.actors import SYSTEM, Actor, Office
from backend.parties.kinds import Side
from backend.parties.models import Membership, Organisation, Person
from backend.reference.ids import new_id
from backend.workflow import awaiting, consents, registry, voiding
from backend.workflow.consents import Voice
from backend.workflow.lifecycle import ConsentRule, Transition, Trigger
from backend.workflow.roles import Role
from backend.workflow.statefield import StateField
from backend.workflow.subject import Subject

# The organisations' sides that each side of the table stands for.
_SPEAKS_FOR = {
    "employer": (Side.EMPLOYER,),
    "union": (Side.UNION,),
    "workers": (Side.UNION, Side.WORKERS),
}
# A promise that is cancelled is no longer in the text, and one that is reopened is there again.
# One that is carried over is new in the text of the successor.
_CHANGES_PROMISES = frozenset({"cancel", "reopen"})
_CARRIES = "carry_over"
LONGEST_TEXT = 2000
LONGEST_CAPTION = 150


def _organisation() -> Any:
    return models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )


class Commitment(Subject):
    """What somebody promised in a clause or an initiative, known by its kind and id only.

    `rule` is what "both sides" stands for around that dossier. The owner carries it out; the
    co-owner, if any, is who the other side appointed for it.
    """

    kind = "commitment"
    text_columns = frozenset({"text", "owner_side", "owner_id", "due_on", "delivered_on"})
    dossier_columns = ("subject_kind", "subject_id")
    state = StateField(LIFECYCLE)

    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    rule = models.CharField(
        max_length=20, choices=[(rule.value, rule.value) for rule in ConsentRule]
    )
    text = models.TextField(max_length=LONGEST_TEXT)
    owner_side = models.CharField(max_length=15, choices=OwnerSide.choices)
    owner = _organisation()
    owner_id: UUID | None
    co_owner = _organisation()
    co_owner_id: UUID | None
    due_on = models.DateField()
    original_due_on = models.DateField()
    indicators = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    deferrals = models.PositiveSmallIntegerField(default=0)
    deferred_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivered_by = _organisation()
    delivered_by_id: UUID | None
    accepted_on = models.DateField(null=True, blank=True)
    justification = models.TextField(blank=True)
    term_ended_on = models.DateField(null=True, blank=True)
    dispute_grounds = models.TextField(blank=True)
    carried_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_from"
    )
    carried_to_id: UUID | None

    class Meta(Subject.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Subject.Meta.constraints,
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(visibility__in=PROPOSED),
                name="commitment_owned_once_agreed",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id"], name="commitment_subject"),
            models.Index(fields=["audience", "due_on", "id"], name="commitment_by_due"),
            models.Index(fields=["audience", "updated_at", "id"], name="commitment_by_update"),
            models.Index(fields=["due_on", "id"], name="commitment_due"),
            models.Index(fields=["updated_at", "id"], name="commitment_updated"),
        ]

    @property
    def caption(self) -> str:
        """The beginning of the promise; people know it by nothing else."""
        return shorten(self.text, LONGEST_CAPTION, placeholder=" …")

    @property
    def is_agreed(self) -> bool:
        """Whether its dossier was agreed; until then it is a proposal that binds nobody."""
        return self.visibility not in PROPOSED

    @property
    def is_overdue(self) -> bool:
        """Whether the owner should have delivered before today.

        Not where the term is over: then it waits for its outcome, and for nothing else.
        """
        late = self.due_on < timezone.localdate() and self.state in OUTSTANDING
        return late and self.is_agreed and not self.awaits_outcome

    @property
    def outcome(self) -> str:
        """What became of it: met, carried over, dropped, justified or disputed; "" for not yet."""
        return OUTCOMES.get(self.state, "")

    @property
    def awaits_outcome(self) -> bool:
        """Whether the term of its dossier ended while it was unfinished, and it still is."""
        return self.term_ended_on is not None and self.state in UNFINISHED

    def dossier(self) -> Any:
        """Return its clause or initiative as the reading context sees it; None if it does not."""
        rows = registry.model_of(self.subject_kind).objects.filter(pk=self.subject_id)
        return rows.first()

    def goes_on_in(self) -> Any:
        """Return the agreed dossier that takes its own one's place; None without."""
        dossier = self.dossier()
        after = dossier.followed_by() if dossier is not None else None
        return after if after is not None and guards.takes_promises(after) else None

    def owners_sit_at(self, bargaining_table_id: UUID, on: date) -> bool:
        """Whether who carries it out, and who keeps an eye on it, sit at a table on a day."""
        owners = {pk for pk in (self.owner_id, self.co_owner_id) if pk is not None}
        seats = Membership.objects.valid_on(on).filter(
            bargaining_table=bargaining_table_id, organisation__in=owners
        )
        return owners == set(seats.values_list("organisation_id", flat=True))

    def text_digest(self) -> str:
        """Return the digest of the promise, its date, and what was delivered on it."""
        pieces = self.evidence.order_by("added_at", "id")
        return digest_of_content(
            {
                "text": self.text,
                "owner_side": self.owner_side,
                "owner": str(self.owner_id or ""),
                "due_on": self.due_on.isoformat(),
                "delivered_on": str(self.delivered_on or ""),
                "evidence": [piece.digest() for piece in pieces],
            }
        )

    def voices(self) -> tuple[Voice, ...]:
        """Return the two sides around it, the employers' first, with who speaks for each today."""
        today = timezone.localdate()
        known: tuple[Any, tuple[Voice, ...]] | None = self.__dict__.get("_voices")
        if known is None or known[0] != self._voices_depend_on(today):
            found = consents.voices(self, ConsentRule(self.rule), on=today)
            self.keep_voices(found, today)
            return found
        return known[1]

    def keep_voices(self, found: tuple[Voice, ...], on: date) -> None:
        """Remember the two sides on a day, as long as its owners stay the same."""
        self.__dict__["_voices"] = self._voices_depend_on(on), found

    def _voices_depend_on(self, on: date) -> tuple[Any, ...]:
        return on, self.rule, self.owner_id, self.co_owner_id

    def confirming(self) -> tuple[Voice, ...]:
        """Return the sides that confirm a delivery: never the one that delivers.

        A joint promise is confirmed by both, save by the side of which a party delivered it.
        """
        employers, workers = self.voices()
        if self.owner_side == OwnerSide.EMPLOYER:
            return (workers,)
        if self.owner_side in (OwnerSide.UNION, OwnerSide.WORKS_COUNCIL):
            return (employers,)
        both = (employers, workers)
        return tuple(v for v in both if self.delivered_by_id not in dict(v.organisations))

    def applied(self, row: Transition) -> Transition:
        """Fill in what "both sides" is here; a joint delivery is accepted by two."""
        if row.consent is ConsentRule.BOTH_SIDES:
            return replace(row, consent=ConsentRule(self.rule))
        if row.name == "accept" and len(self.confirming()) > 1:
            return replace(row, consent=ConsentRule(self.rule), trigger=Trigger.CONSENT)
        return row

    def roles_of(self, office: Office) -> frozenset[Role]:
        """Return whether this office is that of an owner, or of the side that confirms."""
        if not office.negotiates:
            return frozenset()
        roles = set()
        if office.organisation_id in self._owners():
            roles.add(Role.OWNER)
        if any(office.organisation_id in dict(voice.organisations) for voice in self.confirming()):
            roles.add(Role.COUNTERPART)
        return frozenset(roles)

    def owner_of(self, side: str) -> UUID | None:
        """Return the owner or co-owner on a side."""
        bound = [each for each in (self.owner, self.co_owner) if each is not None]
        sides = _SPEAKS_FOR.get(side, ())
        return next((each.pk for each in bound if each.side in sides), None)

    def also_speaks(self, side: str) -> UUID | None:
        """Let an owner who is not a party, but promised, speak for its side."""
        return self.owner_of(side)

    def circle(self, name: str) -> set[UUID]:
        """Return the owner, the co-owner, everyone who confirms, or those who still have to act."""
        return asked.circle(self, name)

    @classmethod
    def circles_of(cls, subjects: Collection[Self], name: str) -> dict[UUID, set[UUID]]:
        """Return the same of many, having asked at once who sits at their tables."""
        if name not in asked.BY_VOICES:
            return super().circles_of(subjects, name)
        know_voices(subjects)
        begun = awaiting.begun(subjects)
        return {each.pk: asked.circle(each, name, begun=each.pk in begun) for each in subjects}

    def performed(self, name: str, now: datetime) -> None:
        """What is promised in a dossier is part of its text: tell who consented to it with this.

        The dossier is not held: whoever writes a promise holds it before the promise, so that to
        wait for it here could be to wait for ever. A consent given meanwhile is to the old text,
        and does not count.
        """
        changed = self.carried_to if name == _CARRIES else self
        if changed is None or name not in _CHANGES_PROMISES | {_CARRIES}:
            return
        with acting_as(SYSTEM):
            dossier = changed.dossier()
            if dossier is not None:
                voiding.void(dossier, SYSTEM, now, but=dossier.text_digest())

    def visibility_changed(self) -> None:
        """Take the evidence along: it is read by who reads the commitment."""
        self.evidence.update(visibility=self.visibility, side=self.side)

    def acting_organisation(self, actor: Actor) -> UUID | None:
        """Return for which organisation this actor carries it out: the owner, if it can be."""
        mine = [office.organisation_id for office in actor.offices if office.negotiates]
        return next((pk for pk in (self.owner_id, *self._owners()) if pk in mine), None)

    def file_evidence(self, piece: Mapping[str, Any], *, actor: Actor, at: datetime) -> "Evidence":
        """Add a piece of evidence, in the transaction of who adds it."""
        filed: Evidence = Evidence.objects.create(
            commitment=self,
            bargaining_table_id=self.bargaining_table_id,
            visibility=self.visibility,
            side=self.side,
            kind=piece["kind"],
            title=piece["title"].strip(),
            url=piece.get("url", ""),
            statement=piece.get("statement", "").strip(),
            organisation_id=self.acting_organisation(actor),
            person_id=actor.id,
            person_name=actor.name,
            added_at=at,
        )
        return filed

    def _owners(self) -> tuple[UUID, ...]:
        """Who may work on it and deliver it: of a joint promise, every party."""
        first = (self.owner_id,) if self.owner_id else ()
        if self.owner_side != OwnerSide.JOINT:
            return first
        return first + tuple(pk for voice in self.voices() for pk, _name in voice.organisations)


class Evidence(Confidential):
    """What shows that a promise was kept. Added, never changed; read with its commitment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="evidence")
    commitment_id: UUID
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=1000, blank=True)
    statement = models.TextField(blank=True)
    organisation = _organisation()
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta(Confidential.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["commitment", "added_at", "id"], name="evidence_commitment")
        ]

    def digest(self) -> str:
        """Return the SHA-256 of what was added."""
        return digest_of_content(
            {
                "kind": self.kind,
                "title": self.title,
                "url": self.url,
                "statement": self.statement,
            }
        )
