import pytest

from tests import people


@pytest.fixture
def circle(db):
    """Wil, Vera, Bram, Otto, Sanne, Lies, Ada and Nick around one table."""
    return people.a_circle()


@pytest.fixture(autouse=True)
def _mail_folder(settings, tmp_path):
    """Mails land in a folder of the test's own."""
    settings.EMAIL_BACKEND = "backend.config.mail.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
