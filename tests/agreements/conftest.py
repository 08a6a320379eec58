import pytest

from backend.agreements.models import Agreement
from tests.agreements.scene import open_agreement
from tests.people import Circle, a_circle


@pytest.fixture
def circle(db: None) -> Circle:
    return a_circle()


@pytest.fixture
def agreement(circle: Circle) -> Agreement:
    return open_agreement(circle)
