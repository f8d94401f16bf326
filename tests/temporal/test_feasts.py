"""The days of holidays: what was published, year by year, against what the rules of the language files give."""

from itertools import pairwise

import pytest

from chrono.languages import available, holiday_key, load
from chrono.productions.readers import READERS
from chrono.temporal.calendar import civil, iso_date
from chrono.temporal.feasts import Islamic, Listed
from chrono.temporal.operators import HolidayCycle

NAMES = [
    (code, name)
    for code in available()
    for entry in {id(entry): entry for entry in load(code).holidays.values()}.values()
    for name in entry["names"]
]


def holiday(name: str, code: str = "en") -> HolidayCycle:
    language = load(code)
    return READERS["holiday"](name, language.classes["holiday"], language)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Thanksgiving", "1938-11-24 1939-11-23 1940-11-21 1942-11-26 2012-11-22 2024-11-28"),
        ("Thanksgiving", "1933-11-30"),  # the last Thursday, until Roosevelt moved it
        ("Canadian Thanksgiving", "2023-10-09 2024-10-14"),
        ("Black Friday", "2023-11-24 2024-11-29"),
        ("Memorial Day", "1970-05-30 1971-05-31 2024-05-27"),
        ("Victoria Day", "2022-05-23 2023-05-22 2024-05-20"),
        ("Presidents' Day", "1970-02-22 1971-02-15 2024-02-19"),
        ("Tax Day", "2005-04-15 2006-04-17 2007-04-17 2011-04-18 2012-04-17 2017-04-18 2019-04-15 2020-07-15"),
        ("Election Day", "2000-11-07 2020-11-03 2024-11-05"),
        ("Inauguration Day", "1933-03-04 1937-01-20 2021-01-20"),
        ("Remembrance Sunday", "2022-11-13 2023-11-12 2024-11-10"),
        ("Spring bank holiday", "2012-06-04 2021-05-31 2022-06-02"),
        ("August bank holiday", "1965-08-02 2022-08-29 2024-08-26"),
        ("King's Day", "2014-04-26 2018-04-27"),
        ("Advent Sunday", "2022-11-27 2023-12-03 2024-12-01"),
        ("Shrove Tuesday", "2024-02-13 2025-03-04"),
        ("Orthodox Easter", "2018-04-08 2021-05-02 2023-04-16 2024-05-05"),
        ("Clean Monday", "2018-02-19 2024-03-18"),
        ("Passover", "2018-03-31 2023-04-06 2024-04-23"),
        ("Yom Kippur", "1973-10-06 2023-09-25 2024-10-12"),
        ("Rosh Hashanah", "2023-09-16 2024-10-03"),
        ("Hanukkah", "2018-12-03 2023-12-08 2024-12-26"),
        ("Purim", "2022-03-17 2023-03-07 2024-03-24"),
        ("Tisha B'Av", "2018-07-22 2023-07-27 2024-08-13"),
        ("Yom HaShoah", "2018-04-12 2024-05-06"),
        ("Yom HaAtzmaut", "2018-04-19 2023-04-26 2024-05-14"),
        ("Ramadan", "2018-05-16 2023-03-23 2024-03-11 2025-03-01"),
        ("Eid al-Fitr", "2018-06-15 2022-05-02 2023-04-21 2024-04-10"),
        ("Eid al-Adha", "2018-08-21 2023-06-28 2024-06-16"),
        ("Chinese New Year", "1984-02-02 2012-01-23 2024-02-10 2025-01-29"),
        ("Super Tuesday", "2008-02-05 2020-03-03"),
    ],
)
def test_published_days(name, days):
    cycle = holiday(name)
    for day in days.split():
        found = cycle.occurrence(int(day[:4]))
        assert found is not None
        assert iso_date(found.first_day) == day


@pytest.mark.parametrize(
    ("name", "stretch"),
    [
        ("Lent", "2018-02-14/2018-03-31"),
        ("Great Lent", "2018-02-19/2018-03-30"),
        ("Holy Week", "2024-03-24/2024-03-30"),
        ("Advent", "2023-12-03/2023-12-24"),
        ("Kwanzaa", "2023-12-26/2024-01-01"),
        ("Passover", "2024-04-23/2024-04-30"),
        ("Hanukkah", "2024-12-26/2025-01-02"),
        ("Ramadan", "2025-03-01/2025-03-29"),
    ],
)
def test_feasts_of_several_days(name, stretch):
    found = holiday(name).occurrence(int(stretch[:4]))
    assert found is not None
    assert found.value == found.edtf == stretch


@pytest.mark.parametrize(
    ("name", "year"), [("Election Day", 2023), ("Leap Day", 2023), ("Ramadan", 1900), ("Diwali", 2023)]
)
def test_years_without_the_day(name, year):
    assert holiday(name).occurrence(year) is None


def test_an_islamic_feast_may_come_twice_a_year_and_is_never_lost():
    days = [day for year in range(1925, 2077) for day in Islamic(10, 1).days(year)]
    assert sorted(days) == days
    assert {later - earlier for earlier, later in pairwise(days)} <= {353, 354, 355, 356}
    assert [iso_date(day) for day in Islamic(10, 1).days(2000)] == ["2000-01-08", "2000-12-27"]


def test_the_list_of_lunar_new_years_is_a_lunar_calendars():
    rule = holiday("Lunar New Year").rule
    assert isinstance(rule, Listed)
    assert [civil(day)[0] for day in rule.list] == list(range(1950, 2051))
    assert {later - earlier for earlier, later in pairwise(rule.list)} <= {353, 354, 355, 383, 384, 385}


@pytest.mark.parametrize(("code", "name"), NAMES)
def test_every_name_is_a_holiday_of_its_own(code, name):
    language = load(code)
    cycle = holiday(name, code)
    assert holiday_key(cycle.name) == holiday_key(name) == holiday_key(name.upper())
    assert name in language.holidays[holiday_key(name)]["names"]
    assert cycle.rule is None or any(cycle.occurrence(year) for year in range(2016, 2026))
    assert not set(language.holidays[holiday_key(name)]) - KEYS


KEYS = {
    "names", "cased", "day", "month", "weekday", "nth", "easter", "orthodox", "hebrew", "islamic", "list", "of",
    "offset", "moved", "except", "since", "before", "every", "last",
}  # fmt: skip
