"""What everything with a lifecycle has in common."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models

from backend.confidentiality.models import Confidential
from backend.parties.actors import Actor, Office
from backend.parties.audiences import audience_of
from backend.parties.kinds import Side
from backend.parties.models import Organisation
from backend.reference import moments
from backend.reference.ids import new_id
from backend.workflow import stored
from backend.workflow.lifecycle import ConsentRule, Lifecycle, Refusal, Step, Transition
from backend.workflow.roles import OWN_VOICE, Role


class Subject(Confidential):
    """A clause, an initiative, a commitment: something whose state the engine keeps.

    Concrete models add `state = StateField(LIFECYCLE)` and may override the hooks below. Never save
    a subject by hand: `engine.start`, `engine.edit` and `engine.perform` are the doors.
    """

    lifecycle: ClassVar[Lifecycle]  # set by StateField
    kind: ClassVar[str]
    # Which rule "both sides" stands for around this kind of subject, and what belongs to it.
    both_sides: ClassVar[ConsentRule] = ConsentRule.BOTH_SIDES
    # As what one must sit at the table to speak for the author's side.
    own_voice: ClassVar[tuple[str, ...]] = OWN_VOICE
    # Those of its columns that `text_digest` is made of: a step that changes one voids consents.
    text_columns: ClassVar[frozenset[str]]
    # The columns with kind and id of the dossier of which it is a part, where it is one.
    dossier_columns: ClassVar[tuple[str, str] | None] = None
    # What is read along with it, so that its dates and captions ask the database nothing more.
    read_with: ClassVar[tuple[str, ...]] = ("bargaining_table",)
    state: Any
    door: str | None = None  # the transition that the engine is performing right now
    holder: Actor | None = None  # for whom `locks.held` holds its row, with nothing done since

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    previous_state = models.CharField(max_length=30, blank=True, editable=False)
    author_side = models.CharField(max_length=10, choices=Side.choices, blank=True)
    author_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    author_organisation_id: UUID | None
    created_at = models.DateTimeField(default=moments.now, editable=False)
    updated_at = moments.Changed()

    class Meta(Confidential.Meta):
        abstract = True

    @property
    def caption(self) -> str:
        """The one line by which people recognise this subject."""
        raise NotImplementedError

    @property
    def word(self) -> str:
        """The audience word that the database generates for this row's columns."""
        return audience_of(self.visibility, self.bargaining_table_id, self.side)

    @property
    def dates_word(self) -> str:
        """Who reads the dates of this row: whoever reads the row."""
        return self.word

    def text_digest(self) -> str:
        """Return the digest of the exact text that a consent is about."""
        raise NotImplementedError

    def roles_of(self, office: Office) -> frozenset[Role]:
        """Return the roles that only this kind of subject knows (owner, counterpart)."""
        return frozenset()

    def owner_of(self, side: str) -> UUID | None:
        """Return the organisation that owns this subject on a side, if any."""
        return None

    def applied(self, row: Transition) -> Transition:
        """Return the row as it holds for this one: whose yes it needs can depend on whose it is."""
        return row

    def also_speaks(self, side: str) -> UUID | None:
        """Return who may consent for a side besides the parties: an owner that is bound by it."""
        return None

    @classmethod
    def hold_first(cls, ids: Collection[UUID], *, stepping: bool = False) -> None:
        """Lock what must be held before these rows: a whole is locked before its parts.

        `stepping`: they are held for a transition, and for nothing above them: then also whatever
        that can reach besides.
        """

    def against_consent(self, row: Transition, step: Step) -> Refusal | None:
        """Return why nobody can consent to this row of this one by itself now."""
        return None

    def consents_with(self, row: Transition) -> Collection[UUID]:
        """Return the parts to which a consent to this row of this one is a consent as well."""
        return ()

    def wholes(self) -> "Collection[Subject]":
        """Return what has this one's text in its own; a change of it ends the consents to those."""
        return ()

    def consented(self, row: Transition, consent: Any, step: Step, mandate: Any) -> None:
        """Record the consents to the parts that go with this one; called in its transaction."""

    def followed_by(self) -> "Subject | None":
        """Return what takes this one's place, as far as the reading context sees it."""
        return None

    def circle(self, name: str) -> set[UUID]:
        """Return the organisations of a circle that only this kind of subject knows."""
        return set()

    @classmethod
    def circles_of(cls, subjects: "Collection[Self]", name: str) -> dict[UUID, set[UUID]]:
        """Return the circle of many subjects by their ids.

        A kind whose `circle` asks the database overrides this, to ask once for all of them.
        """
        return {subject.pk: subject.circle(name) for subject in subjects}

    @classmethod
    def outlived(
        cls,
        subjects: "Collection[Self]",  # noqa: ARG003 (a hook)
        on: date,  # noqa: ARG003 (a hook)
    ) -> set[UUID]:
        """Return the ids of those that have no dates any more, as what they belong to is over."""
        return set()

    def performed(self, name: str, now: datetime) -> None:
        """Let other subjects follow this transition, which has been recorded; same transaction."""

    def visibility_changed(self) -> None:
        """Take along the rows that are read with this subject; called inside the transition."""

    def columns(self) -> dict[str, Any]:
        """Return what every column holds now, to tell later what has changed."""
        known = self.__dict__
        return {
            name: deepcopy(known[name]) if isinstance(known[name], list | dict) else known[name]
            for name in stored.columns(type(self))
            if name in known
        }

    def changed_since(self, before: Mapping[str, Any]) -> set[str]:
        """Return the columns to write; the database need not index the others' words anew."""
        changed = {name for name, value in before.items() if self.__dict__[name] != value}
        return changed | {"updated_at"}

    def catch_up_with(self, other: Self) -> None:
        """Take over every column of another instance of this row, without asking the database.

        After a step who took it may not see the subject any more, or nobody may be reading at all.
        """
        for field in self._meta.concrete_fields:
            known = other.__dict__ if not field.generated else {}
            if field.attname in known:
                self.__dict__[field.attname] = known[field.attname]
            else:
                self.__dict__.pop(field.attname, None)
        self._state.fields_cache.clear()

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Forget our state first: django-fsm only guards a state that is already set.

        FSMModelMixin lowers the guard on the shared field instead, where every thread sees it and
        where a failed refresh leaves it down for good. What is forgotten counts as deferred, and
        would not be read at once; therefore the columns are named.
        """
        if kwargs.get("fields") is None:
            deferred = self.get_deferred_fields()
            names = (field.attname for field in self._meta.concrete_fields)
            kwargs["fields"] = [name for name in names if name not in deferred]
            self._prefetched_objects_cache: dict[str, Any] = {}
        if "state" in kwargs["fields"]:
            self.__dict__.pop("state", None)
        super().refresh_from_db(*args, **kwargs)
