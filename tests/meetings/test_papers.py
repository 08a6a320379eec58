"""The agenda that is handed out: what stands in it, for whom, and what it is made of."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from pypdf import PdfReader

from tests.lifecycles.commitment_arrangement import a_commitment, cao_table
from tests.meetings.scene import Table, clause_of, link
from tests.people import days

pytestmark = pytest.mark.django_db
HOSTILE = '#panic("x") #import "/etc/passwd" *vet* $x$ <b> \\ é'


@pytest.fixture
def circle():
    return cao_table()


@pytest.fixture
def table(circle):
    return Table(circle, title=HOSTILE)


def text_of_pdf(answer):
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def text_of_docx(answer):
    assert answer.status_code == 200, answer.content
    document = Document(BytesIO(answer.content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_both_sides_hold_the_identical_list_of_what_everybody_may_see(circle, table):
    shared, own = clause_of(circle), clause_of(circle, state="draft", article_number="7.1")
    firm = circle.organisations["werkgevers"]
    late = a_commitment(
        circle, "open", owner=firm, author_organisation=firm, filed=False, due_on=days(-3)
    )
    links = [link(shared), link(own), {"kind": "commitment", "id": str(late.pk)}]
    table.post("wil", "/items", {"title": HOSTILE, "note": HOSTILE, "links": links})
    table.post("wil", "/items", {"title": "Alleen van ons", "suggested": True})

    texts = {text_of_pdf(table.get(name, "/agenda-pdf")) for name in ("wil", "vera", "sanne")}
    assert len({text.split("Stand op")[0] for text in texts}) == 1
    words = {text_of_docx(table.get(name, "/agenda-docx")) for name in ("wil", "vera", "sanne")}
    for text in (*texts, *words):
        assert HOSTILE in text
        assert "Van kracht" in text
        assert shared.title in text
        assert "TE LAAT" in text
        assert "Werkgevers (Werkgeverszijde)" in " ".join(text.split())
        assert "7.1" not in text
        assert "Alleen van ons" not in text


def test_it_speaks_the_language_that_is_asked_and_names_no_person(circle, table):
    english = table("vera").get(
        f"{table.address}/agenda-pdf", accept_language="en", accept="application/pdf"
    )
    text = text_of_pdf(english)
    assert "There is nothing on the agenda yet." in text
    assert "Utrecht, zaal 3" in text
    assert "agenda-" in english["Content-Disposition"]
    reader = PdfReader(BytesIO(english.content))
    assert "/Author" not in (reader.metadata or {})
    assert reader.pages[0].mediabox.width == pytest.approx(595.28, abs=0.1)
    made = table.get("vera", "/agenda-docx").content
    with ZipFile(BytesIO(made)) as parts:  # dated alike: the same words are the same file
        assert {part.date_time for part in parts.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    document = Document(BytesIO(made))
    about = document.core_properties
    assert (about.author, about.last_modified_by, about.title) == ("", "", HOSTILE)


def test_a_sign_that_no_font_has_stops_no_paper(table):
    table.post("wil", "/items", {"title": "Feest \N{PARTY POPPER} op 漢字 \U000ec2d3"})
    assert "Feest" in text_of_pdf(table.get("vera", "/agenda-pdf"))
    assert "漢字" in text_of_docx(table.get("vera", "/agenda-docx"))


def test_who_does_not_meet_gets_no_paper(table):
    for name in ("otto", "lies", "ada", "nick"):
        for kind in ("pdf", "docx"):
            answer = table.get(name, f"/agenda-{kind}")
            assert answer.status_code == 404
            assert answer["Content-Type"] == "application/problem+json"
