"""The mail itself: subject, text, HTML, and the headers by which mail programs know what it is."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from backend.parties.models import Person
from backend.reference.words import Words
from backend.reminders import envelopes, rules, unsubscribing, wording
from backend.reminders.contents import Contents
from backend.reminders.letters import one_line
from backend.reminders.models import Mail

SETTINGS = "herinneringen/instellingen"


def of(mail: Mail, says: Contents) -> EmailMultiAlternatives:
    """Return the mail with what it has to say, as text and as HTML."""
    person = mail.recipient
    words = _words(mail, says, person.language)
    message = EmailMultiAlternatives(
        subject=words["subject"],
        body=render_to_string("reminders/mail.txt", words).strip() + "\n",
        from_email=settings.MAIL_BOUNCES,
        to=[person.email],
        headers=_headers(mail, person, words["unsubscribe_link"]),
    )
    message.attach_alternative(render_to_string("reminders/mail.html", words), "text/html")
    return message


def _words(mail: Mail, says: Contents, language: str) -> dict[str, Any]:
    coming = wording.COMING.with_(day=wording.day_in_words(says.until)) if says.until else None
    return {
        "language": language,
        "subject": one_line(_subject(mail, says).in_(language)),
        "items": says.items,
        "items_title": wording.ITEMS.in_(language) if mail.sort == Mail.DIGEST else "",
        "coming": says.coming,
        "coming_title": coming.in_(language) if coming else "",
        "why": wording.WHY.with_(organisation=says.acts_for).in_(language) if says.acts_for else "",
        "settings": wording.SETTINGS.in_(language),
        "settings_link": f"{settings.PUBLIC_URL}/{SETTINGS}",
        "unsubscribe": wording.UNSUBSCRIBE.in_(language),
        "unsubscribe_link": _unsubscribe_link(mail),
    }


def _subject(mail: Mail, says: Contents) -> Words:
    if mail.sort == Mail.DIGEST:
        return _counted(says)
    first = says.items[0]
    line = f"{first.headline} - {first.title}"
    more = len(says.items) - 1
    if not more:
        return Words(line, line)
    return wording.MORE.with_(first=line, count=more)


def _counted(says: Contents) -> Words:
    """Return the subject of a digest: how much there is in it, and nothing of what."""
    counts = [
        one if number == 1 else many.with_(count=number)
        for number, one, many in (
            (len(says.items), wording.ONE_MESSAGE, wording.MESSAGES),
            (len(says.coming), wording.ONE_DATE, wording.DATES),
        )
        if number
    ]
    found = [", ".join(each[place] for each in counts) for place in range(len(Words._fields))]
    return Words(*(f"{title}: {what}" for title, what in zip(wording.DIGEST, found, strict=True)))


def _unsubscribe_link(mail: Mail) -> str:
    """Return where the recipient stops this sort of mail; "" where it cannot be stopped."""
    if mail.sort != Mail.DIGEST and rules.named(mail.rule).fixed is not None:
        return ""
    token = unsubscribing.token_for(mail.recipient_id, mail.rule)
    return f"{settings.PUBLIC_URL}/{unsubscribing.PAGE}/{quote(token)}"


def _headers(mail: Mail, person: Person, unsubscribe: str) -> dict[str, str]:
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": person.language,
    }
    if mail.dossier_id is not None:
        thread = envelopes.thread_of(mail.dossier_id, mail.recipient_id)
        headers |= {"In-Reply-To": thread, "References": thread}
    if unsubscribe:  # RFC 8058: one press in the mail program, without a login
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
