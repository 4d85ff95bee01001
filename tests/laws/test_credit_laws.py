"""Laws of credit: sampling agrees with every coalition; the size of a last resort does not matter; Beijing adds up."""

from __future__ import annotations

import pytest

import planner
from planner.credit import coalitions, shapley
from planner.credit.credit import OPERATION


def test_sampled_orders_agree_with_every_coalition_within_their_error(example_city, monkeypatch):
    """Seven measures, asked exactly and then by 400 orders: within four standard errors.

    Where measures interact only two by two, an order and its reverse have the exact mean, and no error: so the bus and
    its wind power. Two savings and the heat pump make three.
    """
    exact = planner.credit_shares(example_city).table.set_index("measure")
    monkeypatch.setattr(shapley, "FEW", 0)
    sampled = planner.credit_shares(example_city, orders=400).table.set_index("measure").loc[exact.index]
    away = (sampled["shapley"] - exact["shapley"]).abs()
    assert (sampled.loc[["metering", "retrofit", "heat_pump"], "error"] > 0).all()
    assert sampled.loc["electric_bus", "error"] == 0
    assert (away <= 4 * sampled["error"] + 1e-9).all()
    assert sampled[["alone", "last_in"]].to_numpy() == pytest.approx(exact[["alone", "last_in"]].to_numpy())
    assert sampled["shapley"].sum() == pytest.approx(exact["shapley"].sum())


@pytest.mark.slow
@pytest.mark.parametrize("year", [2035, 2060])
def test_a_last_resort_may_cost_ten_times_or_a_thousand(yearly_beijing, monkeypatch, year):
    few = planner.credit_shares(yearly_beijing, year=year, orders=20).table
    monkeypatch.setattr(coalitions, "LAST_RESORT", 1000.0)
    many = planner.credit_shares(yearly_beijing, year=year, orders=20).table
    assert many["measure"].tolist() == few["measure"].tolist()
    assert many["shapley"].to_numpy() == pytest.approx(few["shapley"].to_numpy(), abs=1e-6)


@pytest.mark.slow
def test_beijing_adds_up_to_its_abatement_and_an_enabler_apart_shares_equally(yearly_beijing):
    """In 2060 nothing is removed from the air without the pipeline: air capture alone avoids nothing.

    With it, what it removes hardly depends on what else is built, so in half of the orders it comes after the pipeline
    and has all of it: about half of what it adds last. The pipeline likewise, with what is caught elsewhere.
    """
    credit = planner.credit_shares(yearly_beijing, year=2060, enablers="apart")
    table = credit.table.set_index("measure")
    assert table["shapley"].sum() == pytest.approx(credit.abatement)
    assert table.loc[OPERATION, "shapley"] == pytest.approx(0, abs=1e-6)
    air, pipeline = table.loc["air_capture"], table.loc["co2_transport_storage"]
    assert air["alone"] == pytest.approx(0, abs=1e-6)
    assert air["shapley"] == pytest.approx(air["last_in"] / 2, rel=0.1)
    assert pipeline["shapley"] == pytest.approx(pipeline["last_in"] / 2, rel=0.1)
