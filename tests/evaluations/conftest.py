import pytest

from tests.api.clients import Api
from tests.evaluations.scene import Scene, a_scene


@pytest.fixture
def scene(db: None) -> Scene:
    """An evaluation of something at the table, and everybody around it."""
    return a_scene()


@pytest.fixture
def api(scene: Scene):
    """`api("wil")` calls the API as Wil."""
    return lambda name: Api(scene.circle.people[name])
