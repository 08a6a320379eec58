"""Every page can be used by everybody: in both languages, wide and narrow."""

import pytest

from tests.browser.conftest import Drive

PAGES = 51
# Where a link leads that came before the step was taken, or to who may not take it.
CLOSED = {"nl": "Archiveren", "en": "Archive"}


# English words are seldom the longer ones: what fits a wide screen in Dutch fits it in both.
# What axe looks for does not depend on the language, but for `lang`, which is looked at below; and
# a narrow page shows all that a wide one shows, with the menu folded besides.
@pytest.mark.parametrize(
    ("language", "widths", "axe"), [("nl", "1280,320", "320"), ("en", "320", "")]
)
def test_every_page_is_whole_and_can_be_used(
    drive: Drive, language: str, widths: str, axe: str
) -> None:
    looked = drive("pages.mjs", language=language, widths=widths, axe=axe)

    assert len(looked) >= PAGES * len(widths.split(","))
    for page in looked:
        # A page that an error left blank has no faults either: this comes first.
        assert len(page["headings"]) == 1, page
        assert page["headings"][0].strip(), page
        assert page["errors"] == [], page
        assert page["title"].endswith("– Polderspoor"), page
        assert page["language"] == language, page
        assert page["overflow"] == 0, page
        assert page["violations"] == [], page
        if page["name"] == "closed step":
            assert page["headings"] == [CLOSED[language]]
