"""The settings that belong to the API; the one settings file imports them."""

from typing import Any

API_VERSION = "1.0.0"

Rates = dict[str, tuple[int, int] | None]


def rates(per_minute: int) -> Rates:
    """Return the rate limits: (requests, seconds) or None for no limit; 0 a minute is no limit.

    A person (by session or token) gets this many, an address without a login a quarter of it.
    """
    if per_minute == 0:
        return {"person": None, "anonymous": None}
    return {"person": (per_minute, 60), "anonymous": (max(1, per_minute // 4), 60)}


REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_PARSER_CLASSES": ["backend.api.bodies.JsonParser"],
    "DEFAULT_RENDERER_CLASSES": ["backend.api.bodies.JsonRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "backend.api.bodies.OneForm",
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "backend.api.auth.BearerAuthentication",
        "backend.api.auth.BrowserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["backend.api.throttles.RateLimit"],
    "DEFAULT_PAGINATION_CLASS": "backend.api.paging.CursorPaging",
    "DEFAULT_FILTER_BACKENDS": ["backend.api.filters.FilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "backend.api.schema.Schema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "backend.api.problems.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": 1,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "TEST_REQUEST_RENDERER_CLASSES": ["backend.api.bodies.JsonRenderer"],
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Polderspoor",
    "DESCRIPTION": (
        "What social partners agree about social innovation: clauses of collective labour "
        "agreements and initiatives, from proposal to evaluation. Everybody sees what is public; "
        "parties see their own dossiers.\n\n"
        "Wat sociale partners afspreken over sociale innovatie: cao-bepalingen en initiatieven, "
        "van voorstel tot evaluatie. Iedereen ziet wat openbaar is; partijen zien hun eigen "
        "dossiers. Vraag met `Accept-Language: nl` om Nederlandse teksten."
    ),
    "VERSION": API_VERSION,
    "OAS_VERSION": "3.1.1",
    "CONTACT": {
        "name": "Polderspoor",
        "url": "https://polderspoor.example/contact",
        "email": "api@polderspoor.example",
    },
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "SCHEMA_PATH_PREFIX": r"/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "SERVERS": [{"url": "/v1", "description": "This installation"}],
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_SPLIT_PATCH": True,
    "CAMELIZE_NAMES": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # Where a field's name alone does not tell which choices it has.
    "ENUM_NAME_OVERRIDES": {
        "BindingKindEnum": "backend.agreements.kinds.BindingKind",
        "BindingOutcomeEnum": "backend.agreements.kinds.BindingOutcome",
        "MandateStateEnum": "backend.api.mandates.STATES",
        "ChannelEnum": "backend.reminders.models.Channel",
        "FormEnum": "backend.evaluations.kinds.Form",
        "OutcomeEnum": "backend.initiatives.kinds.Outcome",
        "MeetingFormEnum": "backend.meetings.kinds.Form",
        "MeetingOutcomeEnum": "backend.meetings.kinds.Outcome",
        "NoticeDecisionEnum": "backend.agreements.kinds.NoticeDecision",
        "EvidenceKindEnum": "backend.commitments.kinds.EvidenceKind",
        "PromisingSideEnum": "backend.commitments.kinds.OwnerSide",
        "BottleneckSideEnum": "backend.initiatives.kinds.OwnerSide",
        "ConsentRuleEnum": "backend.api.consent_shapes.CONSENT_RULES",
        "OrganisationKindEnum": "backend.parties.kinds.OrganisationKind",
        "SignalStateEnum": "backend.signals.kinds.State",
        "SignalResponseEnum": "backend.signals.kinds.RESPONSES",
        "DisputeKindEnum": "backend.disputes.kinds.Kind",
        "CultureEnum": "backend.initiatives.kinds.Culture",
        "RoutineFormEnum": "backend.routines.kinds.Form",
        "RoutineDossierEnum": "backend.routines.kinds.ABOUT_CHOICES",
        "WorksCouncilRoleEnum": "backend.initiatives.kinds.WorksCouncilRole",
    },
    "SORT_OPERATION_PARAMETERS": False,
    "PATH_CONVERTER_OVERRIDES": {"digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
    "PREPROCESSING_HOOKS": ["backend.api.schema.only_the_api"],
    "POSTPROCESSING_HOOKS": ["backend.api.schema_hooks.finish"],
}

# Log-in with e-mail address and password, for the browser; guesses are slowed down.
ACCOUNT_RATE_LIMITS: dict[str, str | bool] = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": False,
}
HEADLESS_SERVE_SPECIFICATION = False
CSRF_FAILURE_VIEW = "backend.api.problems.csrf_failure"
API_MIDDLEWARE = ["backend.api.middleware.Envelope", "backend.api.middleware.BodyLimit"]
