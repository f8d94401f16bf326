"""Resolution: what is counted from what, and what stays open when it is not known."""

import pytest

from chrono.article import UNDATED, Dating
from chrono.resolve import resolve
from chrono.tagger import tagger
from chrono.tagging import others, resolved_timexes
from chrono.temporal.edtf import parse
from chrono.temporal.interval import ANY_TIME

HISTORY = (
    "The war began on 3 May 1868. The capital fell in 1869. Fighting went on until 4 June 1870, and on 9 July 1870 "
    "the last fort gave up. "
)


def written(date):
    return Dating(parse(date).interval, "exact" if date.count("-") == 2 else "interval", date)


def resolved(text, dating=UNDATED):
    return resolve(text, tagger("en").tag(text), dating)


def one(text, dating=UNDATED):
    (result,) = resolved(text, dating)
    return result


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("They met on Sunday.", "2024-11", "[2024-10-27,2024-11-03,2024-11-10,2024-11-17,2024-11-24]"),
        ("They met yesterday.", "2024-11-14/2024-11-15", "[2024-11-13,2024-11-14]"),
        ("The mine opened last year.", "2024-11", "2023"),
        ("The mine opened last month.", "2024-11", "2024-10"),
        ("The mine will open in January.", "2024-11/2025-02", "[2025-01,2026-01]"),
        ("They met on Sunday.", "2024", "[2023-12-31..2024-12-29]"),
    ],
)
def test_an_article_dated_to_an_interval_gives_an_interval(text, published, edtf):
    result = one(text, written(published))
    assert result.edtf == edtf
    assert result.anchor == published or result.edtf in ("2023", "2024-10")
    assert parse(edtf).interval == result.interval


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Sunday.", "XXXX-WXX-7"),
        ("They met in January.", "XXXX-01"),
        ("They met on Nov. 5.", "XXXX-11-05"),
        ("They met last year.", "XXXX"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met on Sunday evening.", "XXXX-WXX-7TEV"),
    ],
)
def test_without_the_article_s_date_nothing_is_invented(text, value):
    result = one(text)
    assert (result.value, result.edtf, result.interval) == (value, None, ANY_TIME)
    assert "needs the article's date, which is not known" in result.derivation


def test_a_full_date_needs_no_article():
    result = one("They met on 5 November 2024.")
    assert (result.value, result.edtf, result.anchor) == ("2024-11-05", "2024-11-05", "")


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("It has grown since 2014.", "since"),
        ("It must end by 2014.", "by"),
        ("It lasted until 2014.", "until"),
        ("It grew from 2014 on.", "from"),
        ("It fell before 2014.", "before"),
        ("It fell after 2014.", "after"),
        ("It fell in 2014.", "in"),
        ("The 2014 law fell.", ""),
    ],
)
def test_the_preposition_is_kept(text, signal):
    assert one(text).signal == signal


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("In August the king fled.", "1870-08"),
        ("By the end of the year the army was gone.", "1870"),
        ("Two days later the king fled.", "1870-07-11"),
        ("The following month the king fled.", "1870-08"),
        ("That day the king fled.", "1870-07-09"),
    ],
)
def test_in_a_history_bare_dates_go_with_the_one_last_told(sentence, value):
    result = resolved(HISTORY + sentence, written("2011-01-02"))[-1]
    assert result.value == value
    assert any("the date last told" in step for step in result.derivation)


def test_what_is_told_too_coarsely_stays_open():
    result = resolved("The dam broke in 2014. The next day the army came.", written("2016-05-04"))[-1]
    assert (result.value, result.edtf) == ("XXXX-XX-XX", None)
    assert "which is too coarse for it" in result.derivation


def test_the_derivation_names_anchor_reason_and_result():
    result = one("They met on Friday.", written("2024-12-02"))
    assert result.derivation == (
        "“Friday”",
        "counted from the article's date, Monday 2024-12-02",
        "a Friday: the clause looks back, so the last one up to Monday 2024-12-02",
        "so 2024-11-29",
    )
    assert result.anchor == "2024-12-02"


def test_a_weekday_beside_the_day_finds_the_year():
    assert one("The vote of Thursday, May 2, is void.", written("2026-11-22")).value == "2024-05-02"


def test_news_with_old_years_is_no_history():
    text = (
        "The singer was born in 1940. She made records in 1966, 1972 and 1980 and wrote a book in 1990. The funeral "
        "will be held on Thursday. In March she had been made an honorary citizen."
    )
    values = [result.value for result in resolved(text, written("2024-12-17"))]
    assert values[-2:] == ["2024-12-19", "2024-03"]


def test_an_approximate_article_gives_approximate_dates():
    assert (
        one("They met on Monday.", Dating(parse("2024-11-13~").interval, "interval", "2024-11-13~")).edtf
        == "2024-11-11~"
    )


def test_a_day_that_may_be_either_of_two_stays_open():
    result = one("They met on 05/06/2024.", written("2024-12-16"))
    assert result.edtf == "[2024-05-06,2024-06-05]"
    assert "which may be 2024-05-06 or 2024-06-05" in result.derivation


def test_nothing_is_counted_from_a_date_that_is_itself_uncertain():
    result = resolved("They landed on Sunday. Three days later the airport was closed.", written("2024-10"))[-1]
    assert (result.value, result.edtf) == ("XXXX-XX-XX", None)


def test_by_says_nothing_of_the_tense_of_a_date_written_out():
    assert one("It was finished by 2014.").tense == "present"


def test_what_was_chosen_is_not_among_the_others():
    text = "He resigned, giving in to the Jan. 14 deadline."
    ((timex, result),) = resolved_timexes(text, "2025-01-07")
    assert result.value == "2025-01-14"
    assert others(text, timex, result, "2025-01-07") == ["2024-01-14, had the clause looked back"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It is shut for the rest of the month.", "2024-11-14/2024-11-30"),
        ("Shares rose in the year to date.", "2024-01-01/2024-11-14"),
        ("It rained in the last two weeks of July.", "2024-07-15/2024-07-28"),
        ("Sales rose in the first nine months of 2023.", "2023-01-01/2023-09-30"),
        ("It was shut for the rest of 2023.", "2023"),
        ("They met in the sixth week of May.", None),
        ("They met on the fifth Friday of last month.", None),
        ("They met in the first sixteen months of 2023.", None),
    ],
)
def test_a_part_of_a_date_has_its_own_days(text, edtf):
    result = one(text, written("2024-11-14"))
    assert result.edtf == edtf
    assert edtf is None or parse(edtf).interval == result.interval


def test_the_rest_of_a_month_that_may_have_begun_anywhere_lies_between_its_readings():
    result = one("It is shut for the rest of the month.", written("2024-11-14/2024-11-15"))
    assert result.edtf == "[2024-11-14..2024-11-30]"


def test_a_stretch_is_no_day_to_count_from():
    found = resolved("It grew in the first two months of 1939. The next day it fell.", written("2024-11-14"))
    assert [result.value for result in found] == ["P2M", "XXXX-XX-XX"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Bells rang 15 minutes ago.", ["2024-11-14T12:44"]),
        ("Bells rang two hours ago.", ["2024-11-14T10:59"]),
        ("Bells rang 30 seconds ago.", ["XXXX-XX-XXTXX:XX:XX"]),
        ("Bells rang at 9 a.m. on Friday.", ["2024-11-08T09:00"]),
        ("The bomb went off at 9:15. Two hours later, it rained.", ["2024-11-14T09:15", "2024-11-14T11:15"]),
        ("Bells rang two days ago.", ["2024-11-12"]),
    ],
)
def test_an_article_of_a_known_minute_has_moments_counted_from_it(text, values):
    assert [r.value for r in resolve(text, tagger("en").tag(text), written("2024-11-14T12:59"))] == values


def test_an_article_of_a_known_day_has_no_minute():
    assert one("Bells rang 15 minutes ago.", written("2024-11-14")).edtf is None
    assert one("Bells rang two hours ago.", written("2024-11-14T12")).edtf is None


def test_a_clock_time_takes_the_day_told_before_it_in_its_sentence_and_says_so():
    text = "On Friday the court opened at 9 a.m. EST, and it rose at noon. It sits again at 9 a.m. next week."
    friday, nine, noon, again, _ = resolve(text, tagger("en").tag(text), written("2024-11-14"))
    assert [friday.value, nine.value, noon.value] == ["2024-11-08", "2024-11-08T09:00", "2024-11-08T12:00"]
    assert again.value == "2024-11-14T09:00"
    assert "on the day told before it in its sentence, “Friday”" in nine.derivation
    assert "at 09:00, EST: the time of that place, not converted" in nine.derivation
    assert "on the day told before it in its sentence, “Friday”" in noon.derivation


def test_the_day_of_a_clock_time_is_as_uncertain_as_the_day_told():
    text = "On Friday the court opened at 9 a.m."
    friday, nine = resolve(text, tagger("en").tag(text), written("2024-11-14/2024-11-16"))
    assert friday.edtf == "[2024-11-08,2024-11-15]"
    assert nine.edtf == "[2024-11-08T09:00,2024-11-15T09:00]"


def test_what_half_of_the_dial_is_meant_is_said_when_it_is_not_told():
    told = "a.m. or p.m. is not told: taken as it stands"
    assert told in one("The bell rang at half past three.", written("2024-11-14")).derivation
    assert told not in one("The bell rang at half past three p.m.", written("2024-11-14")).derivation


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Rents doubled over the past two years.", "2022-11-14", "2024-11-13"),
        ("Rents will rise in the next three days.", "2024-11-15", "2024-11-17"),
        ("Sales fell in the past two quarters.", "2024-04-01", "2024-09-30"),
        ("Ten died in the last 24 hours.", "2024-11-13", "2024-11-13"),
        ("The envoys must leave within a week.", "2024-11-14", "2024-11-21"),
        ("He will be freed after six years.", "2030-01-01", "2030-12-31"),
        ("The bell rang two hours ago.", "2024-11-13", "2024-11-14"),
        ("It rained on June 3. In the following two weeks it was dry.", "2024-06-04", "2024-06-17"),
    ],
)
def test_a_stretch_has_a_place_and_no_date(text, first, last):
    result = resolved(text, written("2024-11-14"))[-1]
    assert (result.edtf, result.interval.earliest, result.interval.latest) == (None, first, last)


def test_a_stretch_of_an_article_of_an_uncertain_day_lies_within_both():
    dating = Dating(parse("2024-11-14/2024-11-20").interval, "interval", "2024-11-14/2024-11-20")
    result = one("Rents doubled over the past two years.", dating)
    assert (result.value, result.edtf) == ("P2Y", None)
    assert (result.interval.earliest, result.interval.latest) == ("2022-11-14", "2024-11-19")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The court will decide in three weeks.", "2024-12-02/2024-12-08"),
        ("The court decided in three weeks.", None),
        ("The court will decide in a few weeks.", None),
        ("It will be the first ruling in ten years.", None),
        ("The court said in 2003 that it would decide in two years.", None),
    ],
)
def test_a_length_of_time_is_a_date_only_where_the_clause_looks_ahead(text, edtf):
    result = resolved(text, written("2024-11-14"))[-1]
    assert result.edtf == edtf
    assert result.value.startswith("P")


def test_a_length_ahead_of_an_article_of_an_uncertain_day_is_uncertain():
    dating = Dating(parse("2024-11-14/2024-11-15").interval, "interval", "2024-11-14/2024-11-15")
    result = one("The court will decide in three days.", dating)
    assert (result.value, result.edtf) == ("P3D", "[2024-11-17,2024-11-18]")


def test_a_year_ago_in_a_report_is_the_quarter_of_the_year_before():
    text = "Profit in the second quarter rose to 50 million from 40 million a year ago. She joined a year ago."
    assert [result.value for result in resolved(text, written("2024-11-14"))] == ["2024-Q2", "2023-Q2", "2023"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The fair will run from May 3 to May 9.", "2025-05-03"),
        ("Two days before May 3 the fair was called off.", "2024-05-01"),
        ("The fair was called off two weeks before June 20.", "2024-06-06"),
        ("The fair will open two weeks before June 20.", "2025-06-06"),
    ],
)
def test_the_tense_decides_what_a_day_of_the_year_is_counted_from(text, value):
    assert resolved(text, written("2024-06-14"))[0].value == value


@pytest.mark.parametrize(
    ("published", "text", "edtf"),
    [
        (
            "[2016-11-09..2016-11-15,2024-11-06..2024-11-12]",
            "They met on Monday.",
            "[2016-11-07,2016-11-14,2024-11-04,2024-11-11]",
        ),
        ("[2024-03-04,2024-04-03]", "They met yesterday.", "[2024-03-03,2024-04-02]"),
        ("[2024-03-04,2024-04-03]", "They met last year.", "2023"),
        (
            "[2016-11-09..2017-01-20,2024-11-06..2025-01-20]",
            "He will return in January.",
            "[2017-01,2025-01]",
        ),
    ],
)
def test_an_article_of_one_of_several_stretches(published: str, text: str, edtf: str) -> None:
    timexes = tagger("en").tag(text)
    (result,) = resolve(text, timexes, Dating(parse(published).interval, "interval", published))
    assert result.edtf == edtf
    assert edtf in "; ".join(result.derivation) or edtf == "2023"
