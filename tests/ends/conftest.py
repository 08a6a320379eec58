import pytest

from tests.ends.scene import Ending
from tests.lifecycles.commitment_arrangement import cao_table


@pytest.fixture
def ending(db: None) -> Ending:
    return Ending(cao_table())
