"""Units as people write them, in English and Chinese; what is no unit is refused at once."""

from __future__ import annotations

import time

import pytest

from planner.unit_names import ISO_4217
from planner.units import Units, WrongUnit


@pytest.mark.parametrize(
    ("found", "wanted", "factor"),
    [
        ("万t", "t", 1e4),
        ("万吨", "t", 1e4),
        ("百万吨", "Mt", 1),
        ("亿吨CO2", "Mt CO2", 100),
        ("万tCO2", "ktCO2", 10),
        ("万吨二氧化碳当量", "t CO2e", 1e4),
        ("千克", "t", 1e-3),
        ("公斤", "kg", 1),
        ("10^4 t", "万吨", 1),
        ("10⁴t", "万吨", 1),
        ("亿kWh", "GWh", 100),
        ("亿千瓦时", "亿 kWh", 1),
        ("万度", "MWh", 10),
        ("万kW", "MW", 10),
        ("万千瓦", "kW", 1e4),
        ("万辆", "辆", 1e4),
        ("万m2", "m2", 1e4),
        ("万平方米", "Mm2", 0.01),
        ("万㎡", "m²", 1e4),
        ("亩", "m2", 10000 / 15),
        ("元/吨", "CNY/t", 1),
        ("亿元", "万元", 1e4),
        ("万元/辆", "yuan/辆", 1e4),
        ("元每平方米", "yuan/m2", 1),
        ("￥/吨", "元/t", 1),
        ("万美元", "USD", 1e4),
        ("欧元/吨CO2", "EUR/t CO2", 1),
        ("吨标准煤", "MJ", 29307.6),
        ("万tce", "GJ", 293076),
        ("toe", "GJ", 41.868),
        ("MMBtu", "GJ", 1.05505585262),
        ("lakh INR", "crore INR", 0.01),
        ("₹ crore", "INR", 1e7),
        ("US$/tCO2eq", "USD/t CO2e", 1),
        ("M€", "million EUR", 1),
        ("k$/kW", "USD/W", 1),
        ("$million", "USD", 1e6),
        ("MMTCO2e", "MtCO2e", 1),
        ("million tonnes CO2e", "MtCO2e", 1),
        ("yuan/t CO2", "yuan/(t CO2)", 1),
        ("元/(人·km)", "yuan/(人 km)", 1),
        ("km^2", "ha", 100),
        ("1/MWh", "1/GWh", 1e3),
        ("(kg)/(m2)", "t/ha", 10),
    ],
)
def test_units_as_people_write_them(found, wanted, factor):
    assert Units().factor(found, wanted) == pytest.approx(factor, rel=1e-12)


def test_every_currency_is_its_own_dimension():
    """178 currencies of ISO 4217; none converts to another."""
    assert len({Units().parse(f"million {code}/t").powers for code in ISO_4217}) == len(ISO_4217) > 150


@pytest.mark.parametrize("unit", ["万 台热泵", "万台热泵"])
def test_things_of_a_case_count_like_others(unit):
    assert Units(("台热泵",)).factor(f"元/{unit}", "元/台热泵") == pytest.approx(1e-4)


@pytest.mark.parametrize(
    ("found", "key"),
    [
        ("nan*yuan/kWh", "unknown_unit"),
        ("inf*yuan/kWh", "unknown_unit"),
        ("nan CNY/t", "unknown_unit"),
        ("yuan/kWh+yuan/kWh", "malformed_unit"),
        ("-yuan/kWh", "malformed_unit"),
        ("~t", "malformed_unit"),
        ("t;t", "malformed_unit"),
        ("m2**9**9**9", "malformed_unit"),
        ("m2**9", "malformed_unit"),
        ("m2**-1", "malformed_unit"),
        ("t" * 100_000, "malformed_unit"),
        ("(" * 100, "malformed_unit"),
        ("万" * 100, "malformed_unit"),
        ("t/(10^12*10^12*10^12)", "malformed_unit"),
        ("yuan//t", "malformed_unit"),
        ("yuan/t)", "malformed_unit"),
        ("(yuan/t", "malformed_unit"),
        ("", "malformed_unit"),
        ("2 t", "number_in_unit"),
        ("1000t", "number_in_unit"),
        ("MTCO2e", "ambiguous_ton"),
        ("兆吨瓦", "unknown_unit"),
    ],
)
def test_what_is_no_unit_is_refused_at_once(found, key):
    start = time.process_time()
    with pytest.raises(WrongUnit) as wrong:
        Units().parse(found)
    assert wrong.value.key == key
    assert len(str(wrong.value)) < 400
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize(
    ("unit", "most", "read"),
    [("TWh", 0.02, (1000, "GW")), ("MWh", 2, (1, "MW")), ("PJ", 0.036, (1 / 0.0036, "GW")), ("kWh", 0.5, (1, "kW"))],
)
def test_energy_in_an_hour_is_read_as_power(unit, most, read):
    """0.02 TWh in an hour are 20 GW; 0.036 PJ are 0.01 TWh, 10 GW."""
    assert Units().power(unit, most) == (pytest.approx(read[0]), read[1])
    assert Units().power("t", most) is None


@pytest.mark.parametrize(
    ("found", "near"), [("yuan/Mwh", "MWh"), ("KWH", "kWh"), ("yaun", "yuan"), ("万里", ""), ("spoon", "")]
)
def test_the_nearest_name_is_said_where_one_is_near(found, near):
    with pytest.raises(WrongUnit) as wrong:
        Units().parse(found)
    assert wrong.value.values["near"] == near
