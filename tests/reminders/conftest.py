from collections.abc import Iterator

import pytest

from backend.config.places import ROOT
from tests import people
from tests.reminders.processes import redis


@pytest.fixture
def circle(db):
    """Wil, Vera, Bram, Otto, Sanne, Lies, Ada and Nick around one table."""
    return people.a_circle()


@pytest.fixture(autouse=True)
def _mail_folder(settings, tmp_path):
    """Mails land in a folder of the test's own."""
    settings.EMAIL_BACKEND = "backend.config.mail.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


@pytest.fixture
def environment(committed_database, tmp_path) -> Iterator[dict[str, str]]:
    """What processes need to work on a database and a Redis of the test's own."""
    with redis(tmp_path / "redis") as places:
        yield {
            **committed_database.environment(),
            "REDIS_URL": places.redis_url,
            "POLDERSPOOR_DATA": str(tmp_path / "data"),
            "PYTHONPATH": str(ROOT),
        }
