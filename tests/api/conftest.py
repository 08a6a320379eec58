import pytest

from tests.api.clients import Api
from tests.people import Circle, a_circle


@pytest.fixture
def api() -> type[Api]:
    """`api(person)` is a client with that person's token; `api()` has none."""
    return Api


@pytest.fixture
def circle(db: None) -> Circle:
    return a_circle()
