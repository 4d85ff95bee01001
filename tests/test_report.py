"""The report of a plan: Word and the page say the same, with what readers of either need."""

from __future__ import annotations

import base64
import io
import json
import sys
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml.ns import qn
from lxml import html

import planner
from planner.output.document import pdf, report_files
from planner.output.document.content import Command, Document, Figure, Section, Table
from planner.output.document.pdf import as_pdf
from planner.output.document.sections import Made, document
from planner.output.document.word import as_word, opened
from planner.output.html_page import filled
from planner.output.screens import shown

MADE = Made("planner report city", "planner compare city", {"abatement-planner": "1"}, "c0ffee")
CITY = str(Path(__file__).parents[1] / "data" / "example_city")
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
"""A picture of one point."""


@pytest.fixture(scope="module")
def plan(example_city) -> planner.Plan:
    return planner.solve(example_city)


@pytest.fixture(scope="module")
def pictures() -> dict[str, Figure]:
    return {name: Figure(f"what {name} shows", b"<svg/>", DOT) for name in ("emissions", "portfolio", "cash", "prices")}


@pytest.fixture(scope="module", params=["en", "zh"])
def report(request, plan, pictures) -> Document:
    return document(plan, None, pictures, MADE, request.param)


@pytest.fixture(scope="module")
def word(report):
    return docx.Document(io.BytesIO(as_word(report, None)))


@pytest.fixture(scope="module")
def page(report):
    return html.document_fromstring(filled("report.html", report.lang, document=report).decode())


def test_word_and_the_page_say_the_same(report, word, page):
    titles = [each.title for each in report.sections]
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 1"] == titles
    assert [found.text for found in page.iter("h2")] == titles
    in_word = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    on_page = [[[cell.text or "" for cell in row] for row in table.iter("tr")] for table in page.iter("table")]
    assert in_word == on_page
    assert len(in_word) >= 7
    alts = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert alts == [image.get("alt") for image in page.iter("img")]
    assert alts == [f"what {name} shows" for name in ("emissions", "portfolio", "cash", "prices")]


def test_the_curve_says_what_each_tenth_of_the_way_costs(plan):
    """The path to the caps avoids 0.2 Mt; the table reads off the steps: its last price is the last step's."""
    curve = planner.mac_curve(plan.case)
    said = {lang: document(plan, curve, {}, MADE, lang) for lang in ("en", "zh")}
    tables = {
        lang: next(s for s in said[lang].sections if "MAC" in s.title or "边际" in s.title).parts[-1] for lang in said
    }
    steps = curve.steps
    for lang, factor in (("en", 1), ("zh", 100)):  # Mt, 万吨
        tonnes, prices = tables[lang].rows
        assert tonnes[-1] == shown(factor * steps["abatement_to"].iloc[-1])
        assert (prices[1:][0], prices[-1]) == (shown(price_at(steps, 0.1)), shown(steps["price"].iloc[-1]))


def price_at(steps, share: float) -> float:
    tonnes = share * steps["abatement_to"].iloc[-1]
    return next(row.price for row in steps.itertuples() if row.abatement_from <= tonnes < row.abatement_to)


def test_the_answer_comes_first_with_the_figures_of_the_plan(plan, pictures):
    """4,314.9 million CNY, 4,387.7 - 4,314.9 = 72.8 less than frozen, 4,314.9 - 4,224.0 = 90.9 more than least cost."""
    said = {lang: document(plan, None, pictures, MADE, lang).sections[0] for lang in ("en", "zh")}
    cost, emitted, *_, doubt = (part.text for part in said["en"].parts)
    assert "4,315 million CNY" in cost
    assert "72.78 million CNY less than the frozen reference" in cost
    assert "90.91 million CNY more than the least cost" in cost
    assert emitted.startswith("In 2035 emissions are 0.13 MtCO2 (CO2). The cap for that year is 0.13 MtCO2.")
    assert doubt.startswith("100% of the cost depends")
    chinese = said["zh"].parts[0].text
    assert "43.15 亿元" in chinese
    assert "少0.7278 亿元" in chinese
    assert "13 万吨CO2" in said["zh"].parts[1].text


def test_tables_have_the_plans_numbers(plan, pictures):
    tables = {
        part.caption: part
        for section in document(plan, None, pictures, MADE, "en").sections
        for part in section.parts
        if isinstance(part, Table)
    }
    assert tables["CO2, all sectors [MtCO2]"].rows[-1] == ["cap", "", "0.23", "0.13"]
    assert tables["Price of the last unit [CNY/t CO2]"].rows == [["CO2, all sectors", "300", "595.2"]]
    *_, extra, so_far = tables["Cash, capital in the year it is spent, not discounted [million CNY]"].rows
    summed = plan.cash_by_year.query("kind == 'total'")["extra"].sum()
    assert float(extra[-1]) == float(so_far[-2]) == pytest.approx(summed, abs=0.05)


def test_chinese_has_a_font_and_heads_are_repeated_in_word(report, word):
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        assert fonts.get(qn("w:eastAsia"))
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    assert word.core_properties.language == report.lang


def test_the_page_has_a_language_and_asks_for_nothing(report, page):
    assert page.get("lang").startswith(report.lang)
    links = [value for each in page.iter() for name, value in each.items() if name in ("src", "href", "action")]
    assert all(link.startswith("data:") for link in links)
    assert "http" not in html.tostring(page, encoding="unicode")


def test_names_are_text_and_no_markup():
    report = Document("<b>A & B</b>", "", "en", [Section("<i>", [Table("", ["<u>"], [["<script>"]])])])
    page = html.document_fromstring(filled("report.html", report.lang, document=report).decode())
    assert page.findtext(".//h1") == "<b>A & B</b>"
    assert page.findtext(".//tbody//th") == "<script>"


def test_a_template_gives_its_letterhead_and_styles(tmp_path):
    report = Document("City", "", "en", [Section("Again", [Command("planner report city")])])
    letter = docx.Document()
    letter.sections[0].header.paragraphs[0].text = "Bureau of Ecology"
    letter.styles["Heading 1"].font.name = "FangSong"
    letter.styles["Quote"].delete()
    letter.save(tmp_path / "letterhead.docx")
    word = docx.Document(io.BytesIO(as_word(report, tmp_path / "letterhead.docx")))
    assert word.sections[0].header.paragraphs[0].text == "Bureau of Ecology"
    assert word.styles["Heading 1"].font.name == "FangSong"
    assert "planner report city" in [paragraph.text for paragraph in word.paragraphs]


@pytest.mark.parametrize("content", [b"no zip", b"PK\x05\x06" + bytes(18)])
def test_a_template_that_is_no_word_document_is_refused(content, tmp_path):
    (tmp_path / "letter.dotx").write_bytes(content)
    with pytest.raises(planner.UsageError, match="no Word document"):
        opened(tmp_path / "letter.dotx")


def test_a_pdf_has_the_headings_and_alt_texts_and_is_the_same_each_time(report):
    made = as_pdf(report)
    assert made.startswith(b"%PDF-")
    assert made == as_pdf(report)
    template = Path(pdf.__file__).with_name("report.typ")

    def found(what: str) -> list[dict[str, object]]:
        return json.loads(typst.query(str(template), what, sys_inputs={"document": pdf.told(report)}))

    assert [each["body"]["text"] for each in found("heading")] == [each.title for each in report.sections]
    assert [each["alt"] for each in found("image")] == [
        part.alt for section in report.sections for part in section.parts if isinstance(part, Figure)
    ]


def test_a_report_in_one_call_of_a_plan_that_was_found(plan, tmp_path, monkeypatch):
    monkeypatch.setattr(report_files, "figures", lambda plan, curve, lang: {})
    files = planner.report(plan, folder=tmp_path / "out", lang="zh", pdf=True)
    assert [file.name for file in files] == ["report.docx", "report.html", "report.pdf"]
    assert "planner report example_city --lang zh" in (tmp_path / "out" / "report.html").read_text("utf-8")
    with pytest.raises(planner.UsageError, match="lang"):
        planner.report(plan, folder=tmp_path, lang="both")


def test_a_pdf_without_its_library_is_refused_before_anything_is_solved(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    code, out, err = run("report", CITY, "--pdf")
    assert (code, out) == (7, "")
    assert "'typst' is not installed" in err


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_command_writes_both_files(lang, run, tmp_path):
    code, *_ = run("report", CITY, "--lang", lang)
    assert code == 0
    place = tmp_path / "results" / "example_city" / "annual_caps"
    assert {path.name for path in place.iterdir() if path.is_file()} == {"report.docx", "report.html", "index.html"}
    word, page = (
        docx.Document(place / "report.docx"),
        html.document_fromstring((place / "report.html").read_text("utf-8")),
    )
    assert len(word.inline_shapes) == len(list(page.iter("img"))) == 5
    assert f"planner report example_city --lang {lang}" in [paragraph.text for paragraph in word.paragraphs]
    assert planner.audit_results(place, case=CITY).fits
