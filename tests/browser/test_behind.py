"""If reminders stop, that shows on every page."""

from tests.browser.conftest import Drive

SAID = (
    "Herinneringen lopen meer dan een dag achter. Reken er nu niet op dat u op tijd bericht krijgt:"
    " kijk zelf welke termijnen naderen, en waarschuw de beheerder.\n\n"
    "De klok deed haar laatste ronde op 2 maart 2026, 10:15."
)


def test_everybody_reads_that_reminders_are_behind(drive: Drive) -> None:
    told = {each["name"]: each for each in drive("behind.mjs")}
    assert told["well"]["banners"] == 0
    assert (told["log in"]["said"], told["log in"]["violations"]) == (SAID, [])
    assert (told["inside"]["said"], told["inside"]["errors"]) == (SAID, [])
    assert told["inside"]["width"] <= 320
