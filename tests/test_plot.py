"""Pictures: whole files that show Chinese anywhere, the same bytes from the same input, badges that never collide."""

from __future__ import annotations

import importlib.metadata
import math
import re
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from chart_rows import parts_of, words_of
from hypothesis import given, settings, strategies as st

from planner.calls.numbers import between, number
from planner.errors import InputError
from planner.languages import Words
from planner.messages.unit_words import unit_words
from planner.pictures import fonts
from planner.pictures.bar_labels import place_badges, spread
from planner.pictures.figure import Card, Label, Mark
from planner.pictures.files import drawn
from planner.pictures.key import RADIUS
from planner.pictures.no_regret import NoRegret
from planner.pictures.plot_ranked import BY_COST, groups, ranked_bars
from planner.pictures.plot_steps import step_curve
from planner.pictures.scale import Bar, Box, axis_end
from planner.pictures.style import Style, read_style
from planner.pictures.words import say, wrap

LABELS = {
    "wind": Label(Words("Wind PPA", "风电购电协议"), Words("Power", "电力")),
    "retrofit": Label(Words("Deep retrofit", "深度改造"), Words("Buildings", "建筑")),
    "saf": Label(Words("Aviation fuel", "航空燃料"), Words("Aviation", "民航")),
}
STEPS = pd.DataFrame(
    [
        (1, 0.0, 60.0, 5.0, "wind", ""),
        (2, 60.0, 61.0, 40.0, "", "wind"),
        (3, 61.0, 95.0, 450.0, "retrofit; wind", ""),
        (4, 95.0, 100.0, 6000.0, "saf", "wind"),
    ],
    columns=["step", "abatement_from", "abatement_to", "price", "grows", "shrinks"],
)


def card(lang: str) -> Card:
    return Card(
        title=Words("Curve of 2035", "2035年曲线"),
        abatement_unit="kt CO2",
        price_unit=Words("CNY/t CO2", "元/吨CO2"),
        marks=[Mark("price", 300, Words("Carbon price", "碳价")), Mark("abatement", 80, Words("Cap", "上限"))],
        no_regret=[
            NoRegret(12, 3.5, Words("million CNY", "百万元"), Words("least cost against frozen", "最低成本比冻结"))
        ],
        note=[Words("Made up.", "虚构数据。")],
        lang=lang,
    )


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    """The same Chinese chart as every format."""
    return drawn(step_curve(STEPS, LABELS, card("zh")), ("svg", "png", "html"))


def test_svg_is_whole_and_brings_its_font(pictures: dict[str, bytes]) -> None:
    svg = pictures["svg"].decode("utf-8")
    words = "".join(ET.fromstring(svg).itertext())
    assert "风电购电协议" in words
    assert "data:font/woff2;base64," in svg
    outside = set(re.findall(r"https?://[^\"'\s<)]+", svg))
    assert {url for url in outside if not url.startswith("http://www.w3.org/")} == set()


def test_html_asks_nothing_of_the_network(pictures: dict[str, bytes]) -> None:
    """A page asks by src, href, @import or url(); scripts and styles stand inside, the font is data."""
    page = pictures["html"].decode("utf-8")
    assert "风电购电协议" in page
    assert "data:font/woff2;base64," in page
    head, body = page.split('<script type="module">', 1)
    assert re.findall(r"(?:src|href)=|@import|url\((?!data:)", head) == []
    assert body.count("</script>") == 1


def test_a_name_is_text_in_every_format() -> None:
    """It ends no element of a page and hides nothing of it; control characters, which end the drawing, are left out."""
    name = "</script><img src=x onerror=alert(1)><!--<script>\x0b\ufffe=1+1"
    labels = LABELS | {"wind": Label(Words(name, name), Words(name, ""))}
    found = drawn(step_curve(STEPS, labels, replace(card("en"), title=name)), ("svg", "png", "html"))
    svg, page = (found[kind].decode("utf-8") for kind in ("svg", "html"))
    assert "</script><img src=x" in "".join(ET.fromstring(svg).itertext())
    assert "<img src=x" not in page
    assert page.count("</script>") == 2
    assert "\\u003c/script>\\u003cimg src=x" in page


def test_png_is_drawn(pictures: dict[str, bytes]) -> None:
    """Unpacked rows are not all alike: a blank picture has one kind of row, at most two with the filter bytes."""
    png = pictures["png"]
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    data, at = b"", 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        data += png[at + 8 : at + 8 + size] if png[at + 4 : at + 8] == b"IDAT" else b""
        assert zlib.crc32(png[at + 4 : at + 8 + size]) == int.from_bytes(png[at + 8 + size : at + 12 + size])
        at += size + 12
    rows = zlib.decompress(data)
    line = 4 * width + 1
    assert len(rows) == line * height
    assert len({rows[line * i : line * (i + 1)] for i in range(height)}) > 100


def test_png_shows_chinese(pictures: dict[str, bytes]) -> None:
    """One character of the title is another, so the picture is; both would be blank if the font were not found."""
    other = replace(card("zh"), title=Words("Curve of 2035", "2035年曲面"))
    assert drawn(step_curve(STEPS, LABELS, other), ["png"])["png"] != pictures["png"]


def test_no_regret_of_nothing_has_no_box() -> None:
    """0 t for no money, but for the last digits of the solver's numbers: the chart is the one without a block."""
    nothing = replace(card("en"), no_regret=[NoRegret(-1e-9, 1e-10, "million CNY", "against frozen")])
    without = replace(card("en"), no_regret=())
    charts = [step_curve(STEPS, LABELS, some).to_dict(validate=False) for some in (nothing, without, card("en"))]
    assert charts[0] == charts[1]
    assert charts[0] != charts[2]


def test_same_input_same_bytes(pictures: dict[str, bytes]) -> None:
    again = drawn(step_curve(STEPS, LABELS, card("zh")), ("svg", "png"))
    assert again == {kind: pictures[kind] for kind in ("svg", "png")}


def test_plain_ascii_needs_no_font() -> None:
    plain = Card(title="Curve", abatement_unit="kt", price_unit="EUR/t")
    svg = drawn(step_curve(STEPS[2:3], {"retrofit": LABELS["retrofit"]}, plain), ["svg"])["svg"].decode("utf-8")
    assert "@font-face" not in svg


def test_subset_draws_the_subscript_that_the_font_lacks() -> None:
    """The source has no U+2082; the subset has it, in one and the same bytes."""
    import base64
    import io

    from fontTools.ttLib import TTFont

    rule = fonts.font_face(fonts.glyphs("减排CO₂"))
    packed = base64.b64decode(rule.split("base64,")[1].split(")")[0])
    assert {ord(letter) for letter in "减排CO₂"} <= set(TTFont(io.BytesIO(packed)).getBestCmap())
    assert 0x2082 not in TTFont(fonts.font_file(), fontNumber=fonts.FACE, lazy=True).getBestCmap()


def test_widths_are_the_fonts() -> None:
    """A Chinese character is as wide as high, a digit 0.555 of that, and a subscript seven tenths of the digit."""
    assert [fonts.text_width(said, 1000) for said in ("减排", "2", "CO₂")] == pytest.approx(
        [2000, 555, fonts.text_width("CO", 1000) + 0.7 * 555]
    )


def test_missing_font_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "files", lambda _: [])
    with pytest.raises(FileNotFoundError, match=r"pip install .*noto-cjk-sans-otc"):
        fonts.font_file.__wrapped__()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 600), st.floats(0, 400)), min_size=1, max_size=24))
def test_badges_never_collide(tips: list[tuple[float, float]]) -> None:
    """Nor with the bars, nor with a caption: any 24 tips on a plot of 600 px."""
    tips = sorted(tips)
    bars = [Box(x - 3, y, x + 3, 400) for x, y in tips]
    caption = Box(5, 200, 150, 216)
    places = place_badges(tips, bars, 600, [caption])
    assert len(places) == len(tips)
    for i, (x, y) in enumerate(places):
        assert RADIUS - 1e-9 <= x <= 600 - RADIUS + 1e-9
        assert all(math.dist((x, y), other) >= 2 * RADIUS for other in places[:i])
        assert not caption.meets(Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS))
        assert not any(bar.meets(Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)) for bar in bars)


def test_spread_moves_as_little_as_it_can() -> None:
    """Wanted 10, 12, 50 with gap 10: the first two share the push, 6 and 16; the third stays. At a wall at 8: 8, 18."""
    assert spread([10, 12, 50], 10, 0, 100) == pytest.approx([6, 16, 50])
    assert spread([10, 12, 50], 10, 8, 100) == pytest.approx([8, 18, 50])


def test_axis_is_cut_where_few_tonnes_would_flatten_the_rest() -> None:
    """90 of 100 t cost at most 10 and the last 10 t cost 100, over 3 * 10: the axis ends at 1.5 * 10, a round number.

    Were it 40 for the 90 t, 100 would be under 3 * 40 and stay.
    """
    dear = [Bar(0, 90, 10, "", {}), Bar(90, 100, 100, "", {})]
    assert axis_end(dear, None) == (0, 15)
    assert axis_end(dear, 50) == (0, 50)
    assert axis_end([Bar(0, 90, 40, "", {}), Bar(90, 100, 100, "", {})], None) == (0, 100)


def test_key_adds_up_to_the_curve() -> None:
    """Named: wind 60, retrofit 34, saf 5; the step where only wind shrinks (1) is the rest: 100 in all."""
    data = parts_of(step_curve(STEPS, LABELS, card("en"), named=3))
    assert [row["tonnes"] for row in data["key"]] == ["60", "34", "5", "1"]
    assert data["key"][-1]["name"] == "Others, unnumbered"


def bars_of(*rows: tuple[str, float, float, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["intervention", "abatement", "cost_per_tonne", "bar"])


def drawn_of(bars: pd.DataFrame, labels: dict[str, Label], words: Card, **more: Any) -> dict[str, Any]:
    return parts_of(ranked_bars(bars, labels, words, **more))


def test_ranked_measure_without_abatement_has_no_bar_and_a_reason() -> None:
    bars = bars_of(("wind", 10.0, -20.0, True), ("saf", -2.0, 7.0, False), ("retrofit", 5.0, 30.0, True))
    chart = ranked_bars(bars, LABELS, card("en"), flags={"saf": "raises emissions alone"})
    assert [(bar["x"], bar["x2"], bar["price"]) for bar in parts_of(chart)["bars"]] == [(0, 10, -20), (10, 15, 30)]
    assert "'No bar, raises emissions alone: Aviation fuel'" in words_of(chart)


def many(count: int) -> tuple[pd.DataFrame, dict[str, Label]]:
    """Measures of 1 + n % 7 t at n - 10 yuan/t, in order."""
    labels = {f"m{n}": Label(Words(f"Measure {n}", f"措施{n}"), Words("Power", "电力")) for n in range(count)}
    return bars_of(*((name, 1.0 + n % 7, n - 10.0, True) for n, name in enumerate(labels))), labels


def test_none_of_sixty_numbers_is_lost_and_none_meet() -> None:
    bars, labels = many(60)
    data = drawn_of(bars, labels, replace(card("en"), no_regret=[]))
    assert {f"Measure {n}": n + 1 for n in range(60)} == {row["name"]: row["number"] for row in data["key"]}
    assert sorted(row["number"] for row in data["rings"]) == list(range(1, 61))
    for a, b in combinations(data["rings"], 2):
        assert math.dist((a["x"], a["y"]), (b["x"], b["y"])) >= 2 * RADIUS


def test_none_of_sixty_names_is_lost_and_none_meet() -> None:
    bars, labels = many(60)
    upright = drawn_of(bars, labels, replace(card("en"), no_regret=[], style=Style(labels="names")))["upright"]
    assert sorted(row["words"].split("  ")[0] for row in upright) == sorted(label.name.en for label in labels.values())
    assert min(abs(a["x"] - b["x"]) for a, b in combinations(upright, 2) if a["align"] == b["align"]) > 11


def test_a_thousand_bars_share_sixty_rows_and_keep_their_tonnes() -> None:
    """Every bar is drawn; one of 500 t among them has a row of its own."""
    bars, labels = many(1000)
    bars.loc[400, "abatement"] = 500.0
    data = drawn_of(bars, labels, replace(card("en"), no_regret=[]))
    assert len(data["bars"]) == 1000
    assert "Measure 400" in [row["name"] for row in data["key"]]
    assert max(row["number"] for row in data["rings"]) == 60
    found = groups({str(n): Bar(n, n + 1, 0, "", {}) for n in range(100)}, 7)
    assert [name for names in found for name in names] == [str(n) for n in range(100)]
    assert len(found) == 7


def test_a_broken_bar_says_its_price() -> None:
    """90 t at 10 and 10 t at 2,300: the axis ends at 15, and the price stands over the broken bar."""
    bars = bars_of(("wind", 90.0, 10.0, True), ("saf", 10.0, 2300.0, True))
    data = drawn_of(bars, LABELS, replace(card("en"), marks=[]))
    assert [row["words"] for row in data["upright"]] == ["2,300"]
    assert max(bar["price"] for bar in data["bars"]) == 15


def test_a_bar_of_no_cost_is_seen_and_equal_costs_stay_apart() -> None:
    bars = bars_of(("wind", 9.0, 0.0, True), ("saf", 10.0, 5.0, True), ("retrofit", 8.0, 5.0, True))
    data = drawn_of(bars, LABELS, replace(card("en"), marks=[], no_regret=[]))
    assert [bar["x2"] - bar["x"] for bar in data["bars"]] == [9, 10, 8]
    assert [(row["x"], row["x2"]) for row in data["flat"]] == [(0, 9)]


def test_a_style_says_title_colours_axis_and_size() -> None:
    """Letters of 24 px are twice as large as ours: the plot of 600 px is drawn in 300 and doubled."""
    bars = bars_of(("wind", 90.0, -10.0, True), ("saf", 10.0, 40.0, True))
    style = Style(
        title="Mine", colours={"电力": "#123456", "Aviation": "red"}, prices=(-20.0, 30.0), width=600, font_size=24
    )
    chart = ranked_bars(bars, LABELS, replace(card("en"), limit=style.prices, style=style))
    shown, spec = parts_of(chart)["bars"], chart.to_dict(validate=False)
    assert [bar["colour"] for bar in shown] == ["#123456", "red"]
    assert [bar["price"] for bar in shown] == [-10, 30]
    _, plot, _ = spec["vconcat"][1]["hconcat"]  # between the block of no-regret measures and the key
    assert (plot["width"], spec["usermeta"]["scale"], spec["description"]) == (300, 2, "Mine")


def test_colours_by_cost_tell_what_saves() -> None:
    bars = bars_of(("wind", 90.0, -10.0, True), ("retrofit", 5.0, 0.0, True), ("saf", 10.0, 40.0, True))
    data = drawn_of(bars, LABELS, replace(card("en"), style=Style(colour_by="cost")))
    assert [bar["colour"] for bar in data["bars"]] == list(BY_COST[:3])


def test_a_style_file_with_mistakes_says_all_of_them(tmp_path: Path) -> None:
    file = tmp_path / "style.toml"
    file.write_text('titel = "x"\nwidth = 10\ncolour_by = "gas"\n', encoding="utf-8")
    with pytest.raises(InputError) as wrong:
        read_style(file)
    assert {problem.column for problem in wrong.value.problems} == {"titel", "width", "colour_by"}
    assert "title" in str(wrong.value)


def test_a_picture_around_the_cap_says_how_far_the_curve_goes() -> None:
    """Cut at 95 of 100 t: the last step is beyond, and a row of the key has its 5 t."""
    chart = step_curve(STEPS, LABELS, replace(card("en"), limit=(0.0, 500.0), end=95.0))
    data = parts_of(chart)
    assert max(bar["x2"] for bar in data["bars"]) == 95
    assert "Beyond the picture" in [row["name"] for row in data["key"]]
    said = [row["words"] for row in data["captions"]]
    assert "picture cut; the curve goes on to 100 kt CO₂, 6,000 CNY/t CO₂ ▶" in said


def test_print_has_its_resolution() -> None:
    """300 dpi are 11,811 dots a metre."""
    found = drawn(step_curve(STEPS, LABELS, card("zh")), ["png", "pdf"])
    at = found["png"].index(b"pHYs") + 4
    assert [int.from_bytes(found["png"][at + n : at + n + 4]) for n in (0, 4)] == [11811, 11811]
    assert found["pdf"].startswith(b"%PDF")


def test_units_read_as_each_language_writes_them() -> None:
    said = {
        "CNY/t CO2": ("CNY/t CO2", "元/吨CO2"),
        "million CNY": ("million CNY", "百万元"),
        "MtCO2": ("MtCO2", "百万吨CO2"),
        "万吨 CO2": ("10 kt CO2", "万吨CO2"),
        "亿元": ("100 million CNY", "亿元"),
        "thousand truck": ("thousand truck", "千辆"),
        "million cars": ("million cars", "百万辆"),
        "Mm2": ("Mm2", "百万平方米"),
        "百万平方米": ("Mm2", "百万平方米"),
        "万千瓦": ("10,000 kW", "万千瓦"),
        "百万千瓦时": ("million kWh", "百万千瓦时"),
        "t CO2/MWh": ("t CO2/MWh", "吨CO2/兆瓦时"),
        "yuan/(GJ*year)": ("yuan/(GJ*year)", "元/(吉焦*年)"),
        "亿 元/万吨 CO2": ("100 million CNY/10 kt CO2", "亿元/万吨CO2"),
        "Mflop": ("Mflop", "Mflop"),
    }
    assert {unit: (unit_words(unit).en, unit_words(unit).zh) for unit in said} == said


def test_a_line_does_not_end_with_an_opening_bracket() -> None:
    assert wrap("287 亿元（2025-2035年合计）", 13, 70)[0] == "287 亿元"


def test_numbers_and_words() -> None:
    values = (1234.5, 12.34, 0.01234, -0.0, -5, 0.99)
    assert [number(value) for value in values] == ["1,234", "12.3", "0.0123", "0", "−5", "0.99"]
    assert between(5.001, 5.002) == "5"
    assert say(Words("t CO2e", "吨CO2e"), "both") == "吨CO₂e t CO₂e"
    assert say("N2O, CH4, H2 in 2035", "en") == "N₂O, CH₄, H2 in 2035"


def test_words_for_those_who_do_not_see(pictures: dict[str, bytes]) -> None:
    svg = ET.fromstring(pictures["svg"])
    title, about = (svg.findtext(f"{{{fonts.SVG}}}{name}") for name in ("title", "desc"))
    assert svg.get("role") == "img"
    assert title == svg.get("aria-label") == "2035年曲线"
    assert about == "虚构数据。"
    assert '<meta name="description" content="虚构数据。">' in pictures["html"].decode("utf-8")


def test_a_style_with_a_font_that_is_not_here_or_prices_the_wrong_way_round_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "style.toml"
    for said, found in (('font = "Times Old Roman"', "Times Old Roman"), ("prices = [800, -200]", "lowest price")):
        file.write_text(said, encoding="utf-8")
        with pytest.raises(InputError, match=found):
            read_style(file)
    file.write_text(f'font = "{fonts.FAMILY}"', encoding="utf-8")
    assert read_style(file).font == fonts.FAMILY


def test_what_saves_under_an_axis_from_zero_keeps_its_number_off_the_notes() -> None:
    """The bars end at the axis' 0; their numbers and prices hang between it and the numbers of the abatement."""
    bars = bars_of(("wind", 90.0, -10.0, True), ("saf", 10.0, 40.0, True))
    style = Style(prices=(0.0, 30.0))
    chart = ranked_bars(bars, LABELS, replace(card("en"), limit=style.prices, no_regret=[], style=style))
    plot = chart.to_dict(validate=False)["vconcat"][1]["hconcat"][0]
    assert max(row["y"] for row in parts_of(chart)["upright"]) < plot["height"] - 20
