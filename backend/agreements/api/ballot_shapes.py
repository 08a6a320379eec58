"""The shape of a ballot."""

from rest_framework import serializers

from backend.agreements.kinds import ADVICE_WORDS, OUTCOME_WORDS
from backend.agreements.rows import Ballot
from backend.api.languages import say
from backend.api.serializers import StrictSerializer
from backend.api.subject_shapes import Reference


class BallotSerializer(StrictSerializer):
    """What a party's members said. Numbers only where enough people voted to hide each of them.

    They vote until `closesOn`; it can be written down until `recordUntilDate`.
    """

    id = serializers.UUIDField()
    organisation = Reference()
    side = serializers.CharField(source="organisation.side")
    closes_on = serializers.DateField()
    record_until_date = serializers.DateField(allow_null=True)
    advice = serializers.CharField()
    advice_label = serializers.SerializerMethodField()
    outcome = serializers.SerializerMethodField()
    outcome_label = serializers.SerializerMethodField()
    votes_for = serializers.SerializerMethodField()
    votes_against = serializers.SerializerMethodField()
    abstentions = serializers.SerializerMethodField()
    recorded_at = serializers.DateTimeField(allow_null=True)

    def get_advice_label(self, ballot: Ballot) -> str:
        return say(ADVICE_WORDS[ballot.advice])

    def get_outcome(self, ballot: Ballot) -> str | None:
        return ballot.outcome or None

    def get_outcome_label(self, ballot: Ballot) -> str | None:
        return say(OUTCOME_WORDS[ballot.outcome]) if ballot.outcome else None

    def get_votes_for(self, ballot: Ballot) -> int | None:
        return (ballot.counts or {}).get("votes_for")

    def get_votes_against(self, ballot: Ballot) -> int | None:
        return (ballot.counts or {}).get("votes_against")

    def get_abstentions(self, ballot: Ballot) -> int | None:
        return (ballot.counts or {}).get("abstentions")
