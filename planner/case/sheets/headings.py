"""What a heading says: its meaning, the unit of its numbers, and the year for which they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from planner.case.sheets.words import NUMBERS, PATTERNS, SPELLINGS, plain
from planner.unit_names import MONEY_SCALES, POLLUTANT_WORDS, SCALES
from planner.units import SUPERSCRIPTS, Unit, Units, WrongUnit

YEAR = r"(?<!\d)((?:19|20|21)\d\d)(?!\d)\s*年?"
SPELT = (
    (r"CO2[- ]?eq(uivalents?)?\b\.?|CO2 equivalents?|CO2-e\b", "CO2e"),
    (r"(US\$|[$€£¥])\s*([kKmM])\b", r"\2\1"),
    (r"\bmillion metric tons?\b|\bMMT\b", "Mt"),
    (r"\b(metric )?(tonnes?|tons?)(?![a-z])( of)?", "t"),
    (r"\b(k?t)co2(e?)(?:q)?\b", r"\1CO2\2"),
    (r"\s+per\s+|^per\s+|每", "/"),
    (r"(?i)\b(?:real )?(?:constant )?(dollars?)\b", "USD"),
    (r"\b1[eE](\d{1,2})\b", r"10^\1"),
)
PER_YEAR = (
    r"\s*(?:[/·*]\s*|\bper )(?:年|a|yr|year|annum|y)\b\.?|\s*(?:/年)|\s+(?:p\.?\s?a\.?|annually|a year)$|(?<=[吨元])年$"
)
IN_YEAR = (
    r"(?:\((?:19|20)\d\d\s*(?:年)?(?:不变价|价格)?\))|(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年)?(?:不变价|价格?|prices?)?"
)
CALLED = ("年", "岁", "years", "year", "yr", "yrs", "a")


@dataclass(frozen=True)
class Heading:
    """`says` is a key of `headings` in words.toml, `amount`, `value` (only a year), or blank where it says nothing."""

    text: str
    says: str = ""
    unit: str = ""
    """Without the year and without `per year`; blank: none is given."""
    year: int | None = None
    price_year: int | None = None
    exact: bool = False
    near: str = ""
    """A known heading that it is much like."""
    gas: str = ""


def read_heading(text: str) -> Heading:
    """What a heading says, in whatever order name, year and unit stand: 2030年减排量（万吨CO2）, cost_usd_per_t."""
    words = straight(text)
    gas = _gas(words)
    whole = SPELLINGS.get(plain(words), "")
    if whole and not re.search(r"[%$€£¥]", words):
        return Heading(text, whole, exact=True, gas=gas)
    if re.fullmatch(YEAR, words):
        return Heading(text, "value", year=int(words[:4]), exact=True)
    best = Heading(text)
    for name, unit in _ways(words):
        year = re.search(YEAR, name)
        bare = re.sub(YEAR, " ", name, count=1) if year else name
        found = _meaning(plain(bare))
        given, price_year = clean_unit(unit)
        if not found.says and year and not plain(bare):
            found = replace(found, says="value")
        heading = replace(
            found, text=text, unit=given, year=int(year[1]) if year else None, price_year=price_year, gas=gas
        )
        if heading.says and (not unit or heading.says in (*NUMBERS, "any_cost", "value") or given in CALLED):
            return heading
        best = best if best.says or best.near else replace(heading, unit="")
    return best if best.says else _amount(words, best)


def _amount(words: str, heading: Heading) -> Heading:
    """A heading that says nothing but its unit: tCO2e; Volume (MtCO2e)."""
    for whole, unit in [(True, words), *((False, unit) for _, unit in _ways(words) if unit)]:
        size = dimensions(clean_unit(unit)[0]) or {}
        if size and (whole or size.keys() & {"pollutant_CO2", "pollutant_CO2e"}):
            return replace(heading, says="amount", unit=clean_unit(unit)[0], near="")
    return heading


def clean_unit(unit: str) -> tuple[str, int | None]:
    """A unit as the product writes it, without `per year`, and the year of its prices."""
    found, year = straight(unit), None
    if re.search(r"[$€£¥元]|[A-Z]{3}|价", found) and (dated := re.search(IN_YEAR, found)):
        year = int(re.search(r"\d{4}", dated[0])[0])  # type: ignore[index]
        found = found.replace(dated[0], "")
    found = re.sub(r"\(\s*\)|[,，]\s*$", "", found)
    for spelling, ours in SPELT:
        found = re.sub(spelling, ours, found)
    found = re.sub(r"\(([^()/*·]+)[·*]\s*(?:年|a|yr)\)", r"\1", found)
    return re.sub(PER_YEAR, "", found).strip(), year


def straight(text: str) -> str:
    """A text in half-width characters: （１０⁴ ｔ） is (10^4 t)."""
    powers = re.sub(r"10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda power: f"10^{power[1].translate(SUPERSCRIPTS)} ", text)
    return unicodedata.normalize("NFKC", powers).strip()


def dimensions(unit: str, units: Units | None = None) -> dict[str, int] | None:
    """The dimensions of a unit; None where it is none."""
    parsed = parsed_unit(unit, units)
    return None if parsed is None else parsed.dimensions


def parsed_unit(unit: str, units: Units | None = None) -> Unit | None:
    try:
        return (units or Units()).parse(unit)
    except WrongUnit:
        return None


def _ways(words: str) -> Iterator[tuple[str, str]]:
    """The ways to part a heading into a name and a unit, the likeliest first."""
    for inside in reversed(list(re.finditer(r"[(\[【]([^()\[\]【】]*(?:\([^()]*\)[^()\[\]【】]*)*)[)\]】]", words))):
        content, rest = inside[1].strip(), f"{words[: inside.start()]} {words[inside.end() :]}"
        if content == "%" or re.fullmatch(YEAR, content):
            if content == "%":
                yield rest, "%"
            continue
        if dimensions(clean_unit(content)[0]) or re.search(r"[/%$€£¥]", content) or content.lower() in CALLED:
            yield rest, content
    for parting in (r"\s*[,，;；:：]\s*", r"\s+in\s+", r"\s*/\s*", r"\s+-\s+"):
        for place in re.finditer(parting, words):
            unit = words[place.end() :]
            if dimensions(clean_unit(unit)[0]) or unit == "%":
                yield words[: place.start()], unit
    last = re.fullmatch(r"(.*?)\s*[(\[【]([^()\[\]【】]+)[)\]】]", words)
    is_unit = last and not re.search(r"\s", last[2].strip()) and not re.fullmatch(YEAR, last[2].strip())
    if last and is_unit and _meaning(plain(last[1])).says in NUMBERS:
        yield last[1], last[2]
    parts = [part for part in re.split(r"[\s_]+", re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", words)) if part]
    for at in range(1, len(parts)):
        if parts[at - 1].lower() in ("per", *SCALES, *MONEY_SCALES):
            continue
        unit = " ".join(parts[at:]).replace(" per ", "/").replace("_", " ")
        unit = re.sub(r"^(usd|eur|cny|rmb|gbp|inr)\b", lambda money: money[1].upper(), unit)
        unit = re.sub(r"^m(usd|eur|cny|rmb|gbp|inr)\b", lambda money: f"M{money[1].upper()}", unit)
        if dimensions(clean_unit(unit)[0]) and _meaning(plain(" ".join(parts[:at]))).says:
            yield " ".join(parts[:at]), unit
    if chinese := re.fullmatch(r"(.*?)([十百千万亿]*(?:吨|元)(?:/\S+)?)", words):
        yield chinese[1], chinese[2]
    yield words, ""


def _meaning(name: str) -> Heading:
    """The meaning of a bare name: a known heading, a part of one, or the nearest known one."""
    if name in SPELLINGS:
        return Heading(name, SPELLINGS[name], exact=True)
    for says, pattern in PATTERNS.items():
        if re.search(pattern, name):
            return Heading(name, says)
    near = get_close_matches(name, SPELLINGS, n=1, cutoff=0.8)
    return Heading(name, near=near[0] if near else "")


def _gas(words: str) -> str:
    names = "|".join(sorted(map(re.escape, POLLUTANT_WORDS), key=len, reverse=True))
    found = re.search(rf"(?<![A-Za-z])(?:[kMG]?t|k?g)?({names})(?![A-Za-z])", clean_unit(words)[0])
    return POLLUTANT_WORDS[found[1]] if found else ""
