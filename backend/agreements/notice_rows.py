"""What a party keeps about giving notice: what it intends, and the letter that proves it."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from backend.agreements.kinds import NoticeDecision
from backend.confidentiality.models import Confidential
from backend.parties.audiences import Visibility
from backend.parties.models import Organisation, Person
from backend.reference import moments
from backend.reference.ids import new_id


class _OfParty(Confidential):
    """Something that one party wrote about one agreement. The name outlives the account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(
        "agreements.Agreement", on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organisation_id: UUID
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    person_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=moments.now, editable=False)

    class Meta(Confidential.Meta):
        abstract = True


class NoticeIntention(_OfParty):
    """Whether a party will give notice. Its side alone reads it, for good; the newest counts."""

    decision = models.CharField(max_length=10, choices=NoticeDecision.choices)
    explanation = models.TextField(blank=True)

    class Meta(_OfParty.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *_OfParty.Meta.constraints,
            models.CheckConstraint(
                condition=Q(visibility=Visibility.SIDE_PRIVATE), name="intention_stays_private"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agreement", "created_at"], name="intention_agreement")
        ]


class NoticeProof(_OfParty):
    """The letter with which a party gives notice: its side's until then, and then the parties'.

    Known by the SHA-256 of its content, which the entry of the notice names.
    """

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    given_on = models.DateField(null=True)

    class Meta(_OfParty.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *_OfParty.Meta.constraints,
            models.UniqueConstraint(
                fields=["agreement", "organisation", "sha256"], name="one_proof_a_document"
            ),
            models.CheckConstraint(
                condition=Q(visibility=Visibility.SIDE_PRIVATE, given_on__isnull=True)
                | Q(visibility=Visibility.PARTIES, given_on__isnull=False),
                name="proof_private_until_given",
            ),
        ]
