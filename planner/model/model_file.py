"""Which equations: a model file of `models/`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from planner.errors import Message, PathError, UsageError, nearest, no_toml
from planner.languages import Words
from planner.model.caps import CapRow
from planner.model.costs import CarbonPriceRow
from planner.tables.wording import Option

if TYPE_CHECKING:
    from planner.case.case import Case

_HERE = Path(__file__).resolve().parents[1]


def bundled(name: str) -> Path:
    """The folder `models` or `data`: inside the package when installed, beside it in a checkout."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


def case_folder(case: Path | str) -> Path:
    """The folder of a case; of a bundled one by `name` or `data/name`, if nothing is there."""
    folder = Path(case)
    inside = bundled("data") / folder.name
    named = folder.parts in ((folder.name,), ("data", folder.name))
    return inside if named and not folder.exists() and inside.is_dir() else folder


WITH_MONEY = ("budgets.csv", "loans.csv", "offsets.csv")
"""Tables that say nothing where money is only booked."""


class ModelFile(BaseModel):
    """What a model file says: which caps bind, whether emissions carry a price, and whether money is more than booked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title_en: str = ""
    title_zh: str = ""
    caps: Literal["yearly", "cumulative", "none"]
    carbon_price: bool
    money: bool = True


class ModelSpec(ModelFile):
    """A model, named like its file."""

    name: str


def model_names() -> list[str]:
    """The models of `models/`."""
    return sorted(path.stem for path in bundled("models").glob("*.toml"))


def model_file(wanted: str | Path) -> Path:
    """The file of a model by its path, or by its name in `models/`. Raises UsageError when there is none."""
    path = Path(wanted)
    if path.suffix == ".toml" and path.is_file():
        return path
    names = model_names()
    if str(wanted) not in names:
        values = {"allowed": ", ".join(names), "near": nearest(str(wanted), names)}
        raise UsageError("no_such_model", found=str(wanted), **values)
    return bundled("models") / f"{wanted}.toml"


def read_spec(case: Case, model: str | Path | ModelSpec | None = None) -> ModelSpec:
    """The model of a name in `models/` or of a file, or as it was read; without one, the case's default.

    Raises UsageError when there is no such model, its file is wrong, or the case lacks the tables it needs.
    """
    spec = model if isinstance(model, ModelSpec) else _read(model_file(model or case.settings.default_model))
    if spec.carbon_price and not case.rows(CarbonPriceRow):
        raise UsageError("model_needs_table", model=spec.name, table="carbon_prices.csv")
    if spec.caps != "none" and case.rows(CapRow) and not any(cap.kind == spec.caps for cap in case.rows(CapRow)):
        raise UsageError("model_needs_table", model=spec.name, table=caps_of_kind(spec.caps))
    return spec


def _read(path: Path) -> ModelSpec:
    try:
        given = ModelFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as wrong:
        raise PathError("no_path", wrong, str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise UsageError("bad_model", place=str(path), found=no_toml(wrong)) from None
    except ValidationError as wrong:
        found = [_wrong_setting(str(e["loc"][0]), e["type"], e["input"]) for e in wrong.errors()]
        raise UsageError("bad_model", place=str(path), found=found) from None
    return ModelSpec(name=path.stem, **given.model_dump())


def _wrong_setting(name: str, kind: str, found: object) -> Message:
    """What is wrong with a setting of a model file, as pydantic found it."""
    if kind == "extra_forbidden":
        return Message("no_such_setting", {"name": name})
    if kind == "missing":
        return Message("no_setting", {"name": name})
    allowed = {"caps": ("yearly", "cumulative", "none"), "carbon_price": ("true", "false")}
    return Message("wrong_setting", {"name": name, "found": str(found), "allowed": allowed.get(name, ('"..."',))})


def model_title(name: str) -> Words:
    """What a model is called: by its name, in Chinese by its title; one of a user's own by its name."""
    spec = _read(bundled("models") / f"{name}.toml") if name in model_names() else None
    return Words(name, spec.title_zh if spec else name)


def unused_tables(case: Case, spec: ModelSpec) -> list[str | Message]:
    """Tables of the case that this model does not use, of caps by their kind."""
    kinds = [
        caps_of_kind(kind)
        for kind in ("yearly", "cumulative")
        if spec.caps != kind and any(cap.kind == kind for cap in case.rows(CapRow))
    ]
    return [*kinds, *(file for file in unused(spec) if file != CapRow.FILE and case.tables.get(file))]


def unused(spec: ModelSpec) -> list[str]:
    """Tables that this model uses in no case."""
    used = {CapRow.FILE: spec.caps != "none", CarbonPriceRow.FILE: spec.carbon_price}
    return [file for file, is_used in (used | dict.fromkeys(WITH_MONEY, spec.money)).items() if not is_used]


def caps_of_kind(kind: str) -> Message:
    """The caps of a kind, as a part of their table."""
    return Message("table_of_kind", {"table": CapRow.FILE, "kind": Option(kind)})
