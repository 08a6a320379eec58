"""Your own mails, where they become files; and what one looks like, for a frame of the screens."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.schema import document, page_of
from backend.api.serializers import StrictSerializer
from backend.api.views import ActorView
from backend.confidentiality.context import acting_as
from backend.parties.actors import actor_for
from backend.reference import mail_files
from backend.reference.words import Words
from backend.reminders import written

STANDINGS = [(name, name) for name in (written.SENT, written.WITHHELD)]
# What a mail has of itself is shown, and nothing in it does or fetches anything. What it leads to
# opens outside the frame: our own screens are shown in none. Such a page is not bound by the frame.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
    " sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
}
# Without a way back to what opened it: that goes with `_blank`, and each link of a mail says so.
OUTSIDE = '<base target="_blank">'


class WrittenMailSerializer(StrictSerializer):
    """A mail to you, as it was written to a file."""

    id = serializers.UUIDField()
    written_at = serializers.DateTimeField(source="at")
    standing = serializers.ChoiceField(
        choices=STANDINGS,
        help_text="`sent`: with a mail server it had left. `withheld`: by then there was nothing to"
        " tell (any more), so it would not have.",
    )
    subject = serializers.CharField(help_text="Empty without a file.")
    text = serializers.CharField(help_text="Empty without a file.")
    has_html = serializers.SerializerMethodField()

    def get_has_html(self, mail: written.Written) -> bool:
        """Whether it has a part in HTML too, which `/mails/{id}` shows."""
        return bool(mail.html)


class WrittenMailsView(ActorView):
    """Your own mails, where there is no mail server and they become files."""

    noun = Words("mail aan u", "mail to you")

    @document(response=page_of(WrittenMailSerializer))
    def get(self, request: Request) -> Response:
        """List the newest fifty mails to you, the newest first; 404 where mails are sent."""
        if not mail_files.are_written():
            raise Http404
        return self.items(written.newest_to(self.actor), WrittenMailSerializer)


@require_safe
def mail_page(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Show a mail of whoever is logged in as a mail program would; nothing of anybody else's."""
    user: Any = request.user
    if not (mail_files.are_written() and user.is_authenticated):
        raise Http404
    actor = actor_for(user)
    with transaction.atomic(), acting_as(actor):
        mail = written.one_to(actor, mail_id)
    if mail is None or not mail.html:
        raise Http404
    return HttpResponse(mail.html.replace("<head>", f"<head>{OUTSIDE}", 1), headers=HEADERS)
