"""Who you are to the system."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.schema import document
from backend.api.serializers import StrictSerializer
from backend.api.views import ActorView
from backend.parties.kinds import Function, OrganisationKind, Side
from backend.reference import mail_files
from backend.reference.words import LANGUAGES, Words


class OfficeSerializer(StrictSerializer):
    """Your place in an organisation, today."""

    id = serializers.UUIDField(source="organisation_id")
    name = serializers.CharField(source="organisation_name")
    kind = serializers.ChoiceField(choices=OrganisationKind.choices)
    side = serializers.ChoiceField(choices=Side.choices)
    function = serializers.ChoiceField(choices=Function.choices)
    keeps_mandates = serializers.BooleanField()


class MeSerializer(StrictSerializer):
    """The person who asks."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField()
    language = serializers.ChoiceField(choices=[(code, code) for code in LANGUAGES])
    is_administrator = serializers.BooleanField()
    organisations = OfficeSerializer(many=True, source="offices")
    mails_are_files = serializers.SerializerMethodField(
        help_text="There is no mail server here: `/v1/me/mails` has your mails."
    )

    def get_mails_are_files(self, _: object) -> bool:
        """Whether mails become files here."""
        return mail_files.are_written()


class MeView(ActorView):
    """The person who asks."""

    noun = Words("uzelf", "you")

    @document(response=MeSerializer)
    def get(self, request: Request) -> Response:
        """Show who you are, and for which organisations you can act today."""
        return Response(self.show(self.actor, MeSerializer))
