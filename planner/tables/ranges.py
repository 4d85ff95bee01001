"""How numbers of sources may lie in their ranges, and which of them go together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from planner.tables.fields import Number, Ref, Sourced, listed, plain_number

Shape = Literal["triangular", "uniform", "log_normal", "discrete"]


class RangeRow(Sourced):
    """How a source's number is drawn from its range. Sources without a row are triangular."""

    FILE = "ranges.csv"
    KEY = ("key",)
    CHINESE: ClassVar[Mapping[str, tuple[str, str]]] = {
        "": ("取值分布", "来源的数值在其区间内如何抽取。没有行的来源按三角分布。"),
        "key": ("键", "“来源”表中的键，须有数值、下限和上限，且没有公式"),
        "shape": (
            "分布",
            "三角：从下限经数值（众数）到上限；均匀：下限到上限；对数正态：数值为中位数，下限和上限为5%和95%分位数，两侧各有其离散程度；"
            "离散：取值列中的各值",
        ),
        "numbers": ("取值", "离散分布的各个值，用 ; 分隔，位于下限与上限之间"),
        "weights": ("权重", "各值的权重，个数相同；留空：权重相等"),
    }

    key: Annotated[str, Ref(("sources.csv",))]
    "Key of sources.csv, with a value, a low and a high, and no formula"
    shape: Shape
    "triangular: from low over value, the most likely, to high; uniform: from low to high; log_normal: value is the \
median, low and high are the 5 % and 95 % quantiles, each side with its own spread; discrete: one of numbers"
    numbers: str = ""
    "Of discrete: the values, separated by ; from low to high"
    weights: str = ""
    "Of discrete: how likely each is, as many as numbers; empty: all the same"

    @property
    def choices(self) -> tuple[list[float], list[float]]:
        """The values of a discrete shape and their weights. Raises ValueError where a part is no number."""
        numbers, weights = (
            [float(plain_number(part)) for part in listed(cell)] for cell in (self.numbers, self.weights)
        )
        return numbers, weights or [1.0] * len(numbers)


class CorrelationRow(Sourced):
    """How the numbers of two sources go together where both are drawn. Pairs without a row are independent."""

    FILE = "correlations.csv"
    KEY = ("key", "other")
    CHINESE: ClassVar[Mapping[str, tuple[str, str]]] = {
        "": ("相关", "两个来源的数值在抽样中如何一起变动。没有行的各对相互独立。"),
        "key": ("键", "“来源”表中的键，须有区间"),
        "other": ("另一个键", "与之相关的另一个来源的键"),
        "rank": ("秩相关", "两者的斯皮尔曼秩相关系数，-1 到 1"),
    }

    key: Annotated[str, Ref(("sources.csv",))]
    "Key of sources.csv that has a range"
    other: Annotated[str, Ref(("sources.csv",))]
    "Key of another one"
    rank: Annotated[Number, Field(ge=-1, le=1)]
    "Their rank correlation (Spearman's), from -1 to 1"
