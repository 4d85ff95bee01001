"""Pages that commands write: a language, nothing from outside, a width for phones, and axe's rules of accessibility."""

from __future__ import annotations

import html as escapes
import json
import re
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from shipped import EXAMPLE_CITY

import planner
from planner.output.document.content import Command, Document, Figure, Section, Sentences, Table
from planner.output.html_page import filled
from planner.output.index_page import index_page
from planner.output.result_set import ResultSet
from planner.pictures import files
from planner.pictures.theme import CAP_INK, GREY, INK

FILES = ("emissions.svg", "emissions.csv", "plan.xlsx", "sweep_我_points.csv", "own.txt")
PHONE = 360
"""Its width [px]."""


def pages(lang: str) -> dict[str, bytes]:
    """Small ones of each kind."""
    parts = [
        Sentences("a"),
        Command("planner solve city"),
        Figure("what it shows", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>", b""),
        Table("caption", ["", *map(str, range(2025, 2061))], [["row", *["1,234,567"] * 36]]),
    ]
    sets = {"solve": ResultSet("solve", "city", "", dict.fromkeys(FILES, ""))}
    case = planner.read_case(EXAMPLE_CITY)
    return {
        "report": filled(
            "report.html",
            lang,
            document=Document("City", "2025", lang, [Section("One", parts), Section("Two", parts[:1])]),
        ),
        "index": index_page(case, "annual_caps", lang, sets),
        "picture": files.page({"description": "City", "usermeta": {"lang": lang}, "mark": "bar"}).encode(),
    }


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_has_a_language_a_title_one_heading_and_nothing_from_outside(lang, monkeypatch):
    monkeypatch.setattr(files, "drawing_library", lambda: "")  # takes a second to put together
    for name, content in pages(lang).items():
        found = html.document_fromstring(content.decode())
        assert found.get("lang").startswith(lang), name
        assert found.findtext(".//title")
        assert found.find(".//meta[@name='viewport']").get("content").startswith("width=device-width")
        assert len(list(found.iter("main"))) == len(list(found.iter("h1"))) == 1
        levels = [int(each.tag[1]) for each in found.iter("h1", "h2", "h3")]
        assert all(after <= before + 1 for before, after in pairwise(levels)), "no level is left out"
        assert all(image.get("alt") for image in found.iter("img"))
        assert all(cell.get("scope") for cell in found.iter("th"))
        links = [value for each in found.iter() for at, value in each.items() if at in ("src", "href", "action")]
        assert not [link for link in links if re.match(r"(\w+:)?//|https?:", link)], name
        assert not found.xpath("//script[@src] | //link[@rel='stylesheet']")
        assert "@import" not in content.decode()


def test_the_first_page_links_each_file_and_says_what_it_is(monkeypatch):
    """A picture is shown; a file of which nothing is known has its name."""
    monkeypatch.setattr(files, "drawing_library", lambda: "")
    for lang, said in (("en", "Emissions by sector under the cap"), ("zh", "各部门排放与上限")):
        found = html.document_fromstring(pages(lang)["index"].decode())
        assert {link.text for link in found.iter("a") if link.text} == set(FILES)
        (image,) = found.iter("img")
        assert image.get("alt").startswith(said)
        assert "own" in [each.text for each in found.iter("p")]
        assert "sweep_%E6%88%91_points.csv" in [link.get("href") for link in found.iter("a")]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2: (L + 0.05) / (l + 0.05), L the lighter of both relative luminances."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_of_pages_stand_out_from_their_ground():
    """4.5 : 1 for text; black on white is 21 : 1."""
    assert contrast("#000", "#fff") == pytest.approx(21)
    style = Path(planner.__file__).parent / "output" / "html"
    words = {
        colour
        for file in style.iterdir()
        for colour in re.findall(r"(?<![-\w])color: (#\w+)", file.read_text(encoding="utf-8"))
    }
    assert len(words) >= 3
    assert min(contrast(colour, ground) for colour in words for ground in ("#fff", "#f3f3f3")) > 4.5
    assert min(contrast(colour, "#fff") for colour in (INK, CAP_INK, GREY)) > 4.5, "words of pictures"


@pytest.mark.night
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(tmp_path):
    """Needs Chromium, and the registry for axe-core; each page in a frame as wide as a phone."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert chromium, "no Chromium on this machine: install it to run this test"
    fetch = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "-d",
        str(tmp_path),
        "axe-playwright-python==0.1.8",
    ]
    subprocess.run(fetch, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        axe = wheel.read("axe_playwright_python/axe.min.js").decode().replace("</script", "<\\/script")
    curve = planner.mac_curve(EXAMPLE_CITY, year=2030)
    made = {f"{kind}_{lang}": content for lang in ("en", "zh") for kind, content in pages(lang).items()}
    made |= {
        path.stem: path.read_bytes()
        for path in planner.save(curve, folder=tmp_path / "curve")
        if path.suffix == ".html"
    }
    made |= {
        path.stem: path.read_bytes()
        for path in planner.report(EXAMPLE_CITY, folder=tmp_path / "report", lang="zh")
        if path.suffix == ".html"
    }
    for name, content in made.items():
        assert found_by_axe(chromium, axe, content.decode(), tmp_path / "axe" / name) == {"wrong": [], "wide": False}, (
            name
        )


def found_by_axe(chromium: str, axe: str, content: str, place: Path) -> dict[str, object]:
    """What axe-core finds wrong in a page, and whether the page is wider than its frame."""
    place.mkdir(parents=True)
    asked = f"""<script>{axe}</script><script>addEventListener("load", () => setTimeout(async () => {{
        const found = await axe.run(document, {{resultTypes: ["violations"]}});
        const wrong = found.violations.map(each => [each.id, each.nodes.map(node => node.html)]);
        const wide = document.documentElement.scrollWidth > innerWidth;
        parent.postMessage(JSON.stringify({{wrong, wide}}), "*");
    }}, 1000));</script></body>"""
    before, _, after = content.rpartition("</body>")
    (place / "page.html").write_text(before + asked + after, encoding="utf-8")
    frame = f"""<!doctype html><title>frame</title><iframe src="page.html" width="{PHONE}" height="800"></iframe>
        <p id="told"></p><script>onmessage = told => document.getElementById("told").textContent = told.data</script>"""
    (place / "frame.html").write_text(frame, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=30000", "--dump-dom"]
    dom = subprocess.run(
        [chromium, *options, (place / "frame.html").as_uri()], capture_output=True, text=True, timeout=120, check=True
    ).stdout
    told = re.search(r'<p id="told">(.*?)</p>', dom, re.DOTALL)
    assert told is not None, dom[-2000:]
    answer: dict[str, object] = json.loads(escapes.unescape(told[1]))
    return answer
