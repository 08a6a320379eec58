import pytest

from tests.notes.scene import Scene, a_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return a_scene()
