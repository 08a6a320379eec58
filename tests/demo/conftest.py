import pytest
from django.db import transaction

from backend.confidentiality.context import acting_as
from backend.demo.schema import DEMO_FILE, read_demo
from backend.parties.actors import SYSTEM
from tests import databases


@pytest.fixture(scope="session")
def demo():
    """The demo set as it is delivered."""
    return read_demo()


@pytest.fixture
def broken(tmp_path):
    """A copy of the demo file to change."""

    class Copy:
        path = tmp_path / "demo.yaml"
        text = DEMO_FILE.read_text(encoding="utf-8")

        def change(self, old, new, after="", at=None):
            """Replace the first `old` after the text `after`; return its line, or that of `at`."""
            start = self.text.index(after)
            where = self.text.index(old, start)
            self.text = self.text[:where] + new + self.text[where + len(old) :]
            self.path.write_text(self.text, encoding="utf-8")
            named = self.text.index(at, start) if at else where
            return self.text[:named].count("\n") + 1

    return Copy()


@pytest.fixture
def story(worker_name, django_db_blocker, settings):
    """The demo loaded into a database of its own, read as the system."""
    settings.DEMO = True
    name = f"{databases.run_name()}_{worker_name}_loaded"
    with (
        django_db_blocker.unblock(),
        databases.copied(name, demo=True),
        databases.in_use(name),
        transaction.atomic(),
        acting_as(SYSTEM),
    ):
        yield
