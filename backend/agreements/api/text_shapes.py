"""The shapes of texts: versions, differences, amendments, and what holds on a day."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.agreements import captions
from backend.agreements.data import LONGEST_TEXT
from backend.agreements.kinds import AMENDMENT_WORDS, PREPARED, AmendmentOutcome, Standing
from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.parties.audiences import Visibility, audience_of

ASKED = PREPARED | {"in_amendment"}


class VersionSerializer(StrictSerializer):
    """One exact text of a clause; it never changes. `answers`: the number of what it answers.

    `standing`: what consents are about now (`under_consent`), what was `agreed`, a `draft` of your
    own side, or another text `beside` these. Who wrote it and why is for those at the table:
    whoever reads it because it is public finds both empty.
    """

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    body = serializers.CharField()
    rationale = serializers.SerializerMethodField()
    author = serializers.SerializerMethodField()
    author_side = serializers.CharField()
    organisation = serializers.SerializerMethodField()
    visibility = serializers.ChoiceField(choices=Visibility.choices)
    effective_on = serializers.DateField(allow_null=True)
    digest = serializers.CharField()
    answers = serializers.SerializerMethodField()
    amendment = serializers.SerializerMethodField()
    standing = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()

    def get_rationale(self, version: Any) -> str:
        return version.rationale if self._sits_there(version) else ""

    def get_author(self, version: Any) -> str:
        return version.author_name if self._sits_there(version) else ""

    def get_organisation(self, version: Any) -> str | None:
        organisation = version.author_organisation
        return version.organisation_name or (organisation.name if organisation else None)

    def get_answers(self, version: Any) -> int | None:
        base = self._if_visible(version.based_on)
        return base.number if base else None

    @extend_schema_field({"type": "string", "format": "uuid", "nullable": True})
    def get_amendment(self, version: Any) -> str | None:
        amendment = self._if_visible(version.amendment)
        return str(amendment.pk) if amendment else None

    @extend_schema_field(serializers.ChoiceField(choices=Standing.choices))
    def get_standing(self, version: Any) -> str:
        clause = version.clause
        if version.visibility == Visibility.SIDE_PRIVATE and clause.state != "draft":
            return Standing.DRAFT
        if version.pk == clause.asked_text_id and clause.state in ASKED:
            return Standing.UNDER_CONSENT
        agreed = version.pk == clause.current_version_id
        return Standing.AGREED if agreed else Standing.BESIDE

    def _sits_there(self, version: Any) -> bool:
        actor = self.context["view"].actor
        nearest = audience_of(Visibility.PARTIES, version.bargaining_table_id)
        return nearest in actor.audiences

    def _if_visible(self, row: Any) -> Any:
        return row if row is not None and row.is_visible_to(self.context["view"].actor) else None


class VersionCreate(StrictSerializer):
    """A new text beside the earlier ones. It voids every consent to the text before it."""

    body = serializers.CharField(max_length=LONGEST_TEXT)
    rationale = serializers.CharField(max_length=5000, required=False, allow_blank=True)


class DifferencePiece(StrictSerializer):
    """A run of words that both texts have, or only one of them."""

    change = serializers.ChoiceField(choices=[(c, c) for c in ("same", "removed", "added")])
    text = serializers.CharField()


class DiffSerializer(StrictSerializer):
    """The word-by-word difference between two texts of a clause."""

    against = serializers.UUIDField()
    version = serializers.UUIDField()
    pieces = DifferencePiece(many=True)


class CollisionSerializer(StrictSerializer):
    """A passage that two amendments change: as it is in force, and what each makes of it."""

    other = serializers.IntegerField()
    passage = serializers.CharField()
    own_text = serializers.CharField()
    other_text = serializers.CharField()


class AmendmentSerializer(StrictSerializer):
    """A proposal to change a clause in force. What it collides with keeps it from being accepted.

    `other` in a collision is the number of the other amendment's text.
    """

    id = serializers.UUIDField()
    side = serializers.CharField(source="proposed_by_side")
    organisation = serializers.SerializerMethodField()
    text = VersionSerializer(source="head", allow_null=True)
    base = serializers.SerializerMethodField()
    wanted_from_on = serializers.DateField(source="wanted_from", allow_null=True)
    proposed_on = serializers.DateField()
    settled_on = serializers.DateField(allow_null=True)
    outcome = serializers.SerializerMethodField()
    outcome_label = serializers.SerializerMethodField()
    collisions = CollisionSerializer(many=True)

    def get_organisation(self, amendment: Any) -> str | None:
        return amendment.organisation.name if amendment.organisation else None

    def get_base(self, amendment: Any) -> int | None:
        return amendment.base.number if amendment.base else None

    @extend_schema_field(serializers.ChoiceField(choices=AmendmentOutcome.choices, allow_null=True))
    def get_outcome(self, amendment: Any) -> str | None:
        return amendment.outcome or None

    def get_outcome_label(self, amendment: Any) -> str:
        return say(AMENDMENT_WORDS[amendment.outcome])


class PublishedSerializer(StrictSerializer):
    """A text in force, without names or signatures; until when, as far as that is known."""

    id = serializers.UUIDField()
    clause = serializers.UUIDField(source="clause_id")
    key = serializers.CharField()
    agreement = serializers.UUIDField(source="agreement_id")
    article_number = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    withheld = serializers.IntegerField(
        help_text="How many passages were withheld from it, each shown as […]."
    )
    digest = serializers.CharField()
    since_on = serializers.DateField(source="since")
    until_on = serializers.DateField(source="until", allow_null=True)


class PublicationWords(StrictSerializer):
    """What a clause is called or for whom it holds, word by word as it goes public."""

    name = serializers.ChoiceField(choices=[(name, name) for name in captions.FIELDS])
    pieces = DifferencePiece(many=True)


class PublicationPreview(StrictSerializer):
    """How an agreed text goes public, or, with `sinceOn`, is public: from that day on.

    `prepared`: somebody said what is withheld. Where nobody did, full names of people who wrote or
    consented here are withheld, and what was withheld from the text before it.
    """

    number = serializers.IntegerField()
    prepared = serializers.BooleanField()
    passages = serializers.ListField(child=serializers.CharField())
    body = serializers.CharField()
    withheld = serializers.IntegerField()
    pieces = DifferencePiece(many=True)
    since_on = serializers.DateField(source="since", allow_null=True)
    words = PublicationWords(many=True)


class WaitingText(StrictSerializer):
    """The text that goes public next, if there is one, and what is public; for the parties."""

    text = PublicationPreview(allow_null=True)
    published = PublicationPreview(many=True)


class PublicationSerializer(StrictSerializer):
    """What somebody withheld from a text before it went public; the newest of a text counts."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    passages = serializers.ListField(child=serializers.CharField())
    body = serializers.CharField()
    withheld = serializers.IntegerField()
    person = serializers.CharField(source="person_name")
    organisation = serializers.CharField(source="organisation_name")
    created_at = serializers.DateTimeField()


class PublicationCreate(StrictSerializer):
    """The words to withhold from the text that goes public next, wherever they stand in it.

    Each is found as whole words. An empty list says that nothing has to be withheld.
    """

    passages = serializers.ListField(
        child=serializers.CharField(max_length=5000), max_length=100, allow_empty=True
    )


class PublicationCorrection(PublicationSerializer):
    """What was withheld anew from what was public already, and why."""

    reason = serializers.CharField()


class PublicationCorrectionCreate(PublicationCreate):
    """All words to withhold from what is public from now on; those left out here are shown again.

    They are withheld from every text of the clause that is public, of whatever day.
    """

    reason = serializers.CharField(max_length=2000)


class TextOnDaySerializer(StrictSerializer):
    """What is in force of a clause on a day; null where nothing is."""

    valid_on = serializers.DateField()
    text = PublishedSerializer(allow_null=True)
