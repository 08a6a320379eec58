"""Calendar programs: they know an address, and read what is there with a parser of their own."""

import re
from contextlib import nullcontext
from datetime import datetime

import time_machine
import vobject
from django.test import Client

from tests.api.clients import Api

FEEDS = "/v1/calendar-feeds"


class Program:
    """A calendar program of somebody, which was given a new secret address."""

    def __init__(self, person, **headers):
        self.api = Api(person)
        made = self.api.post(FEEDS, {"name": "Telefoon"}, **headers)
        assert made.status_code == 201, made.content
        self.made = made.json()
        self.path = "/" + self.made["address"].split("/", 3)[3]

    def fetch(self, at=None, **headers):
        """The answer at the address: without a cookie, and without a token."""
        with time_machine.travel(at, tick=False) if at else nullcontext():
            return Client().get(self.path, headers=headers)

    def events(self, at=None):
        """What is in it, by uid, read by another parser than the one that wrote it."""
        answer = self.fetch(at)
        assert answer.status_code == 200, answer.content
        return events_in(answer.content)

    def named(self, part, at=None):
        """The one event with these words in its title."""
        (found,) = [event for event in self.events(at).values() if part in event.summary.value]
        return found


def events_in(content):
    """The events of a calendar by uid; each line is as RFC 5545 wants it."""
    for line in content.split(b"\r\n"):
        assert len(line) <= 75, line
        assert b"\n" not in line
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line), line
    (calendar,) = vobject.readComponents(content.decode())
    found = {event.uid.value: event for event in calendar.contents.get("vevent", [])}
    assert len(found) == len(calendar.contents.get("vevent", []))
    return found


def sequence(event):
    """How often it was said to have changed."""
    return int(event.sequence.value)


def is_cancelled(event):
    """Whether it is said to be gone."""
    return event.status.value == "CANCELLED"


def starts(event) -> datetime:
    """When it begins."""
    moment: datetime = event.dtstart.value
    return moment
