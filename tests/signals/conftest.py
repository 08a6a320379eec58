import pytest

from tests.lifecycles.initiative_arrangement import steering_group
from tests.people import Circle


@pytest.fixture
def circle(db: None) -> Circle:
    return steering_group()
