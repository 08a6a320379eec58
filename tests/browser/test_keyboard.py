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

    # What vanishes or moves takes nobody's focus along.
    assert told["put off"]["focus"]["tag"] == "INPUT"
    assert told["put off"]["focus"]["id"].startswith("field-returnsOn-")
    assert (told["thought better"]["focus"]["tag"], told["thought better"]["open"]) == ("BUTTON", 0)
    assert told["thought better"]["focus"]["text"].startswith("Stel uit")
    assert told["nothing filled in"]["focus"]["text"].startswith(("Tot welke dag", "Waarom"))
    assert told["what is asked"]["focus"]["tag"] == "INPUT"
    assert told["is put off"]["focus"] == {"tag": "DIV", "id": "", "text": "Uitgesteld."}
    assert told["is put off"]["open"] == 0

    every, some = told["all of the inbox"], told["only unread"]
    assert every["items"] > every["unread"] > 0
    assert (some["items"], some["unread"], some["only"]) == (every["unread"], every["unread"], True)
    assert some["search"] == "?ongelezen=ja"
    assert told["all again"] == every | {"name": "all again"}
    # What is refused is told in the words of the refusal, also where no field is at fault.
    assert told["refused"]["days"] == 0
    assert told["refused"]["says"] == [
        "Hierover ligt al een voorstel. Stem daarmee in of trek het in."
    ]
    assert told["withdrawn"]["focus"]["text"] == "Ingetrokken."

    # A list that is too long to show is looked through with a search box; its status is read out.
    assert told["too many"]["status"].startswith("De eerste 20 staan hieronder.")
    assert len(told["too many"]["options"]) == 1 + 20
    assert told["no match"]["status"].startswith("Niets gevonden.")
    assert told["no match"]["options"] == ["Kies…"]
    assert (told["escape"]["words"], told["escape"]["focus"]) == ("", "field-organisation-find")
    assert told["escape"]["options"] == told["too many"]["options"]
    assert told["enter"]["status"] == "2 gevonden."
    assert told["enter"]["focus"] == "field-organisation-find"  # the form is not sent
    assert told["arrow"]["focus"] == "field-organisation"
    chosen = told["arrow"]["chosen"]
    assert chosen == told["enter"]["options"][1] == "Kinderopvang Het Vlierbos"
    # what was chosen stays there to be seen while one looks further
    assert (told["another look"]["chosen"], told["another look"]["options"]) == (
        chosen,
        ["Kies…", chosen],
    )
    assert told["not sent"]["faults"] == 0
    assert told["not sent"]["path"].endswith("/plaats")
