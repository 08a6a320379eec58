"""What somebody typed is not lost when the inbox cannot be read; and where a mail leads."""

from tests.browser.conftest import Drive


def test_what_was_typed_stays_and_a_mail_opens_its_links_outside_its_frame(drive: Drive) -> None:
    told = {each["name"]: each for each in drive("inbox.mjs")}
    assert told["failed"]["typed"] == ["Eerst het overleg van donderdag"]
    assert told["failed"]["said"]
    assert told["again"]["typed"] == ["Eerst het overleg van donderdag"]
    assert told["again"]["alerts"] == 0
    mail = told["mail"]
    assert mail["address"] == mail["href"]
    assert (mail["heading"] != "", mail["opener"], mail["frame"] > 0) == (True, True, True)
