"""Every page can be used by everybody: in both languages, wide and narrow."""

import pytest

from tests.browser.conftest import Drive

PAGES = 40


# English words are seldom the longer ones: what fits a wide screen in Dutch fits it in both.
@pytest.mark.parametrize(("language", "widths"), [("nl", "1280,320"), ("en", "320")])
def test_no_page_has_a_fault_that_axe_can_find(drive: Drive, language: str, widths: str) -> None:
    looked = drive("pages.mjs", language=language, widths=widths)

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
