"""Rows of totals are never measures: left aside with a word where they say so, asked about where they only add up."""

from __future__ import annotations

import pytest

import planner

DRESSES = [
    "Total",
    "TOTAL",
    "Total:",
    "Totals",
    "Grand total",
    "Sub-total",
    "Subtotal (Homes)",
    "sub total",
    "** Total **",
    "[Total]",
    "Total (MtCO2e)",
    "Total of all measures",
    "Total abatement",
    "Overall total",
    "Homes total",
    "Sum",
    "Σ",
    "合计",
    "合 计",
    "合计：",
    "（合计）",
    "总计",
    "总　计：",
    "小计",
    "Homes小计",
    "合计（万吨）",
    "全部措施合计",
    "共计",
    "合計",
    "總計",
    "总减排量",
    "减排总量（万吨）",
    "全部措施总数",
    "上述合计数",
    "∑",
    "SubTotal1",
    "Total of the above",
    "Net total (all sectors)",
]


@pytest.mark.parametrize("dress", DRESSES)
def test_a_total_is_left_aside_and_said(read, dress):
    """100 t and 200 t; the row of totals would make it 600."""
    case = read(f"measure,sector,tonnes,cost\nA,Homes,100,1\nB,Homes,200,2\n{dress},Homes,300,1.5\n")
    assert [row.name_en for row in case.interventions.values()] == ["A", "B"]
    assert {"key": "sheet_total", "row": "4", "found": dress.replace("　", " ")} in case.sheet.unused


def test_a_total_may_stand_before_the_column_of_names(read):
    """As where 合计 is merged over the numbers and the names."""
    case = read("序号,措施,减排量（吨）,单位成本（元/吨）\n1,甲,10,5\n2,乙,20,6\n合计,,30,\n")
    assert len(case.interventions) == 2


@pytest.mark.parametrize(
    "dress",
    [
        "建筑领域合计",
        "Buildings sub-total",
        "合计（不含电力）",
        "All measures",
        "Aggregate",
        "City-wide",
        "全市",
        "总量",
    ],
)
def test_a_total_with_other_words_counts_as_one_where_it_adds_up(read, dress):
    case = read(f"measure,tonnes,cost\nA,100,1\nB,200,2\n{dress},300,\n")
    assert len(case.interventions) == 2
    with pytest.raises(planner.InputError, match="reads as a total"):
        read(f"measure,tonnes,cost\nA,100,1\nB,200,2\n{dress},450,3\n")


@pytest.mark.parametrize(
    "name", ["Summer shading", "A totally new boiler", "汇流箱改造", "All-electric homes", "总数据中心改造", "全市地铁"]
)
def test_a_measure_may_hold_a_word_like_total(read, name):
    assert len(read(f"measure,tonnes,cost\nA,100,1\n{name},50,2\n").interventions) == 2


def test_a_last_row_that_adds_up_the_others_is_asked_about(read):
    """100 + 200 + 50 = 350. The question has an answer: a measure of its own goes to the top."""
    with pytest.raises(planner.InputError, match="equals the sum of the rows above"):
        read("measure,tonnes,cost\nA,100,1\nB,200,2\nC,50,3\nCity,350,9\n")
    with pytest.raises(planner.InputError, match="equals the sum of the rows above"):
        read("measure,tonnes,cost\nA,100,1\nB,200,2\nCity,300,\n")
    assert len(read("measure,tonnes,cost\nCity,350,9\nA,100,1\nB,200,2\nC,50,3\n").interventions) == 4


def test_two_measures_that_happen_to_add_up_to_a_third_are_measures(read):
    assert len(read("measure,tonnes,cost\nA,100,1\nB,200,2\nC,300,3\n").interventions) == 3


def test_a_row_called_like_its_sector_may_add_it_up(read):
    """Power stands above its rows, Homes below; a measure that is called like its sector and adds up nothing is one."""
    head = "measure,sector,tonnes,cost\n"
    case = read(
        f"{head}Power,Power,150,\nWind,Power,100,1\nSun,Power,50,2\nLED,Homes,7,3\nHeat,Homes,9,3\nHomes,Homes,16,\n"
    )
    assert [row.name_en for row in case.interventions.values()] == ["Wind", "Sun", "LED", "Heat"]
    assert len(read(f"{head}Power,Power,150,4\nWind,Power,100,1\n").interventions) == 2


def test_a_total_beside_the_baselines_of_sectors_is_no_sector(read_book):
    measures = [["measure", "sector", "tonnes", "cost (EUR/t)"], ["a", "Homes", 20, 10], ["b", "Power", 40, 50]]
    baseline = [["sector", "emissions (t)"], ["Homes", 25], ["Power", 60], ["Total", 85]]
    case = read_book({"measures": measures, "baseline": baseline})
    assert planner.solve(case).emissions.query("sector == 'total'")["frozen"].tolist() == [85]


def test_totals_between_the_rows_and_headings_of_sections(read):
    """一、 adds up the two rows below it; the rows between blank lines are sections and subtotals."""
    case = read(
        "措施,减排量（万吨）,单位成本（元/吨）\n一、建筑,30,\nLED,10,-50\n热泵,20,300\n二、电力,,\n风电,100,20\n光伏,50,30\n小计,150,\n\n"
        "总计,180,\n注：不含交通。\n"
    )
    assert [row.name_en for row in case.interventions.values()] == ["LED", "热泵", "风电", "光伏"]
    assert [case.name_of("sector", row.sector) for row in case.interventions.values()][2:] == ["电力", "电力"]
    assert [fact["key"] for fact in case.sheet.unused] == ["sheet_total"] * 3 + ["sheet_notes"]


@pytest.mark.parametrize("sums", [(5.3, 8.8), ("", "")], ids=["with its sum", "bare"])
@pytest.mark.parametrize("numbers", [("1", "1.1", "1.2", "2", "2.1"), ("A", "1", "2", "B", "1")], ids=["1.1", "A"])
def test_a_section_numbered_as_in_an_outline_is_no_measure(read, numbers, sums):
    names, tonnes = ("Transport", "Buses", "Sweepers", "Homes", "Heat pumps"), (sums[0], 4.2, 1.1, sums[1], 8.8)
    costs = ("" if name in ("Transport", "Homes") else 300 for name in names)
    rows = (",".join(map(str, row)) for row in zip(numbers, names, tonnes, costs, strict=True))
    case = read("\n".join(["no,measure,tonnes,cost", *rows]))
    assert [measure.name_en for measure in case.interventions.values()] == ["Buses", "Sweepers", "Heat pumps"]


def test_a_measure_that_is_numbered_is_no_section(read):
    """1 and 1.1 here, but 1 does not add up what is below it."""
    assert (
        len(
            read(
                "no,measure,tonnes,cost\n1,Buses,9,3\n1.1,Trams,4,3\n1.2,Rail,3,3\nA,Sun,5,2\n1,LED,1,2\n"
            ).interventions
        )
        == 5
    )


@pytest.mark.parametrize("sums", [(5.3, 8.8), ("", "")], ids=["with its sum", "bare"])
def test_a_section_whose_number_stands_in_a_column_of_its_own_is_no_measure(read, sums):
    """一 | 交通领域 heads buses (4.2) and sweepers (1.1); Ⅱ | 建筑领域 heat pumps (8.8) alone: three measures."""
    transport, buildings = ((tonnes, 400 if tonnes else "") for tonnes in sums)
    header = "序号,项目名称,减排量（万吨CO2）,单位成本（元/吨）"
    rows = [("一", "交通领域", *transport), (1, "公交车", 4.2, 300), (2, "环卫车", 1.1, 800)]
    rows += [("Ⅱ", "建筑领域", *buildings), (3, "热泵", 8.8, -100)]
    case = read("\n".join([header, *(",".join(map(str, row)) for row in rows)]))
    assert [measure.name_zh for measure in case.interventions.values()] == ["公交车", "环卫车", "热泵"]
