"""Organisations and tables are kept by date ranges; what they open follows from those alone."""

import pytest
from django.utils import timezone
from time_machine import travel

from backend.audit import seals
from backend.parties.models import Membership
from tests.administration.conftest import codes, told
from tests.administration.test_people import notices
from tests.api.clients import Api
from tests.lifecycles.clause_arrangement import a_clause
from tests.people import days

pytestmark = pytest.mark.django_db


def ids(answer):
    return {each["id"] for each in told(answer, 200)["items"]}


def on(day, somebody, address):
    """What somebody is answered at noon on another day."""
    with travel(timezone.datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_current_timezone()), tick=False):
        return Api(somebody).get(address)
