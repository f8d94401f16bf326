"""What tells an event, and what dates it. The article is of Thursday 2024-11-14 unless told otherwise.

Each case is a sentence with its dates in place and the tellings it must give: date, kind, title.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chrono.events.mention import Telling

Tell = Callable[..., list[Telling]]


def rows(told: list[Telling]) -> list[tuple[str | None, str, str]]:
    return [(telling.when.edtf, telling.kind, telling.title) for telling in told]


ONE_DATE = [
    ("On [Monday=2024-11-11], the council met in Bern.", ("2024-11-11", "happened", "The council met in Bern")),
    ("The council met in Bern [Monday=2024-11-11].", ("2024-11-11", "happened", "The council met in Bern")),
    ("In [2014=2014] Russia annexed Crimea.", ("2014", "happened", "Russia annexed Crimea")),
    ("[2023=2023] was the hottest year on record.", ("2023", "happened", "2023 was the hottest year on record")),
    ("The law takes effect on [January 1=2025-01-01].", ("2025-01-01", "planned", "The law takes effect")),
    ("[Monday=2024-11-11]'s attack killed ten people.", ("2024-11-11", "happened", "Attack killed ten people")),
    ("They are at odds since [May=2024-05].", ("2024-05/..", "ongoing", "They are at odds")),
    ("The road stays closed until [Friday=2024-11-15].", ("/2024-11-15", "ongoing", "The road stays closed")),
    ("The dam will be done by [May=2025-05].", ("[2024-11-14..2025-05]", "planned", "The dam will be done")),
    ("He had left by [June=2024-06].", ("[..2024-06]", "happened", "He had left")),
    ("The choir sang until [midnight=2024-11-11T22:00].", ("2024-11-11", "happened", "The choir sang")),
    ("The choir sang until [Monday=2024-11-11].", ("/2024-11-11", "happened", "The choir sang")),
    ("She resigned before [June=2024-06].", ("[..2024-05-31]", "happened", "She resigned")),
    ("She resigned after [June=2024-06].", ("[2024-07-01..]", "happened", "She resigned")),
    ("They did not meet until [Friday=2024-11-08].", ("2024-11-08", "happened", "They did not meet until Friday")),
    ("The summit was postponed until [May=2025-05].", ("2025-05", "planned", "The summit was postponed until May")),
    ("Her deputy took over on [Monday=2024-11-11].", ("2024-11-11", "happened", "Her deputy took over")),
    ("They agreed to meet in [May=2025-05].", ("2025-05", "planned", "They agreed to meet")),
    ("Both draw up schedules for [May=2025-05].", ("2025-05", "planned", "Both draw up schedules for May")),
    ("The raid on Basra in [March=2024-03] was a gamble.", ("2024-03", "happened", "The raid on Basra")),
    ("The raid in [March=2024-03] failed.", ("2024-03", "happened", "The raid failed")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "row"), ONE_DATE)
def test_a_sentence_with_one_date(tell: Tell, text: str, row: tuple[str, str, str]) -> None:
    assert rows(tell(text)) == [row]


SEVERAL = [
    (  # a stretch, with "from … to", "between … and" and a dash
        "The fair runs from [May 3=2025-05-03] to [May 9=2025-05-09].",
        [("2025-05-03/2025-05-09", "planned", "The fair runs")],
    ),
    (
        "Talks were held between [March=2023-03] and [June 2023=2023-06].",
        [("2023-03/2023-06", "happened", "Talks were held")],
    ),
    ("He ruled [1990=1990]–[1994=1994].", [("1990/1994", "happened", "He ruled")]),
    # a choice of two
    (
        "The pass will open in [May=2025-05] or [June=2025-06].",
        [("[2025-05,2025-06]", "planned", "The pass will open")],
    ),
    # one after the other
    (
        "Prices rose in [March=2024-03] and [April=2024-04].",
        [("2024-03", "happened", "Prices rose"), ("2024-04", "happened", "Prices rose")],
    ),
    (
        "The vote was moved from [Monday=2024-11-11] to [Friday=2024-11-15].",
        [
            ("2024-11-11", "happened", "The vote was moved from Monday to Friday"),
            ("2024-11-15", "planned", "The vote was moved from Monday to Friday"),
        ],
    ),
    # the saying and the said
    (
        "Police said on [Friday=2024-11-08] that three men had fled in [August=2024-08].",
        [
            ("2024-11-08", "happened", "Police said that three men had fled in August"),
            ("2024-08", "happened", "Three men had fled"),
        ],
    ),
    # made then, and told of now
    (
        "Vows from [2014=2014] and [2015=2015] were broken.",
        [("2024-11-14", "reported", "Vows from 2014 and 2015 were broken")],
    ),
    # two verbs, one subject; two subjects; three in a row
    (
        "Ana Silva came to Lima on [Monday=2024-11-11] and left for Quito on [Tuesday=2024-11-12].",
        [("2024-11-11", "happened", "Ana Silva came to Lima"), ("2024-11-12", "happened", "Ana Silva left for Quito")],
    ),
    (
        "The mayor quit on [Monday=2024-11-11], and her deputy took over on [Tuesday=2024-11-12].",
        [("2024-11-11", "happened", "The mayor quit"), ("2024-11-12", "happened", "Her deputy took over")],
    ),
    (
        "She was born in [1970=1970], moved to Chile in [1988=1988] and won the prize in [2003=2003].",
        [
            ("1970", "happened", "She was born"),
            ("1988", "happened", "She moved to Chile"),
            ("2003", "happened", "She won the prize"),
        ],
    ),
    # a date that tells what happened then
    (
        "Oil has fallen since [May 1=2024-05-01], when the cartel met in Vienna.",
        [("2024-05-01/..", "ongoing", "Oil has fallen"), ("2024-05-01", "happened", "The cartel met in Vienna")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_a_sentence_with_several_dates(tell: Tell, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(tell(text)) == expected


OTHER_CLAUSES = [
    (  # relatives, of the subject and of the object
        "The party, which was founded in [1998=1998] by two miners, lost the vote.",
        [
            ("2024-11-14", "reported", "The party lost the vote"),
            ("1998", "happened", "The party was founded by two miners"),
        ],
    ),
    (
        "Nothing shows it better than Basra, the town that rebels took in [May=2024-05].",
        [
            ("2024-11-14", "reported", "Nothing shows it better than Basra, the town that rebels took in May"),
            ("2024-05", "happened", "Rebels took Basra"),
        ],
    ),
    (  # participles, set off and not
        "The plant, built in [1932=1932], was torn down.",
        [("2024-11-14", "reported", "The plant was torn down"), ("1932", "happened", "The plant was built")],
    ),
    (
        "Thousands marched in Paris against a law passed in [July=2024-07].",
        [
            ("2024-11-14", "reported", "Thousands marched in Paris against a law passed in July"),
            ("2024-07", "happened", "A law was passed"),
        ],
    ),
    (
        "Ports such as Obando—seized by rebels back in [2014=2014]—remain in dispute.",
        [
            ("2024-11-14", "reported", "Ports such as Obando remain in dispute"),
            ("2014", "happened", "Obando was seized by rebels"),
        ],
    ),
    (  # before and after the main clause
        "After rebels seized the port in [2019=2019], exports collapsed.",
        [
            ("2024-11-14", "reported", "After rebels seized the port in 2019, exports collapsed"),
            ("2019", "happened", "Rebels seized the port"),
        ],
    ),
    (
        "The future of the aid is open, with Ana Silva taking office in [January=2025-01].",
        [
            ("2024-11-14", "reported", "The future of the aid is open"),
            ("2025-01", "planned", "Ana Silva taking office"),
        ],
    ),
    (  # yet to come
        "The envoy invited them to the parade to be held in Rome in [May=2025-05].",
        [
            ("2024-11-14", "reported", "The envoy invited them to the parade"),
            ("2025-05", "planned", "The parade to be held in Rome"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OTHER_CLAUSES)
def test_a_date_dates_its_own_clause_and_no_other(tell: Tell, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(tell(text)) == expected


NAMES = [
    ("They fled after the [2014=2014] Revolution of Dignity.", ("2014", "Revolution of Dignity")),
    ("The borders stem from the [1991=1991] Declaration of Independence.", ("1991", "Declaration of Independence")),
    ("Markets fear a repeat of Russia’s [2022=2022] invasion of Ukraine.", ("2022", "Russia’s invasion of Ukraine")),
    ("He wrote on the [2016=2016] referendum on independence.", ("2016", "Referendum on independence")),
    ("A truce holds after the [2022=2022] World Cup.", ("2022", "World Cup")),
    ("He was jailed after the [2016=2016] coup.", ("2016", "The 2016 coup")),
    ("It reopened two years after the fire of [12 May 2022=2022-05-12].", ("2022-05-12", "The fire of 12 May 2022")),
]


@pytest.mark.parametrize(("text", "named"), NAMES)
def test_a_date_that_qualifies_a_name_dates_what_is_named(tell: Tell, text: str, named: tuple[str, str]) -> None:
    told = tell(text)
    assert [telling.kind for telling in told] == ["reported", "happened"]
    assert (told[1].when.edtf, told[1].title) == named


@pytest.mark.parametrize(
    "text",
    [
        "In [2014=2014] Revolution Square was closed to cars.",
        "Since [2014=2014], Ukrainian forces have held the town.",
        "A truce held during the [2022=2022] World Cup.",
        "In a [Wednesday=2024-11-13] ceremony, the firm unveiled a car.",
        "The fire of [12 May 2022=2022-05-12] killed ten people.",
    ],
)
def test_near_misses_of_a_name(tell: Tell, text: str) -> None:
    assert [telling.own for telling in tell(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "The war went on [for eight years=?P8Y].",
        "The museum is open [every day=?P1D].",
        "Prices have [recently=?PAST_REF] risen.",
        "The talks [now=?PRESENT_REF] look shaky.",
        "It was the first visit since [1990=1990].",
        "The [2025=2025] budget was passed.",
        "A [2019=2019] study praised the miners.",
        "The firm sold 1,000 cars, up from 800 in [2022=2022].",
    ],
)
def test_what_dates_nothing_leaves_the_article_s_date(tell: Tell, text: str) -> None:
    told = tell(text)
    assert [(telling.when.edtf, telling.kind, telling.mention.phrase) for telling in told] == [
        ("2024-11-14", "reported", "")
    ]


def test_getting_up_from_a_chair_compares_nothing(tell: Tell) -> None:
    assert [telling.when.edtf for telling in tell("He got up from his chair in [2022=2022] and left.")] == ["2022"]


def test_a_reported_sentence_has_an_empty_phrase_at_its_start(tell: Tell) -> None:
    mention = tell("# a menu\nThe two sides are far apart.", published="2024-11-14T12:59-05:00")[0].mention
    assert (mention.phrase, mention.phrase_start, mention.phrase_end) == ("", 9, 9)
    assert mention.anchor == "2024-11-14"
    assert mention.derivation[-1] == "so it carries the article's date, 2024-11-14"


@pytest.mark.parametrize(("text", "_"), ONE_DATE)
def test_offsets_point_into_the_article(tell: Tell, text: str, _: object) -> None:
    told = tell("The first line has no date.\n" + text)
    for telling in told[1:]:
        mention = telling.mention
        offset = mention.phrase_start - mention.sentence_start
        assert mention.sentence[offset : offset + len(mention.phrase)] == mention.phrase
        assert mention.sentence_end - mention.sentence_start == len(mention.sentence)


@pytest.mark.parametrize(
    ("text", "published", "why"),
    [
        ("The two sides are far apart.", None, "the article's date is unknown"),
        ("The two sides are far apart.", "conflict", "the article's date is in conflict"),
        ("On [Monday=?XXXX-WXX-1], they met.", None, "“Monday” needs the article's date, which is unknown"),
        ("On [Monday=?XXXX-WXX-1], they met.", "conflict", "“Monday” needs the article's date, which is in conflict"),
    ],
)
def test_what_is_missing_is_said(tell: Tell, text: str, published: str | None, why: str) -> None:
    (telling,) = tell(text, published)
    assert (telling.when.edtf, telling.why) == (None, why)


def test_a_full_date_dates_a_sentence_of_an_undated_article(tell: Tell) -> None:
    assert rows(tell("Russia annexed Crimea in [2014=2014].", None)) == [("2014", "happened", "Russia annexed Crimea")]


def test_an_article_known_to_a_month_reports_in_that_month(tell: Tell) -> None:
    assert [telling.when.edtf for telling in tell("The two sides are far apart.", "2024-11")] == ["2024-11"]


def test_the_derivation_tells_what_the_preposition_added(tell: Tell) -> None:
    (telling,) = tell("They are at odds since [May=2024-05].")
    assert telling.mention.derivation[-1] == "since then: 2024-05/.."


SKIPPED = [
    ("# Subscribe to our newsletter today.", "boilerplate"),
    ("North Korea’s Support Alarms Europe", "a heading or a caption"),
    ("Harbour closed / file photo of the quay", "a heading or a caption"),
    ("Will the town give way to the miners?", "a question"),
    ("“It may have been a ploy to win time.”", "a quotation without its speaker"),
    ("We must end this; nobody wants it.”", "a quotation without its speaker"),
    ("See also", "a fragment"),
    ("[12:59 PM EST, November 14, 2024=2024-11-14T12:59]", "a date line"),
    ("Harbour Closes for a Year", "the headline"),
]


@pytest.mark.parametrize(("text", "why"), SKIPPED)
def test_what_tells_no_event_is_accounted_for(story, collect, text: str, why: str) -> None:
    gathered = collect(story(text, "2024-11-14", title="Harbour closes for a year"))
    assert [skipped.why for skipped in gathered.skipped] == [why]
    assert gathered.dated == gathered.undated == ()


@pytest.mark.parametrize(
    "text",
    [
        "Harbour to close in [May=2025-05]",  # a heading with a date
        "Will the town vote in [May=2025-05]?",
        "“It was a ploy,” she said.",
        "The town said “no” to the miners.",
        "Ana: “We stay.”",
    ],
)
def test_near_misses_of_what_tells_no_event(story, collect, text: str) -> None:
    assert collect(story(text, "2024-11-14")).skipped == ()


def test_every_sentence_is_told_or_skipped(story, collect) -> None:
    text = "\n".join([case[0] for case in ONE_DATE] + [case[0] for case in SEVERAL] + [case[0] for case in SKIPPED])
    article, annotation = story(text, "2024-11-14")
    gathered = collect((article, annotation))
    told = {m.sentence_start for event in (*gathered.dated, *gathered.undated) for m in event.mentions}
    skipped = {sentence.start for sentence in gathered.skipped}
    assert told | skipped == {sentence.start for sentence in annotation[0]}
    assert told.isdisjoint(skipped)


def test_what_happened_when_something_else_did_has_its_date(tell: Tell) -> None:
    told = tell("Ten miners were killed when a shaft caved in on [Monday=2024-11-11].")
    assert rows(told) == [("2024-11-11", "happened", "Ten miners were killed when a shaft caved in")]


def test_what_is_remembered_now_does_not(tell: Tell) -> None:
    told = tell("The town remembers the day when a shaft caved in in [1911=1911].")
    assert [telling.kind for telling in told] == ["reported", "happened"]


def test_who_says_it_on_a_day_between_commas(tell: Tell) -> None:
    told = tell("The dam, he said on [Friday=2024-11-08], could be opened in [May=2025-05].")
    assert [(telling.when.edtf, telling.kind, telling.modality) for telling in told] == [
        ("2024-11-08", "happened", "asserted"),
        ("2025-05", "planned", "possible"),
    ]


@pytest.mark.parametrize("before", ["before", "after"])
def test_a_time_before_which_something_happened_is_on_its_day(tell: Tell, before: str) -> None:
    (telling,) = tell(f"The dam broke {before} [six on Monday=2024-11-11T06:00:00].")
    assert (telling.when.edtf or "").startswith("2024-11-11")


def test_a_day_before_which_something_happened_is_no_day_of_it(tell: Tell) -> None:
    (telling,) = tell("The dam broke before [Monday=2024-11-11].")
    assert telling.when.edtf == "[..2024-11-10]"


def test_what_would_have_been_is_not_told_as_a_relative(tell: Tell) -> None:
    titles = [t.title for t in tell("The flood would have had an enormous impact if it had come in [2008=2008].")]
    assert titles
    assert all(title.startswith("The flood would have had an enormous impact if") for title in titles)
