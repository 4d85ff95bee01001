"""Two published supply curves in series give the cost-scale curve of CCUS (ccus_east_china/README.md)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import planner
from planner.case.cost_steps import as_rows, chain_steps, repeat_for_steps

FOLDER = Path(__file__).parent / "ccus_east_china"
PRINTED = pd.read_csv(FOLDER / "cost_scale_curve.csv")


@pytest.fixture(scope="module")
def capture() -> pd.DataFrame:
    """Capacity in 10 000 t."""
    table = pd.read_csv(FOLDER / "capture.csv")
    return pd.DataFrame(
        {"name": table["class"], "cost": table["capture_cost_rmb_per_t"], "capacity": table["capacity_1e8_t"] * 1e4}
    )


@pytest.fixture(scope="module")
def storage() -> pd.DataFrame:
    table = pd.read_csv(FOLDER / "transport_and_storage.csv")
    return pd.DataFrame(
        {
            "name": table["use_or_storage"] + ", " + table["destination"],
            "cost": table["two_links_cost_rmb_per_t"],
            "capacity": table["capacity_1e4_t"],
        }
    )


@pytest.fixture(scope="module")
def chain(capture, storage) -> pd.DataFrame:
    return chain_steps(capture, storage)


def test_every_printed_digit_is_reproduced(chain):
    """Ends in whole 10 000 t, costs to 0.01 yuan/t, cumulative cost (10 000 yuan / 10 000 = 100 million) to 0.001."""
    found = pd.DataFrame(
        {
            "from_1e4_t": chain["from"].round(6),
            "to_1e4_t": chain["to"].round(6),
            "marginal_full_chain_cost_rmb_per_t": chain["cost"].round(2),
            "capture_part": chain["cost_1"],
            "transport_and_storage_part": chain["cost_2"],
            "cumulative_cost_1e8_rmb": (chain["cumulative_cost"] / 1e4).round(3),
        }
    )
    pd.testing.assert_frame_equal(found, PRINTED, check_exact=True, check_dtype=False)


def test_the_tail_costs_what_planners_call_the_cost_of_ccus(chain):
    """446.5 to 450.9 yuan/t over the last 204.62 million t, and 288 on average over all 623 million."""
    tail = chain[chain["cost"] > 440]
    assert (tail["cost"].min(), tail["cost"].max()) == pytest.approx((446.51, 450.94))
    assert tail["potential"].sum() == pytest.approx(20462)
    assert chain["cumulative_cost"].iloc[-1] / chain["to"].iloc[-1] == pytest.approx(288.32, abs=0.01)


def test_the_order_of_rows_and_of_supplies_changes_nothing(chain, capture, storage):
    """Shuffled supplies are sorted; exchanged, only the parts exchange."""
    other = chain_steps(storage.sample(frac=1, random_state=3), capture.sample(frac=1, random_state=4))
    columns = ["from", "to", "potential", "cost", "cumulative_cost"]
    pd.testing.assert_frame_equal(other[columns], chain[columns])
    assert other["cost_2"].tolist() == chain["cost_1"].tolist()


def test_the_chain_is_the_least_cost_that_a_program_finds(chain, capture, storage):
    """Capture as technologies that deliver a stream of CO2, storage as reductions that consume it, a tonne a tonne.

    The program takes all 111.79 million t that earn, 22.5373 billion yuan, without a cap; its curve is the steps above
    zero. Unit: 10 000 t.
    """
    captures = [
        f"capture_{n},technology,city,stream,10kt,yuan/tCO2,{row.cost},1,{row.capacity}"
        for n, row in enumerate(capture.itertuples())
    ]
    stores = [
        f"store_{n},reduction,city,,10kt,yuan/tCO2,{row.cost},1,{row.capacity}"
        for n, row in enumerate(storage.itertuples())
    ]
    head = "intervention,kind,sector,of,unit,variable_unit,variable_cost,lifetime,potential"
    stored = range(len(stores))
    unit = "万吨 CO2"
    case = planner.read_case(
        {
            "case.toml": 'title_en = "Chain"\nfirst_year = 2060\nlast_year = 2060\nprice_year = 2020\nmoney = "万元"\n'
            f'discount_rate = 0.0\n[[accounts]]\nid = "co2"\nunit = "{unit}"',
            "sectors.csv": "sector,net_negative\ncity,true",
            "carriers.csv": f"carrier,unit\nstream,{unit}",
            "interventions.csv": "\n".join([head, *captures, *stores]).replace("10kt", unit),
            "unit_flows.csv": "\n".join(
                ["intervention,carrier,unit,amount", *(f"store_{n},stream,({unit})/({unit}),1" for n in stored)]
            ),
            "process_emissions.csv": "\n".join(
                ["intervention,account,unit,amount", *(f"store_{n},co2,({unit})/({unit}),-1" for n in stored)]
            ),
        }
    )
    curve = planner.mac_curve(case, year=2060)
    dear = chain[chain["cost"] > 0]
    assert curve.steps["price"].tolist() == pytest.approx(dear["cost"].tolist())
    assert (-curve.steps["emissions_to"]).tolist() == pytest.approx(dear["to"].tolist())
    found = curve.no_regret["frozen"]["tonnes"], curve.no_regret["frozen"]["money"]
    assert found == pytest.approx((11179, 225.373e4), rel=1e-5)


def test_the_steps_pasted_as_rows_give_the_same_curve(chain):
    """One flat row at 450 yuan/t becomes 14; eight are above zero."""
    template = {
        "intervention": "ccus",
        "kind": "reduction",
        "name_en": "CCUS",
        "name_zh": "碳捕集利用与封存",
        "sector": "city",
        "unit": "万吨 CO2",
        "variable_unit": "yuan/tCO2",
        "variable_cost": 450,
        "lifetime": 1,
    }
    rows = as_rows(chain, template)
    links = pd.DataFrame([{"intervention": "ccus", "account": "co2", "unit": "tCO2/tCO2", "amount": -1}])
    case = planner.read_case(
        {
            "case.toml": 'title_en = "CCUS"\nfirst_year = 2060\nlast_year = 2060\nprice_year = 2020\nmoney = "万元"\n'
            'discount_rate = 0.0\n[[accounts]]\nid = "co2"\nunit = "万吨 CO2"',
            "sectors.csv": "sector,net_negative\ncity,true",
            "interventions.csv": rows.to_csv(index=False),
            "process_emissions.csv": repeat_for_steps(links, "ccus", rows).to_csv(index=False),
        }
    )
    steps = planner.mac_curve(case, year=2060).steps
    assert steps["price"].tolist() == pytest.approx(PRINTED["marginal_full_chain_cost_rmb_per_t"][7:].tolist())
    assert steps["grows"].tolist() == [f"ccus_{n}" for n in range(8, 15)]
