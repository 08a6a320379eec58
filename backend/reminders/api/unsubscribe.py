"""The page behind "stop getting this mail": to read it changes nothing, to press the button does.

A mail program presses it by itself, when its user asks for that (RFC 8058): without a cookie, so
that no CSRF token can be asked for. The signed token in the address says whose mail it is, and is
good for nothing else.
"""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from backend.api.languages import language
from backend.reference.words import Words
from backend.reminders import unsubscribing
from backend.reminders.messages import SETTINGS

TITLE = Words("Deze mail niet meer ontvangen", "Stop getting this mail")
ASKED = Words(
    "U krijgt dan geen mail meer met: {what}. In Polderspoor blijft u alles lezen. Berichten over"
    " een wettelijke termijn of een geschil krijgt u altijd per mail.",
    "You then get no more mail with: {what}. In Polderspoor you still read everything. Messages"
    " about a legal date or a dispute always come by mail.",
)
BUTTON = Words("Niet meer ontvangen", "Stop this mail")
DONE_TITLE = Words("U krijgt deze mail niet meer", "You no longer get this mail")
DONE = Words(
    "Voortaan krijgt u geen mail meer met: {what}. U leest het nog wel in Polderspoor.",
    "From now on you get no more mail with: {what}. You still read it in Polderspoor.",
)
UNKNOWN_TITLE = Words("Deze link werkt niet", "This link does not work")
UNKNOWN = Words(
    "De link is niet volledig, of er valt niets meer mee af te melden. Er is niets gewijzigd. Log"
    " in om zelf te kiezen welke mail u krijgt.",
    "The link is not complete, or there is nothing left to stop with it. Nothing was changed. Log"
    " in to choose yourself which mail you get.",
)
CHANGE = Words("Instellingen voor berichten", "Message settings")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Say what will stop, or stop it. Whose mail it is, the page does not say."""
    offer = unsubscribing.offered(token)
    if offer is None:
        said = language()
        return _page(request, said, UNKNOWN_TITLE, UNKNOWN, status=HTTPStatus.NOT_FOUND)
    said = offer.person.language
    if request.method == "POST":
        unsubscribing.stop(offer)
        return _page(request, said, DONE_TITLE, DONE.with_(what=offer.label))
    return _page(request, said, TITLE, ASKED.with_(what=offer.label), button=BUTTON)


def _page(
    request: HttpRequest,
    said: str,
    title: Words,
    text: Words,
    *,
    button: Words | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    words = {
        "language": said,
        "title": title.in_(said),
        "text": text.in_(said),
        "button": button.in_(said) if button else "",
        "settings": CHANGE.in_(said),
        "settings_link": f"{settings.PUBLIC_URL}/{SETTINGS}",
    }
    response = render(request, "reminders/unsubscribe.html", words, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
