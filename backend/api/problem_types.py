"""Every kind of problem the API answers with (RFC 9457): one table, also the documentation.

Raise `Problem(KIND)`, or its common form `Invalid([Fault(...)])`; `problems.py` makes the answer.
"""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import NamedTuple

from backend.reference.words import Words


class Fault(NamedTuple):
    """One thing that is wrong: a JSON pointer into the body, or `?name` for the query."""

    pointer: str
    code: str
    message: Words | str


class ProblemType(NamedTuple):
    """A kind of problem; its address is `/problems/{slug}`."""

    slug: str
    status: HTTPStatus
    title: Words
    detail: Words


class Problem(Exception):
    """Ends a request with a problem document; everything the request wrote is rolled back."""

    def __init__(
        self,
        kind: ProblemType,
        *,
        detail: Words | None = None,
        faults: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.kind = kind
        self.detail = detail or kind.detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})
        super().__init__(kind.slug)


class Invalid(Problem):
    """The input is wrong; `faults` names everything that is wrong with it, at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__(INVALID_INPUT, faults=faults)


def all_at_once(checks: Iterable[Callable[[], object]]) -> None:
    """Make every check, and raise one `Invalid` with all that they found."""
    faults: list[Fault] = []
    for check in checks:
        try:
            check()
        except Invalid as found:
            faults += found.faults
    if faults:
        raise Invalid(faults)


INVALID_INPUT = ProblemType(
    "invalid-input",
    HTTPStatus.BAD_REQUEST,
    Words("Ongeldige invoer", "Invalid input"),
    Words(
        "De aanvraag bevat fouten; `errors` noemt ze allemaal. Er is niets gewijzigd.",
        "The request contains faults; `errors` names all of them. Nothing was changed.",
    ),
)
MALFORMED_JSON = ProblemType(
    "malformed-json",
    HTTPStatus.BAD_REQUEST,
    Words("Geen geldige JSON", "Not valid JSON"),
    Words(
        "De inhoud is geen geldige JSON: fout op regel {line}, kolom {column}.",
        "The body is not valid JSON: it breaks at line {line}, column {column}.",
    ),
)
BAD_REQUEST = ProblemType(
    "bad-request",
    HTTPStatus.BAD_REQUEST,
    Words("Onbegrijpelijke aanvraag", "Bad request"),
    Words("De aanvraag kon niet worden gelezen.", "The request could not be read."),
)
NOT_AUTHENTICATED = ProblemType(
    "not-authenticated",
    HTTPStatus.UNAUTHORIZED,
    Words("Niet aangemeld", "Not authenticated"),
    Words(
        "Meld u aan, of stuur een geldig token in de kop `Authorization: Bearer`.",
        "Log in, or send a valid token in the header `Authorization: Bearer`.",
    ),
)
FORBIDDEN = ProblemType(
    "forbidden",
    HTTPStatus.FORBIDDEN,
    Words("Niet toegestaan", "Not allowed"),
    Words("Uw rol geeft u dit recht niet.", "Your role does not give you this right."),
)
CSRF_FAILED = Words(
    "Het CSRF-token ontbreekt of klopt niet. Ververs de pagina en probeer het opnieuw.",
    "The CSRF token is missing or wrong. Reload the page and try again.",
)
NOT_FOUND = ProblemType(
    "not-found",
    HTTPStatus.NOT_FOUND,
    Words("Niet gevonden", "Not found"),
    Words(
        "Op dit adres staat niets, of niets dat u mag zien.",
        "There is nothing at this address, or nothing that you may see.",
    ),
)
METHOD_NOT_ALLOWED = ProblemType(
    "method-not-allowed",
    HTTPStatus.METHOD_NOT_ALLOWED,
    Words("Methode kan hier niet", "Method not allowed"),
    Words(
        "Dit adres kent deze methode niet; de kop `Allow` noemt de methoden die het wel kent.",
        "This address does not know this method; the header `Allow` lists those it knows.",
    ),
)
NOT_ACCEPTABLE = ProblemType(
    "not-acceptable",
    HTTPStatus.NOT_ACCEPTABLE,
    Words("Vorm niet beschikbaar", "Not acceptable"),
    Words(
        "De API antwoordt alleen in `application/json`.",
        "The API only answers in `application/json`.",
    ),
)
NO_SUCH_TRANSITION = ProblemType(
    "no-such-transition",
    HTTPStatus.CONFLICT,
    Words("Stap bestaat niet in deze toestand", "No such transition from this state"),
    Words(
        "Het dossier staat in een toestand waarin deze stap niet bestaat.",
        "The subject is in a state in which this transition does not exist.",
    ),
)
REFUSED = ProblemType(
    "refused",
    HTTPStatus.CONFLICT,
    Words("Nog niet mogelijk", "Not possible yet"),
    Words(
        "De stap bestaat en u mag hem zetten, maar er ontbreekt nog iets; `errors` noemt alles.",
        "The transition exists and is yours, but something is missing; `errors` names everything.",
    ),
)
CONFLICT = ProblemType(
    "conflict",
    HTTPStatus.CONFLICT,
    Words("Botst met de huidige toestand", "Conflicts with the current state"),
    Words(
        "De aanvraag past niet bij wat er nu staat.",
        "The request does not fit what is there now.",
    ),
)
STALE = ProblemType(
    "stale",
    HTTPStatus.PRECONDITION_FAILED,
    Words("Intussen gewijzigd", "Changed in the meantime"),
    Words(
        "Het dossier is gewijzigd sinds u het las. Haal het opnieuw op en beoordeel het opnieuw.",
        "The subject has changed since you read it. Fetch it again and judge it again.",
    ),
)
BODY_TOO_LARGE = ProblemType(
    "body-too-large",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Words("Te groot", "Too large"),
    Words(
        "De inhoud is groter dan 1 MiB; met een document erbij dan 7 MiB (het document zelf 5).",
        "The body is larger than 1 MiB; with a document than 7 MiB (the document itself 5).",
    ),
)
UNSUPPORTED_MEDIA_TYPE = ProblemType(
    "unsupported-media-type",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    Words("Vorm van de inhoud niet ondersteund", "Unsupported media type"),
    Words(
        "Stuur `application/json` (bij PATCH mag ook `application/merge-patch+json`).",
        "Send `application/json` (for PATCH also `application/merge-patch+json`).",
    ),
)
PRECONDITION_REQUIRED = ProblemType(
    "precondition-required",
    HTTPStatus.PRECONDITION_REQUIRED,
    Words("If-Match ontbreekt", "If-Match is missing"),
    Words(
        "Stuur in `If-Match` de `ETag` van het dossier, zodat niemand ongezien iets overschrijft.",
        "Send the subject's `ETag` in `If-Match`, so that nobody overwrites what they never saw.",
    ),
)
TOO_MANY_REQUESTS = ProblemType(
    "too-many-requests",
    HTTPStatus.TOO_MANY_REQUESTS,
    Words("Te veel aanvragen", "Too many requests"),
    Words(
        "U doet te veel aanvragen; wacht het aantal seconden in de kop `Retry-After`.",
        "You send too many requests; wait the number of seconds in the header `Retry-After`.",
    ),
)
INTERNAL_ERROR = ProblemType(
    "internal-error",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    Words("Fout aan onze kant", "An error on our side"),
    Words(
        "Er ging bij ons iets mis; er is niets gewijzigd. Noem bij een melding de `Request-Id`.",
        "Something went wrong on our side; nothing was changed. Quote the `Request-Id` to us.",
    ),
)
UNAVAILABLE = ProblemType(
    "unavailable",
    HTTPStatus.SERVICE_UNAVAILABLE,
    Words("Even niet beschikbaar", "Temporarily unavailable"),
    Words(
        "De dienst of een onderdeel ervan is nu niet bereikbaar. Probeer het later opnieuw.",
        "The service or a part of it cannot be reached now. Try again later.",
    ),
)
BUSY = ProblemType(
    "busy",
    HTTPStatus.SERVICE_UNAVAILABLE,
    Words("Iemand was u net voor", "Somebody was just ahead of you"),
    Words(
        "Op hetzelfde moment werd iets vastgelegd dat hiermee samenhangt. Van uw aanvraag is niets"
        " vastgelegd; doe haar over een paar tellen opnieuw.",
        "Something that belongs with this was recorded at the same moment. Nothing of your request"
        " was recorded; send it again in a few seconds.",
    ),
)

TYPES: dict[str, ProblemType] = {
    kind.slug: kind for kind in tuple(globals().values()) if isinstance(kind, ProblemType)
}
BY_STATUS: dict[int, ProblemType] = {
    400: BAD_REQUEST,
    401: NOT_AUTHENTICATED,
    403: FORBIDDEN,
    404: NOT_FOUND,
    405: METHOD_NOT_ALLOWED,
    406: NOT_ACCEPTABLE,
    409: CONFLICT,
    412: STALE,
    413: BODY_TOO_LARGE,
    415: UNSUPPORTED_MEDIA_TYPE,
    428: PRECONDITION_REQUIRED,
    429: TOO_MANY_REQUESTS,
    500: INTERNAL_ERROR,
    503: UNAVAILABLE,
}
