"""Everything works without a mouse, and focus goes where the person goes."""

from tests.browser.conftest import Drive


def test_a_visit_without_a_mouse(drive: Drive) -> None:
    told = {each["name"]: each for each in drive("keyboard.mjs")}

    assert told["first tab"]["focus"]["text"] == "Naar de inhoud"
    assert told["skip link"]["focus"]["id"] == "main"
    assert "horen niet bij elkaar" in told["wrong password"]["alert"]
    assert told["next page"]["focus"] == {"tag": "H1", "id": "", "text": "Afspraken"}
    assert told["next page"]["title"] == "Afspraken – Polderspoor"
    assert told["back"]["title"] == "Mijn werk – Polderspoor"
    for anchor in ("anchor", "anchor at first"):
        assert (told[anchor]["id"], told[anchor]["isSeen"]) == ("transitions", True), anchor
    assert told["form"]["focus"]["text"] == "Nieuw initiatief voorbereiden"
    assert told["fault"]["focus"]["text"] == "Tafel of stuurgroep: Dit veld is vereist."
    assert told["faulty field"]["focus"]["id"] == "field-bargainingTable"
    assert told["faulty field"]["typed"] == "Zelf roosteren"
    assert told["language"] == {
        "name": "language",
        "title": "My work – Polderspoor",
        "language": "en",
    }
    assert told["logged out"]["title"] == "Log in – Polderspoor"
    assert told["logged out"]["errors"] == []
