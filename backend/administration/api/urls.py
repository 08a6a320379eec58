"""Where people, organisations, tables and who belongs where are found."""

from backend.administration.api.attempts import AttemptViewSet
from backend.administration.api.organisations import OrganisationViewSet
from backend.administration.api.people import PersonViewSet
from backend.administration.api.places import PlaceViewSet
from backend.administration.api.seats import SeatViewSet
from backend.administration.api.tables import TableViewSet
from backend.api.routing import Router


def register(router: Router) -> None:
    """Add them below `/v1/`."""
    router.register("access-attempts", AttemptViewSet, basename="access-attempt")
    router.register("affiliations", PlaceViewSet, basename="affiliation")
    router.register("bargaining-tables", TableViewSet, basename="bargaining-table")
    router.register("memberships", SeatViewSet, basename="membership")
    router.register("organisations", OrganisationViewSet, basename="organisation")
    router.register("people", PersonViewSet, basename="person")
