"""Every command takes a sheet of measures, and says first what it understood of it."""

from __future__ import annotations

import json

import pytest

SHEET = """\
措施,部门,减排量(万吨CO2),投资（万元）,年节能收益（万元）,寿命（年）,互斥组
LED照明,建筑,10,5000,1800,10,
浅层改造,建筑,20,90000,3000,30,改造
深层改造,建筑,35,260000,6000,30,改造
风电,电力,50,60000,4000,20,
合计,,115,,,,
"""


@pytest.fixture(autouse=True)
def sheet(tmp_path, empty_pictures):
    (tmp_path / "city.csv").write_text(SHEET, encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("solve",),
        ("macc",),
        ("ranked",),
        ("priced", "--year", "2030"),
        ("yearly",),
        ("credit",),
        ("compare",),
        ("sources",),
    ],
    ids=lambda words: words[0],
)
def test_every_command_reads_it_and_says_how(run, words):
    command, *options = words
    code, out, err = run(command, "city.csv", *options, "--lang", "zh")
    assert code == 0
    assert out
    assert err.startswith("city.csv：4项措施\n  读作  措施＝措施；")
    for said in ("折现率5%", "改造（浅层改造、深层改造）", "6行“合计”：合计"):
        assert said in err


def test_the_discount_rate_changes_the_bars(run, tmp_path):
    """浅层改造 costs 90,000 x CRF - 3,000 a year. CRF over 30 years: 0.0650514 at 5 %, 0.1060792 at 10 %."""
    for rate, crf in (("0.05", 0.0650514351), ("0.1", 0.1060792483)):
        assert run("ranked", "city.csv", "--discount-rate", rate, "--force")[0] == 0
        rows = (tmp_path / "results/city/annual_caps/macc_ranked_2030.csv").read_text(encoding="utf-8-sig").splitlines()
        columns = rows[0].split(",")
        row = next(line.split(",") for line in rows if "measure_3" in line or "浅层改造" in line)
        cost = float(row[columns.index("cost")])
        assert cost == pytest.approx(90000 * crf - 3000, rel=1e-6)


def test_a_summary_holds_what_was_understood(run):
    code, out, _ = run("solve", "city.csv", "--json")
    assert code == 0
    assert json.loads(out)["sheet"][0] == "city.csv: 4 measures"


def test_the_discount_rate_of_tables_stands_in_their_settings(run):
    assert run("new", "mine")[0] == 0
    code, _, err = run("solve", "mine", "--discount-rate", "0.08")
    assert code == 2
    assert "case.toml" in err
