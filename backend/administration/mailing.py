"""Mails to one address that belong in no inbox: who reads them cannot log in, or not any more."""

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from backend.parties.models import Person
from backend.reference.words import Words
from backend.reminders import letters

INVITED = Words("Kies uw wachtwoord voor Polderspoor", "Choose your password for Polderspoor")
INVITED_TEXT = Words(
    "U bent uitgenodigd voor Polderspoor. Met de link hieronder kiest u zelf een wachtwoord. De"
    " link werkt één keer, tot en met {days} dagen na vandaag.",
    "You are invited to Polderspoor. With the link below you choose a password of your own. The"
    " link works once, up to {days} days from today.",
)
CHOOSE = Words("Kies uw wachtwoord", "Choose your password")
CHANGED = Words("Uw adres in Polderspoor is gewijzigd", "Your address in Polderspoor was changed")
CHANGED_TEXT = Words(
    "De beheerder heeft bij uw naam een ander e-mailadres vastgelegd. Inloggen met dit adres kan"
    " niet meer. Klopt dit niet, waarschuw dan vandaag nog uw organisatie.",
    "The administrator has recorded another e-mail address for you. You can no longer log in with"
    " this one. If this is wrong, warn your organisation today.",
)
CLOSED = Words("Uw account van Polderspoor is gesloten", "Your Polderspoor account was closed")
CLOSED_TEXT = Words(
    "De beheerder heeft uw account gesloten. U kunt niet meer inloggen. Wat u deed, blijft staan."
    " Klopt dit niet, waarschuw dan uw organisatie.",
    "The administrator has closed your account. You can no longer log in. What you did stays."
    " If this is wrong, warn your organisation.",
)
OPEN = Words("Naar Polderspoor", "To Polderspoor")


def invite(person: Person) -> None:
    """Send a link with which a person chooses a password, once; raises what the mail server does.

    The link is nowhere else: not on a screen, in an answer, an entry or the database.
    """
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    key = f"{user_pk_to_url_str(person)}-{token}"
    link = settings.HEADLESS_FRONTEND_URLS["account_reset_password_from_key"].format(key=key)
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    _send(person, person.email, INVITED, INVITED_TEXT.with_(days=days), CHOOSE, link)


def tell_of_address(person: Person, former: str) -> None:
    """Tell somebody at their former address that it was replaced."""
    _send(person, former, CHANGED, CHANGED_TEXT, OPEN, settings.PUBLIC_URL)


def tell_of_end(person: Person) -> None:
    """Tell somebody that their account was closed."""
    _send(person, person.email, CLOSED, CLOSED_TEXT, OPEN, settings.PUBLIC_URL)


def _send(
    person: Person, address: str, headline: Words, text: Words, action: Words, link: str
) -> None:
    language = person.language
    words = {
        "language": language,
        "headline": headline.in_(language),
        "name": letters.one_line(person.name),
        "text": text.in_(language),
        "action": action.in_(language),
        "link": link,
    }
    message = EmailMultiAlternatives(
        subject=words["headline"],
        body=render_to_string("administration/mail.txt", words).strip() + "\n",
        to=[address],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
    )
    message.attach_alternative(render_to_string("administration/mail.html", words), "text/html")
    message.send()
