"""A third language is one catalogue and columns name_<lang>: a language made of accents comes out everywhere."""

from __future__ import annotations

import csv
import re
import shutil
import tomllib
from io import BytesIO
from pathlib import Path
from string import Formatter
from zipfile import ZipFile

import pytest
import typer
from rich.console import Console

import planner
from planner import languages
from planner.case.catalogue import catalogue_in_english
from planner.case.dictionary import columns_of, declared
from planner.cli import app
from planner.commands.help import paragraphs
from planner.commands.language import spoken
from planner.messages import sentences, text
from planner.messages.commands import HELP
from planner.output.report import screen
from planner.output.workbook.plan_workbook import plan_workbook
from planner.pictures.files import drawn

EXAMPLE_CITY = Path(__file__).parents[1] / "data" / "example_city"
SHIPPED = languages.CATALOGUES
ACCENTS = str.maketrans("aeiouAEIOU", "àéîõüÀÉÎÕÜ")


def accented(sentence: str) -> str:
    """A sentence with accents on its vowels; what is filled in stays as it is."""
    parts = Formatter().parse(sentence)
    return "".join(
        said.translate(ACCENTS).replace("{", "{{").replace("}", "}}")
        + (f"{{{name}{':' * bool(form)}{form}}}" if name is not None else "")
        for said, name, form, _ in parts
    )


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Where the catalogues are: one, `xx`."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "xx.toml").write_text(catalogue_in_english(accented), encoding="utf-8")
    monkeypatch.setattr(languages, "CATALOGUES", folder)
    return folder


@pytest.fixture
def city(tmp_path, folder) -> Path:
    """The example city with names in `xx`, in every table that has names, and in case.toml."""
    city = Path(shutil.copytree(EXAMPLE_CITY, tmp_path / "example_city"))
    for file in city.glob("*.csv"):
        head, *rows = csv.reader(file.read_text(encoding="utf-8-sig").splitlines())
        for name, english in (("name", "name_en"), ("note", "note_en"), ("title", "title")):
            if english in head:
                rows = [[*row, row[head.index(english)].translate(ACCENTS)] for row in rows]
                head = [*head, f"{name}_xx"]
        with file.open("w", encoding="utf-8", newline="") as made:
            csv.writer(made).writerows([head, *rows])
    settings = (city / "case.toml").read_text(encoding="utf-8")
    named = re.sub(r'(title|name)_en = "(.*)"', lambda m: f'{m[0]}\n{m[1]}_xx = "{m[2].translate(ACCENTS)}"', settings)
    (city / "case.toml").write_text(named, encoding="utf-8")
    return city


def english(output: str) -> set[str]:
    """Words of four letters and more without an accent that are no ids, units, files or sources of the city."""
    known = [(EXAMPLE_CITY / "case.toml").read_text(encoding="utf-8"), "case.toml results"]
    known += [column for model in declared().values() for column in columns_of(model)]
    for file in EXAMPLE_CITY.glob("*.csv"):
        rows = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())
        known.append(file.name)
        known += [row[column] for row in rows for column in row if column not in ("name_en", "note_en", "title")]
    words = re.findall(r"(?<![\wà-ÿÀ-Ü])[A-Za-z]{4,}(?![\wà-ÿÀ-Ü])", re.sub(r"#\w+|<[^>]*>", " ", output))
    return set(words) - set(re.findall(r"[A-Za-z]+", re.sub(r'_en = ".*"', "", " ".join(known))))


def fields(sentence: str) -> set[str | None]:
    """What is filled in."""
    return {name for _, name, _, _ in Formatter().parse(sentence)}


def test_a_catalogue_to_start_from_has_every_sentence_table_and_column():
    made = tomllib.loads(catalogue_in_english())
    assert made["sentences"] == {key: said[0] for key, said in sentences().items()}
    assert made["tables"].keys() == made["columns"].keys() == declared().keys()
    assert made["columns"]["caps.csv"]["account"] == ["account", "The account"]


def test_what_a_catalogue_lacks_is_said_in_english(folder):
    (folder / "yy.toml").write_text('[sentences]\nsay_frozen = "gefroren"\n', encoding="utf-8")
    assert languages.languages() == ("en", "zh", "xx", "yy")
    assert text("say_frozen", "yy") == "gefroren"
    assert text("say_plan", "yy") == text("say_plan", "en")


def test_screens_are_in_the_language(run, city):
    """Of `check` as it is printed, and of a plan."""
    code, out, err = run("check", str(city), "--lang", "xx")
    assert code == 0, err
    assert english(out + err) == set()
    console = Console(width=200)
    with console.capture() as printed:
        console.print(screen(planner.solve(city), None, "xx"))
    assert english(printed.get()) == set()


def test_catalogues_have_the_keys_and_fields_of_the_english_sentences(folder):
    """This one and any that is shipped."""
    for file in (*folder.glob("*.toml"), *SHIPPED.glob("*.toml")):
        for key, sentence in tomllib.loads(file.read_text(encoding="utf-8"))["sentences"].items():
            assert fields(sentence) == fields(sentences()[key][0]), (file.name, key)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    ["solve", "compare dear_gas", "macc --year 2030", "ranked --year 2030", "priced --year 2030", "credit --year 2030"],
)
def test_every_command_is_in_the_language(run, city, command):
    name, *options = command.split()
    code, out, err = run(name, str(city), *options, "--lang", "xx")
    assert code == 0, err
    assert english(out + err) == set()


@pytest.mark.slow
def test_pictures_and_pages_are_in_the_language(city):
    """Every text that is drawn, and the page around it."""
    curve = planner.mac_curve(city, year=2030)
    for result in (curve, planner.ranked_curve(city, year=2030), planner.solve(city)):
        picture = result.plot(lang="xx")
        assert english("".join(re.findall(r">([^<]+)</text>", picture._repr_mimebundle_()["image/svg+xml"]))) == set()
    assert curve.steps["label_xx"].tolist() == [label.translate(ACCENTS) for label in curve.steps["label_en"]]
    page = drawn(curve.plot(lang="xx").chart, ["html"])["html"].decode("utf-8")
    assert page.startswith('<!DOCTYPE html><html lang="xx">')
    assert english(re.search(r"<title>(.*)</title>", page)[1]) == set()


def test_a_workbook_of_a_plan_is_in_the_language_beside_english(city):
    with ZipFile(BytesIO(plan_workbook(planner.solve(city), "xx")(None))) as book:
        sheets, texts = (book.read(f"xl/{name}.xml").decode("utf-8") for name in ("workbook", "sharedStrings"))
    assert re.findall('sheet name="(.*?)"', sheets)[0] == "sümmàry"
    assert all(f"<t>{name}</t>" in texts for name in ("Héàt métérîng", "Heat metering"))


def test_a_mistake_is_told_in_the_language(run, city):
    (city / "prices.csv").write_text("carrier,unit,amount,nam_xx\ngas,yuan/MWh,much,\n", encoding="utf-8")
    code, _, err = run("check", str(city), "--lang", "xx")
    assert code == 3
    assert english(err) == {"much"}


def test_tables_are_described_and_read_in_the_language(run, city):
    """A choice, a flag and a heading of the catalogue are what they are in English."""
    code, out, _ = run("describe", "carriers", "--lang", "xx")
    assert (code, english(out)) == (0, set())
    head, *rows = (city / "carriers.csv").read_text(encoding="utf-8").splitlines()
    rows = [row.replace("true", "trüé").replace("false", "fàlsé") for row in rows]
    (city / "carriers.csv").write_text(
        "\n".join([head.translate(ACCENTS).replace("nàmé_xx", "name_xx"), *rows]), encoding="utf-8"
    )
    read, shipped = (planner.read_case(folder).carriers for folder in (city, EXAMPLE_CITY))
    assert [row.model_dump() for row in read.values()] == [row.model_dump() for row in shipped.values()]


def test_a_language_without_a_catalogue_is_refused(run):
    code, _, err = run("check", str(EXAMPLE_CITY), "--lang", "xy")
    assert (code, "'xy' is not one of 'en', 'zh'" in err) == (2, True)


def test_the_option_then_the_environment_then_the_case_then_the_computer_decide(run, tmp_path, monkeypatch):
    """A folder with Chinese headings and a workbook with Chinese sheets speak Chinese; one in English says nothing."""
    assert (
        run("new", "城市", "--lang", "zh")[0]
        == run("new", "城市.xlsx", "--lang", "zh")[0]
        == run("new", "city")[0]
        == 0
    )
    computer, asked = {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, {"PLANNER_LANG": "en"}
    assert spoken(["check", "city"], {}) == spoken(["check", "nowhere"], {"LANG": "C"}) == "en"
    assert spoken(["check", "city"], computer) == spoken(["check"], computer) == "zh"
    assert spoken(["check", "city"], {**computer, "LC_ALL": "C.UTF-8"}) == "en"
    assert spoken(["check", "城市"], {}) == spoken(["check", "--strict", "城市.xlsx"], {"LANG": "en_GB.UTF-8"}) == "zh"
    assert spoken(["check", "城市"], asked) == spoken(["check", "城市", "--lang=en"], {"PLANNER_LANG": "zh"}) == "en"
    assert spoken(["solve", "city", "--lang", "both"], {}) == "both"
    assert "未发现问题" in run("check", "城市.xlsx")[1]
    monkeypatch.setenv("PLANNER_LANG", "en")
    assert "no problem found" in run("check", "城市.xlsx")[1]
    assert "未发现问题" in run("check", "city", "--lang", "zh")[1]
    monkeypatch.setenv("PLANNER_LANG", "latin")
    code, _, err = run("check", "city")
    assert (code, "PLANNER_LANG: found 'latin', allowed en, zh, both" in err) == (2, True)
    monkeypatch.setenv("PLANNER_LANG", "both")
    assert "no problem found" in run("check", "city")[1]


def test_every_help_is_in_chinese_and_no_translation_is_of_nothing():
    """Each paragraph and option that a command declares, and what typer adds."""
    group = typer.main.get_command(app)
    commands = [group, *group.commands.values()]
    told = [c.help for c in commands] + [p.help or "" for c in commands for p in c.params] + [group.epilog]
    said = {words for english in told for words in paragraphs(english)} | {"Show this message and exit."}
    assert {words for words in said if not words.startswith("Example: ")} == set(HELP)
