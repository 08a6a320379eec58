import pytest

from tests.people import Circle, a_circle


@pytest.fixture
def circle(db: None) -> Circle:
    return a_circle()
