"""Print an agenda: as a tagged PDF (A4) by typst, as a Word document by python-docx.

What people wrote reaches the typesetter as data, never as part of its program: it is shown letter
by letter, whatever it looks like. No name of a person goes into what describes the file.
"""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typst
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from backend.meetings.paper import Paper

_TEMPLATE = Path(__file__).with_name("agenda.typ")
_RED = RGBColor(0xB0, 0x00, 0x20)
# The same file for the same words: when it was made stands in the text.
_NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@cache
def _program() -> bytes:
    return _TEMPLATE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def as_pdf(paper: Paper) -> bytes:
    """Return the paper as a tagged PDF, which a screen reader can read (PDF/UA-1).

    A sign that no font of ours has, such as an emoji, is printed as a box. PDF/UA does not allow
    that: then the file does not say that it keeps to it.
    """
    words = {"paper": json.dumps(asdict(paper), ensure_ascii=False)}
    try:
        return _compiled(words, pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return _compiled(words)


def _compiled(words: dict[str, str], **standards: Any) -> bytes:
    made = typst.compile(
        _program(), format="pdf", sys_inputs=words, font_paths=_fonts(), **standards
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made


def as_docx(paper: Paper) -> bytes:
    """Return the paper as a Word document."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.last_modified_by = paper.title, "", ""
    about.comments, about.language = "", paper.language
    about.created = about.modified = _NO_MOMENT
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.size = Pt(10.5)
    document.add_paragraph(_plain(paper.kicker))
    document.add_heading(_plain(paper.title), level=1)
    for name, value in paper.facts:
        line = document.add_paragraph()
        line.add_run(f"{name}: ").bold = True
        line.add_run(_plain(value))
    document.add_paragraph(paper.as_at)
    if not paper.items:
        document.add_paragraph(paper.nothing)
    for item in paper.items:
        _item(document, item, paper)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{paper.page} ")
    _page_number(foot.add_run())
    kept = BytesIO()
    document.save(kept)
    return _without_moments(kept)


def _without_moments(made: BytesIO) -> bytes:
    """Return the document with its parts dated alike: an archive says when each was put in."""
    kept = BytesIO()
    with ZipFile(made) as parts, ZipFile(kept, "w", ZIP_DEFLATED) as same:
        for name in parts.namelist():
            same.writestr(ZipInfo(name, _NO_MOMENT.timetuple()[:6]), parts.read(name), ZIP_DEFLATED)
    return kept.getvalue()


def _item(document: Any, item: dict[str, Any], paper: Paper) -> None:
    document.add_heading(_plain(item["title"]), level=2)
    if item["note"]:
        document.add_paragraph(_plain(item["note"]))
    if item["rows"]:
        table = document.add_table(rows=1, cols=len(paper.heads), style="Table Grid")
        for cell, head in zip(table.rows[0].cells, paper.heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        for row in item["rows"]:
            cells = table.add_row().cells
            for cell, name in zip(cells, ("title", "state", "owner", "due"), strict=True):
                cell.text = _plain(row[name])
            if row["late"]:
                mark = cells[-1].paragraphs[0].add_run(f" {paper.late}")
                mark.bold, mark.font.color.rgb = True, _RED
    for decision in item["decisions"]:
        document.add_paragraph(_plain(decision), style="List Bullet")


def _page_number(run: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001  # python-docx has no door for a field


def _plain(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or c >= " ")
