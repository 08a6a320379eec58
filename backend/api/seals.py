"""The seals over the log, and the proofs with which anybody holds a log against one."""

from typing import Any, ClassVar

from rest_framework import serializers

from backend.api import paging
from backend.api.serializers import StrictSerializer
from backend.api.views import VisibleList
from backend.audit.chain import utc_text
from backend.audit.models import AuditSeal
from backend.reference.words import Words

STANDS = [("left", "left"), ("right", "right")]


class AuditSealSerializer(StrictSerializer):
    """A day's stamp over all chains: all that its digest covers, so that anyone can verify it."""

    sealed_on = serializers.DateField(source="day", help_text="`day` in what is digested.")
    at = serializers.SerializerMethodField()
    root = serializers.CharField()  # type: ignore[assignment]  # taken out of the class by DRF
    previous = serializers.CharField(help_text="The digest of the seal before it.")
    digest = serializers.CharField()

    def get_at(self, seal: AuditSeal) -> str:
        """Return the moment as it was digested."""
        return utc_text(seal.at)


class ProofStepSerializer(StrictSerializer):
    """A node beside the way up, and the side on which it stands."""

    stands = serializers.ChoiceField(choices=STANDS)
    digest = serializers.CharField()


class ChainProofSerializer(StrictSerializer):
    """That an entry was the last one of its chain when it was sealed."""

    chain = serializers.CharField()
    number = serializers.IntegerField()
    digest = serializers.CharField()
    salt = serializers.CharField()
    path = ProofStepSerializer(many=True)


class AuditProofSerializer(StrictSerializer):
    """The last seal, null where there is none yet, and a proof for each chain under it."""

    seal = AuditSealSerializer(allow_null=True)
    proofs = ChainProofSerializer(many=True)


class AuditSealViewSet(VisibleList):
    """The seals over the log, which tell nothing of what was sealed."""

    noun = Words("zegel over het logboek", "seal over the log")
    queryset = AuditSeal.objects.filter(upto=None)
    serializer_class = AuditSealSerializer
    orderings: ClassVar[paging.Orderings] = {"-sealedOn": ("-day",), "sealedOn": ("day",)}
    tie_break = "day"

    def get_queryset(self) -> Any:
        """Return the seals that tell no numbers: the same ones to everybody."""
        return AuditSeal.objects.filter(upto=None)
