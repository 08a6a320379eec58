"""Every address: the API, the log-in, and for the rest the screens."""

from collections.abc import Callable

from django.urls import URLPattern, URLResolver, include, path, re_path

from backend.administration.api import urls as administration_urls
from backend.agreements.api import urls as agreements_urls
from backend.api.routing import Router
from backend.api.urls import api_urls, beside
from backend.calendars.api import urls as calendars_urls
from backend.commitments.api import urls as commitments_urls
from backend.config.spa import screen
from backend.copies.api import urls as copies_urls
from backend.disputes.api import urls as disputes_urls
from backend.evaluations.api import urls as evaluations_urls
from backend.initiatives.api import urls as initiatives_urls
from backend.meetings.api import urls as meetings_urls
from backend.notes.api import urls as notes_urls
from backend.packages.api import urls as packages_urls
from backend.reminders.api import urls as reminders_urls
from backend.routines.api import urls as routines_urls
from backend.signals.api import urls as signals_urls

# A domain adds its resources with `backend.<domain>.api.urls.register`.
DOMAINS: list[Callable[[Router], None]] = [
    administration_urls.register,
    agreements_urls.register,
    calendars_urls.register,
    commitments_urls.register,
    copies_urls.register,
    disputes_urls.register,
    evaluations_urls.register,
    initiatives_urls.register,
    meetings_urls.register,
    notes_urls.register,
    packages_urls.register,
    routines_urls.register,
    reminders_urls.register,
    signals_urls.register,
]

handler400 = "backend.api.problems.bad_request"
handler403 = "backend.api.problems.permission_denied"
handler404 = "backend.api.problems.page_not_found"
handler500 = "backend.api.problems.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(api_urls(DOMAINS))),
    path("_allauth/", include("backend.api.login")),
    *beside,
    *reminders_urls.beside,
    *calendars_urls.beside,
    re_path(r"^(?!v1(?:/|$)|_allauth(?:/|$)|static/)", screen, name="screen"),
]
