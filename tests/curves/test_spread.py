"""Supply curves in series and steps as rows, on numbers that can be seen by eye."""

from __future__ import annotations

import pandas as pd
import pytest

import planner
from planner.case.cost_steps import as_rows, chain_steps, repeat_for_steps, split_lognormal
from planner.errors import UsageError

STEPS = pd.DataFrame({"step": [1, 2], "potential": [60.0, 40.0], "cost": [10.0, 20.0]})
RETROFIT = {
    "intervention": "retrofit",
    "kind": "improvement",
    "name_en": "Retrofit",
    "name_zh": "改造",
    "sector": "city",
    "of": "homes",
    "unit": "m2",
    "lifetime": 1,
    "cost_unit": "yuan/m2",
}


def supply(*rows):
    return pd.DataFrame(rows, columns=["cost", "capacity"])


def test_two_links_break_where_either_does_and_end_with_the_scarcer():
    """10 t at 1 and 20 at 4; 15 at 2 and 10 at 3: steps end at 10, 15 and 25 of 30, for 3, 6 and 7 a tonne."""
    steps = chain_steps(supply((4, 20), (1, 10)), supply((2, 15), (3, 10)))
    assert steps[["from", "to", "cost"]].to_numpy().tolist() == [[0, 10, 3], [10, 15, 6], [15, 25, 7]]
    assert steps["cumulative_cost"].tolist() == [30, 60, 130]


def test_three_links_and_ends_that_coincide_but_for_rounding_make_no_sliver():
    """0.1 + 0.2 is not 0.3 in binary; the chain still has two steps."""
    steps = chain_steps(supply((1, 0.1), (2, 0.2), (3, 1)), supply((0, 0.3), (5, 1)), supply((7, 10)))
    assert steps["to"].tolist() == pytest.approx([0.1, 0.3, 1.3])
    assert steps["cost"].tolist() == [8, 9, 15]


def test_names_of_the_links_are_joined():
    named = [supply((1, 2)).assign(name="kiln"), supply((3, 2)).assign(name="aquifer")]
    assert chain_steps(*named)["name"].tolist() == ["kiln + aquifer"]
    assert "name" not in chain_steps(named[0], supply((3, 2)))


def test_a_link_of_no_capacity_lets_nothing_through():
    assert chain_steps(supply((1, 5)), supply((2, 0))).empty


def test_rows_carry_the_step_in_id_and_names_and_share_a_group():
    rows = as_rows(STEPS, RETROFIT, "capex")
    assert rows[["intervention", "name_en", "name_zh", "group", "potential", "capex"]].to_numpy().tolist() == [
        ["retrofit_1", "Retrofit, step 1", "改造，第1级", "retrofit", 60, 10],
        ["retrofit_2", "Retrofit, step 2", "改造，第2级", "retrofit", 40, 20],
    ]
    assert set(rows["unit"]) == {"m2"}


def test_a_group_of_the_template_is_kept_and_other_kinds_get_none():
    assert set(as_rows(STEPS, RETROFIT | {"group": "envelope"})["group"]) == {"envelope"}
    assert "group" not in as_rows(STEPS, RETROFIT | {"kind": "reduction"})


def test_rows_of_other_tables_are_repeated_for_each_step():
    columns = ["improvement", "carrier", "fraction"]
    links = pd.DataFrame([("other", "gas", 0.1), ("retrofit", "gas", 0.4)], columns=columns)
    found = repeat_for_steps(links, "retrofit", as_rows(STEPS, RETROFIT, "capex"))
    assert found.to_numpy().tolist() == [["other", "gas", 0.1], ["retrofit_1", "gas", 0.4], ["retrofit_2", "gas", 0.4]]


def test_the_rows_are_read_and_no_home_gets_two_steps(case_of, at):
    """100 m2 burn a MWh each; both steps together improve 100 m2 by 0.4: 60 t for 60 x 10 + 40 x 20 + 60 of gas."""
    boiler = pd.DataFrame(
        [
            {
                "intervention": "boiler",
                "kind": "technology",
                "sector": "city",
                "of": "homes",
                "unit": "m2",
                "lifetime": 20,
            }
        ]
    )
    rows = as_rows(STEPS, RETROFIT, "capex")
    savings = pd.DataFrame([("retrofit", "gas", 0.4)], columns=["improvement", "carrier", "fraction"])
    case = case_of(
        services="service,name_en,unit,amount\nhomes,Homes,m2,100",
        carriers="carrier,unit,bought\ngas,MWh,true",
        prices="carrier,unit,amount\ngas,yuan/MWh,1",
        emission_factors="carrier,account,unit,amount\ngas,co2,tCO2/MWh,1",
        interventions=pd.concat([boiler, rows]).to_csv(index=False),
        unit_flows="intervention,carrier,unit,amount\nboiler,gas,MWh/m2,1",
        savings=repeat_for_steps(savings, "retrofit", rows).to_csv(index=False),
        caps="account,kind,unit,amount\nco2,yearly,tCO2,60",
    )
    assert planner.solve(case).total_cost == pytest.approx(60 * 10 + 40 * 20 + 60)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: split_lognormal(-5, sigma=0.1, potential=1, steps=3), "mean_cost: found -5, allowed > 0"),
        (lambda: split_lognormal(5, sigma=-0.1, potential=1, steps=3), "sigma: found -0.1, allowed >= 0"),
        (lambda: split_lognormal(5, sigma=0.1, potential=1, steps=0), "steps: found 0, allowed >= 1"),
        (lambda: chain_steps(supply((1, 5)), supply((2, -5))), "supply 2 capacity"),
        (lambda: chain_steps(supply((1, 5)).drop(columns="cost")), "cost is needed"),
        (lambda: as_rows(STEPS, RETROFIT | {"potental": 3}), "found potental"),
        (lambda: as_rows(STEPS, RETROFIT | {"existing": 30}), "existing = 30"),
        (lambda: as_rows(STEPS, {"intervention": "retrofit"}), "kind is needed"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong, said):
    with pytest.raises(UsageError, match=said):
        wrong()
