"""The writer's corrections, over small articles that are read, dated and told like any others."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from chrono.edits.entries import read_edits
from chrono.events.event import Event
from chrono.events.ids import title_id
from chrono.pipeline import build
from chrono.problems import UserError
from chrono.timeline import Timeline

Articles = Mapping[str, tuple[str | None, str]]

ARTICLES: Articles = {
    "a.md": (
        "2024-05-06",
        "Peru and Chile opened talks in Lima on May 4. A fire destroyed the market hall of Quito on Sunday. "
        "The mayor is waiting for an answer.",
    ),
    "b.md": (
        "2024-05-07",
        "On May 4 Peru and Chile opened talks in Lima. Miners will block the road to Arequipa on Friday.",
    ),
    "c.md": ("2024-05-09", "Peru and Chile opened the talks in Lima on 4 May. Snow closed the pass of Tolo in April."),
    "d.md": (None, "Nobody knows why the old bridge of Callao fell."),
}
TALKS, FIRE, WAITING, ROADBLOCK, SNOW, BRIDGE = (
    "opened", "A fire", "The mayor", "Miners", "Snow", "Nobody",
)  # fmt: skip
Build = Callable[..., Timeline]


@pytest.fixture
def newsroom(tmp_path: Path) -> Build:
    """Build articles with an edits.toml; ``{TALKS}`` and so on in it stand for the id of that event."""

    def built(edits: str = "", articles: Articles = ARTICLES, **options: object) -> Timeline:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, (published, text) in articles.items():
            head = f"---\ndate: {published}\n---\n" if published else ""
            (folder / name).write_text(f"{head}{text}\n", encoding="utf-8")
        (folder / "edits.toml").write_text(edits, encoding="utf-8")
        return build(folder, **options)  # type: ignore[arg-type]

    return built


def events(timeline: Timeline) -> tuple[Event, ...]:
    return (*timeline.dated, *timeline.undated)


def the(timeline: Timeline, words: str) -> Event:
    """The one event with these words in one of its sentences."""
    (found,) = (event for event in events(timeline) if any(words in mention.sentence for mention in event.mentions))
    return found


def ids(timeline: Timeline, *words: str) -> tuple[str, ...]:
    return tuple(the(timeline, each).id for each in words)


def mention_in(timeline: Timeline, article: str, words: str) -> str:
    """The id of an article's mention with these words."""
    (found,) = (m.id for e in events(timeline) for m in e.mentions if m.article == article and words in m.sentence)
    return found


def complaints(timeline: Timeline) -> list[str]:
    return [str(problem) for problem in timeline.problems if problem.stage == "edits"]


def test_the_articles_are_what_the_tests_take_them_for(newsroom: Build) -> None:
    plain = newsroom()
    assert [(len(event.mentions), event.date) for event in events(plain)] == [
        (1, "2024-04"), (3, "2024-05-04"), (1, "2024-05-05"), (1, "2024-05-06"), (1, "2024-05-10"), (1, None),
    ]  # fmt: skip
    assert not complaints(plain)
    mentions = [mention.id for mention in the(plain, TALKS).mentions]
    assert len(set(mentions)) == 3
    assert the(plain, TALKS).id == mentions[0]


# ---- one event -----------------------------------------------------------------------------------------------


def test_hide(newsroom: Build) -> None:
    fire, bridge = ids(newsroom(), FIRE, BRIDGE)
    left = newsroom(f"[{fire}]\nhide = true\n[{bridge}]\nhide = true")
    assert {fire, bridge}.isdisjoint(event.id for event in events(left))
    assert len(events(left)) == 4
    assert not complaints(left)


def test_hide_false_hides_nothing(newsroom: Build) -> None:
    plain = newsroom()
    assert newsroom(f"[{the(plain, FIRE).id}]\nhide = false").dated == plain.dated


def test_retitle(newsroom: Build) -> None:
    (fire,) = ids(newsroom(), FIRE)
    found = the(newsroom(f'[{fire}]\ntitle = "  The market hall\\nburns "'), FIRE)
    assert (found.title, found.text) == (
        "The market hall burns", "A fire destroyed the market hall of Quito on Sunday.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("date", "bounds"),
    [
        ("2024-06", ("2024-06-01", "2024-06-30", "month")),
        ("2022-02-24/..", ("2022-02-24", None, "interval")),
        ("[2024-05-01..2024-05-03]", ("2024-05-01", "2024-05-03", "interval")),
        ("2024-21~", ("2024-03-01", "2024-05-31", "season")),
        ("201X", ("2010-01-01", "2019-12-31", "decade")),
    ],
)
def test_redate_with_any_edtf(newsroom: Build, date: str, bounds: tuple[str | None, ...]) -> None:
    (fire,) = ids(newsroom(), FIRE)
    moved = newsroom(f'[{fire}]\ndate = "{date}"')
    found = the(moved, FIRE)
    assert (found.date, found.earliest, found.latest, found.precision) == (date, *bounds)
    assert found.mentions[0].derivation[-1] == f"but edits.toml says {date}"
    days = [event.earliest for event in moved.dated]
    assert days == sorted(days, key=str)


def test_redate_says_so_at_the_mention_that_the_event_shows(newsroom: Build) -> None:
    told = the(newsroom(), TALKS)
    found = the(newsroom(f'[{told.id}]\ndate = "2024-05-03"'), TALKS)
    assert [m.sentence == found.text for m in found.mentions] == [
        m.derivation[-1] == "but edits.toml says 2024-05-03" for m in found.mentions
    ]


def test_redate_keeps_a_plan_a_plan_and_makes_a_report_an_event(newsroom: Build) -> None:
    roadblock, waiting = ids(newsroom(), ROADBLOCK, WAITING)
    moved = newsroom(f'[{roadblock}]\ndate = "2024-05-13"\n[{waiting}]\ndate = "2024-05-03"')
    assert (the(moved, ROADBLOCK).kind, the(moved, WAITING).kind) == ("planned", "happened")


def test_a_date_for_an_undated_event_puts_it_on_the_timeline(newsroom: Build) -> None:
    (bridge,) = ids(newsroom(), BRIDGE)
    moved = newsroom(f'[{bridge}]\ndate = "2023"')
    assert (moved.dated[0].id, moved.dated[0].why, moved.undated) == (bridge, "", ())


def test_pins_survive_a_short_timeline_even_where_there_are_more_of_them(newsroom: Build) -> None:
    snow, waiting, fire = ids(newsroom(), SNOW, WAITING, FIRE)
    pins = "\n".join(f"[{event}]\npin = true" for event in (snow, waiting, fire))
    assert waiting not in {event.id for event in newsroom(top=2).dated}
    assert {event.id for event in newsroom(pins, top=2).dated} == {snow, waiting, fire}
    assert [event.id for event in newsroom(f"[{waiting}]\npin = true", top=1).dated] == [waiting]


def test_tags_are_a_column_of_the_table(newsroom: Build) -> None:
    (fire,) = ids(newsroom(), FIRE)
    found = newsroom(f'[{fire}]\ntags = ["Quito", " city  life", "Quito"]')
    assert the(found, FIRE).tags == ("Quito", "city life")
    assert found.as_dict()["events"][2]["tags"] == ["Quito", "city life"]
    assert list(found.events["tags"]) == [[], [], ["Quito", "city life"], [], []]


def test_note(newsroom: Build) -> None:
    plain = newsroom()
    (fire,) = ids(plain, FIRE)
    found = newsroom(f'[{fire}]\nnote = "The hall stood since 1890."')
    assert found.as_dict()["events"][2]["note"] == "The hall stood since 1890."
    assert "note" not in plain.as_dict()["events"][2]


def test_several_edits_of_one_event_in_several_tables(newsroom: Build) -> None:
    plain = newsroom()
    first, second, third = (mention.id for mention in the(plain, TALKS).mentions)
    found = newsroom(
        f'[{third}]\ntags = ["border"]\n[{first}]\ntitle = "Talks"\npin = true\n[{second}]\ntags = ["Lima"]'
    )
    talks = the(found, TALKS)
    assert (talks.title, talks.tags, talks.salience, talks.id) == ("Talks", ("border", "Lima"), 1.0, first)
    assert not complaints(found)


# ---- ids that are gone, and ids that only moved --------------------------------------------------------------------


def test_an_event_that_is_gone_is_reported(newsroom: Build) -> None:
    plain = newsroom()
    found = newsroom("# old\n\n[egoneaway2]\nhide = true")
    assert found.dated == plain.dated
    assert complaints(found) == [
        "edits.toml:3: there is no event 'egoneaway2'; its sentence is in no article any more; "
        "look the event up again, or delete this"
    ]


def test_an_event_that_moved_is_reported_with_where_it_is(newsroom: Build) -> None:
    (fire,) = ids(newsroom(), FIRE)
    later = {**ARTICLES, "a.md": ("2024-05-13", ARTICLES["a.md"][1])}
    moved = newsroom(f"[{fire}]\nhide = true", later)
    now = the(moved, FIRE)
    assert (now.date, now.id == fire) == ("2024-05-12", False)
    assert complaints(moved) == [
        f"edits.toml:1: there is no event '{fire}'; its sentence is there with another date, as {now.id} "
        f"(dated 2024-05-12: “{now.title}”); write that id if it is meant, or delete this"
    ]


@pytest.mark.parametrize("before", [None, "2024-05", "2024", "2024-05-01/2024-05-20", "2024-05-06~"])
@pytest.mark.parametrize("words", [FIRE, WAITING])
def test_an_edit_lasts_when_its_article_gets_a_finer_date(newsroom: Build, before: str | None, words: str) -> None:
    vague = newsroom("", {**ARTICLES, "a.md": (before, ARTICLES["a.md"][1])})
    found = newsroom(f'[{the(vague, words).id}]\ntitle = "Mine"')
    assert the(found, words).title == "Mine"
    assert not complaints(found)


def test_where_a_vague_id_fits_two_events_both_are_named(newsroom: Build) -> None:
    sentence = "The mayor is waiting for an answer."
    (vague,) = ids(newsroom("", {"a.md": ("2024", sentence)}), WAITING)
    found = newsroom(f"[{vague}]\nhide = true", {"a.md": ("2024-05-06", sentence), "b.md": ("2024-08-01", sentence)})
    one, other = sorted(event.id for event in found.dated)
    (complaint,) = complaints(found)
    assert f"as {one} (dated" in complaint
    assert f"or {other} (dated" in complaint


# ---- merge ---------------------------------------------------------------------------------------------------


def test_merge_takes_in_and_keeps_its_own_date_title_and_sentence(newsroom: Build) -> None:
    plain = newsroom()
    snow, fire = the(plain, SNOW), the(plain, FIRE)
    found = newsroom(f'[{snow.id}]\nmerge = ["{fire.id}"]')
    one = the(found, SNOW)
    assert one is the(found, FIRE)
    assert (one.id, one.date, one.title, one.text) == (snow.id, snow.date, snow.title, snow.text)
    assert {mention.id for mention in one.mentions} == {snow.id, fire.id}
    assert [conflict.date for conflict in one.conflicts] == [fire.date]
    assert {*snow.actors, *snow.places, *fire.actors, *fire.places} == {*one.actors, *one.places}
    assert [problem.stage for problem in found.problems] == ["events"], "the dates disagree, and that is told"


def test_a_date_settles_what_a_merge_leaves_open(newsroom: Build) -> None:
    snow, fire = ids(newsroom(), SNOW, FIRE)
    found = newsroom(f'[{snow}]\nmerge = ["{fire}"]\ndate = "2024-05"')
    assert (the(found, SNOW).conflicts, found.problems) == ((), ())


@pytest.mark.parametrize("own", [WAITING, BRIDGE])
def test_what_has_no_date_of_its_own_gets_that_of_what_it_takes_in(newsroom: Build, own: str) -> None:
    taker, fire = ids(newsroom(), own, FIRE)
    found = the(newsroom(f'[{taker}]\nmerge = ["{fire}"]'), own)
    assert (found.id, found.date, found.kind) == (taker, "2024-05-05", "happened")


def test_merges_join_up(newsroom: Build) -> None:
    snow, fire, roadblock = ids(newsroom(), SNOW, FIRE, ROADBLOCK)
    text = (
        f'[{fire}]\nmerge = ["{roadblock}"]\n[{snow}]\nmerge = ["{fire}"]\ndate = "2024"\n[{roadblock}]\ntags = ["x"]'
    )
    found = the(newsroom(text), SNOW)
    assert (found.id, len(found.mentions), found.tags) == (snow, 3, ("x",))


def test_what_is_said_of_an_event_is_said_of_what_took_it_in(newsroom: Build) -> None:
    snow, fire = ids(newsroom(), SNOW, FIRE)
    found = newsroom(f'[{fire}]\ntitle = "Fire"\n[{snow}]\ntitle = "Snow"\ndate = "2024"\nmerge = ["{fire}"]')
    assert the(found, SNOW).title == "Snow", "its own title counts"
    assert complaints(found) == [
        f"edits.toml:2: {fire}: has another title than the same event at edits.toml:4; the first counts; delete one"
    ]


def test_a_merge_of_what_is_one_event_already_is_no_problem(newsroom: Build) -> None:
    plain = newsroom()
    first, second, _ = (mention.id for mention in the(plain, TALKS).mentions)
    found = newsroom(f'[{second}]\nmerge = ["{first}"]')
    assert (found.dated, complaints(found)) == (plain.dated, [])


# ---- split ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["id", "article"])
def test_split_takes_out_a_mention_or_an_article(newsroom: Build, by: str) -> None:
    plain = newsroom()
    talks, off = the(plain, TALKS), mention_in(plain, "c.md", TALKS)
    found = newsroom(f'[{talks.id}]\nsplit = ["{off if by == "id" else "c.md"}"]')
    by_id = {event.id: event for event in found.dated}
    assert [mention.article for mention in by_id[talks.id].mentions] == ["a.md", "b.md"]
    assert [mention.article for mention in by_id[off].mentions] == ["c.md"]
    assert by_id[off].text == "Peru and Chile opened the talks in Lima on 4 May."
    assert not complaints(found)


def test_what_is_split_off_together_stays_together_and_can_be_edited(newsroom: Build) -> None:
    plain = newsroom()
    keeps, one, other = (mention.id for mention in the(plain, TALKS).mentions)
    found = newsroom(f'[{keeps}]\nsplit = ["{one}", "c.md"]\n[{other}]\ntitle = "Other talks"')
    by_id = {event.id: event for event in found.dated}
    assert [mention.id for mention in by_id[one].mentions] == [one, other]
    assert by_id[one].title == "Other talks"
    assert by_id[keeps].title != "Other talks"
    assert not complaints(found)


def test_a_split_by_any_other_mention_leaves_that_one_in(newsroom: Build) -> None:
    plain = newsroom()
    first, second, _ = (mention.id for mention in the(plain, TALKS).mentions)
    found = newsroom(f'[{second}]\nsplit = ["{first}"]')
    assert {event.id: len(event.mentions) for event in found.dated if TALKS in event.text} == {first: 1, second: 2}


def test_a_split_of_what_stands_apart_already_is_no_problem(newsroom: Build) -> None:
    plain = newsroom()
    fire, snow = ids(plain, FIRE, SNOW)
    found = newsroom(f'[{fire}]\nsplit = ["{snow}", "c.md"]')
    assert (found.dated, complaints(found)) == (plain.dated, [])


# ---- what contradicts itself ---------------------------------------------------------------------------------------

CONTRADICTIONS = {
    "hidden and pinned": ("[{fire}]\nhide = true\npin = true", 2, "is hidden and pinned"),
    "takes in itself": ('[{fire}]\ntags = ["x"]\nmerge = ["{fire}"]', 3, "is to take in itself"),
    "into what is hidden": (
        '[{fire}]\nhide = true\nmerge = ["{snow}"]', 3,
        "cannot take in {snow}, since it is hidden (edits.toml:2)",
    ),
    "takes in what is hidden": (
        '[{fire}]\nmerge = ["{snow}"]\n[{snow}]\nhide = true', 2,
        "cannot take in {snow}, since that is hidden (edits.toml:4)",
    ),
    "a circle of two": (
        '[{fire}]\nmerge = ["{snow}"]\n[{snow}]\ndate = "2024"\nmerge = ["{fire}"]', 5,
        "takes in {fire}, which takes in this one (edits.toml:2)",
    ),
    "a circle of three": (
        '[{fire}]\nmerge = ["{snow}"]\ndate = "2024"\n[{snow}]\nmerge = ["{roadblock}"]\n'
        '[{roadblock}]\nmerge = ["{fire}"]',
        7, "takes in {fire}, which takes in this one (edits.toml:2)",
    ),
    "taken in by two": (
        '[{fire}]\nmerge = ["{snow}"]\ndate = "2024"\n[{roadblock}]\nmerge = ["{snow}"]', 5,
        "takes in {snow}, which another event has taken in (edits.toml:2)",
    ),
    "split of a single mention": ('[{fire}]\nsplit = ["{fire}"]', 2, "is one mention only"),
    "split of a single mention's article": ('[{snow}]\nsplit = ["c.md"]', 2, "is one mention only"),
    "split of the key's own mention": ('[{talks}]\nsplit = ["a.md"]', 2, "the mention with this very id"),
    "split off and taken in": (
        '[{talks}]\nsplit = ["{third}"]\nmerge = ["{third}"]', 3,
        "takes in {third}, which is split off it (edits.toml:2)",
    ),
    "two titles": (
        '[{talks}]\ntitle = "One"\n[{third}]\npin = true\ntitle = "Two"', 5,
        "has another title than the same event at edits.toml:2",
    ),
    "two dates": ('[{talks}]\ndate = "2024"\n[{third}]\ndate = "2023"', 4, "has another date"),
    "two notes": ('[{talks}]\nnote = "One"\n[{third}]\nnote = "Two"', 4, "has another note"),
    "hidden and not": ("[{talks}]\nhide = false\n[{third}]\nhide = true", 4, "has another hide"),
    "a merge with what is gone": ('[{fire}]\nmerge = ["egoneaway2"]', 2, "there is no event 'egoneaway2'"),
    "a split of what is gone": ('[{fire}]\nsplit = ["egoneaway2"]', 2, "there is no event 'egoneaway2'"),
    "a split of no article": ('[{talks}]\nsplit = ["news/z.md"]', 2, "there is no article 'news/z.md'"),
}  # fmt: skip


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_what_contradicts_itself_is_one_line_with_its_place(newsroom: Build, case: str) -> None:
    plain = newsroom()
    names = dict(zip(("fire", "snow", "roadblock", "talks"), ids(plain, FIRE, SNOW, ROADBLOCK, TALKS), strict=True))
    names["third"] = mention_in(plain, "c.md", TALKS)
    text, line, says = CONTRADICTIONS[case]
    for name, identifier in names.items():
        text, says = text.replace(f"{{{name}}}", identifier), says.replace(f"{{{name}}}", identifier)
    found = newsroom(text)
    (complaint,) = complaints(found)
    assert complaint.startswith(f"edits.toml:{line}: ")
    assert says in complaint
    assert "; " in complaint, "what to do about it"
    assert "\n" not in complaint
    told = {mention.id for event in events(found) for mention in event.mentions}
    hidden = {names[name] for name in names if f"[{names[name]}]\nhide = true" in text}
    assert {mention.id for event in events(plain) for mention in event.mentions} == told | hidden, "nothing is lost"


@pytest.mark.parametrize("seed", range(60))
def test_whatever_the_corrections_say_nothing_is_lost(newsroom: Build, seed: int) -> None:
    chance = random.Random(seed)
    plain = {mention.id for event in events(newsroom()) for mention in event.mentions}
    names = [*sorted(plain), "egoneaway2", title_id("Mine")]
    tables = []
    for name in chance.sample(names, 5):
        lists = {
            "merge": chance.sample(names, chance.randint(0, 3)),
            "split": chance.sample([*names, *ARTICLES], chance.randint(0, 3)),
        }
        said = [f"{key} = {chosen}" for key, chosen in lists.items() if chosen]
        tables.append("\n".join([f"[{name}]", *said, *chance.sample(["hide = true", "pin = true"], seed % 2)]))
    added = '[[event]]\ndate = "2024"\ntitle = "Mine"'
    found = newsroom("\n".join([*tables, added]))
    left = [mention.id for event in events(found) for mention in event.mentions]
    assert len(left) == len(set(left))
    assert len({event.id for event in events(found)}) == len(events(found))
    assert plain <= {*left} or "hide = true" in "".join(tables), "only what is hidden is not there"


# ---- an event by hand --------------------------------------------------------------------------------------------

BY_HAND = """
[[event]]
date = "2024-05-02"
title = "The two presidents agree to meet"
text = "They had not met since 2019."
source = "Gazette of Lima"
url = "https://example.org/meet"
tags = ["border"]
note = "From a letter."
"""


def test_an_event_by_hand_is_one_like_any_other(newsroom: Build) -> None:
    found = newsroom(BY_HAND)
    event = found.dated[1]
    assert (event.date, event.earliest, event.latest, event.precision, event.kind, event.modality) == (
        "2024-05-02", "2024-05-02", "2024-05-02", "day", "happened", "asserted",
    )  # fmt: skip
    assert (event.title, event.text) == ("The two presidents agree to meet", "They had not met since 2019.")
    assert (event.tags, event.note, event.by_hand, event.id[0]) == (("border",), "From a letter.", True, "w")
    (mention,) = event.mentions
    assert (mention.article, mention.article_title, mention.url) == (
        f"edits.toml#{event.id}", "Gazette of Lima", "https://example.org/meet",
    )  # fmt: skip
    assert (mention.rule, mention.derivation) == ("by hand", ("edits.toml says 2024-05-02",))
    assert 0 < event.salience < 1
    assert not found.problems


def test_the_others_are_as_they_were(newsroom: Build) -> None:
    plain, found = newsroom(), newsroom(BY_HAND)
    assert [event for event in found.dated if not event.by_hand] == list(plain.dated)
    assert found.articles == plain.articles


def test_what_is_added_keeps_its_id_whatever_else_changes(newsroom: Build) -> None:
    first = [event.id for event in newsroom(BY_HAND).dated if event.by_hand]
    other = '[[event]]\ndate = "1999"\ntitle = "Before"\n'
    text = other + BY_HAND.replace("2024-05-02", "2024-05").replace("since 2019", "for years")
    assert [event.id for event in newsroom(text, {"z.md": ARTICLES["d.md"]}).dated if event.by_hand][1:] == first


def test_two_of_one_title_are_told_apart_by_their_dates(newsroom: Build) -> None:
    one, other = (f'[[event]]\ndate = "{date}"\ntitle = "A vote"\n' for date in ("2021", "2023"))
    found, turned = newsroom(one + other), newsroom(other + one)
    assert found.dated == turned.dated
    assert [event.id.partition("-")[2] for event in found.dated[:2]] == ["", "2"]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ('date = "2022-02-24/.."', "ongoing"),
        ('date = "2030"\nkind = "planned"', "planned"),
        ('date = "2014/"', "happened"),
    ],
)
def test_the_kind_of_what_is_added(newsroom: Build, lines: str, kind: str) -> None:
    assert [e.kind for e in newsroom(f'[[event]]\ntitle = "A thing"\n{lines}').dated if e.by_hand] == [kind]


def test_what_is_added_may_take_in_and_be_taken_in_and_pinned(newsroom: Build) -> None:
    fire, snow = ids(newsroom(), FIRE, SNOW)
    takes = newsroom(f'[[event]]\ndate = "2024-05-05"\ntitle = "The great fire"\npin = true\nmerge = ["{fire}"]', top=1)
    (great,) = takes.dated
    assert (great.title, great.by_hand, len(great.mentions), great.id[0]) == ("The great fire", True, 2, "w")
    taken = the(
        newsroom(f'[[event]]\ndate = "2024-04"\ntitle = "Snow"\n[{snow}]\nmerge = ["{title_id("Snow")}"]'), SNOW
    )
    assert (taken.id, taken.by_hand, len(taken.mentions)) == (snow, False, 2)


WRONG_BY_HAND = [
    ('date = "2024"', 1, "[[event]] 1: has no title"),
    ('title = "A"', 1, "[[event]] 1: has no date"),
    ('title = "A"\ndate = "May"', 3, "[[event]] 1: the date cannot be read"),
    ('title = "A"\ndate = "2024"\nurl = "javascript:alert(1)"', 4, "[[event]] 1: the url is 'javascript:alert(1)'"),
    ('title = "A"\ndate = "2024"\nkind = "maybe"', 4, "[[event]] 1: the kind is 'maybe'"),
    ('title = "A"\ndate = "2024"\nhide = true', 4, "[[event]] 1: there is no 'hide'"),
    (
        'title = "A"\ndate = "2024"\n[[event]]\ntitle = "A"\ndate = "2024"',
        4,
        "[[event]] 2: is there twice (see line 1)",
    ),
]


@pytest.mark.parametrize(("lines", "line", "says"), WRONG_BY_HAND)
def test_what_is_wrong_with_what_is_added(newsroom: Build, lines: str, line: int, says: str) -> None:
    (complaint,) = complaints(newsroom(f"[[event]]\n{lines}"))
    assert complaint.startswith(f"edits.toml:{line}: {says}")


def test_one_event_table_is_told_its_form(newsroom: Build) -> None:
    (complaint,) = complaints(newsroom('[event]\ntitle = "A"\ndate = "2024"'))
    assert complaint == "edits.toml:1: [event]: is not a list of events; write [[event]], once for each"


# ---- the file ------------------------------------------------------------------------------------------------

WRONG = [
    ('date = "2024-02-30"', "the date cannot be read: 2024-02-30: there is no 30 February 2024"),
    ('date = "last May"', "the date cannot be read"),
    ("date = 2024-05-03", "the date is datetime.date(2024, 5, 3)"),
    ('hide = "yes"', "the hide is 'yes'"),
    ('title = ""', "the title is empty"),
    ('note = " "', "the note is empty"),
    ("tags = []", "the tags is empty"),
    ('tags = "one"', "the tags is 'one'"),
    ("tags = [1]", "the tags is [1]"),
    ('merge = "e1"', "the merge is 'e1'"),
    ("titel = 3", "there is no 'titel'; did you mean title?"),
]


@pytest.mark.parametrize(("line", "what"), WRONG)
def test_a_wrong_line_is_named_and_the_others_count(newsroom: Build, line: str, what: str) -> None:
    (fire,) = ids(newsroom(), FIRE)
    found = newsroom(f"[{fire}]\npin = true\n{line}")
    assert the(found, FIRE).salience == 1.0
    (complaint,) = complaints(found)
    assert complaint.startswith(f"edits.toml:3: {fire}: {what}")


def test_a_line_outside_any_event_is_named(newsroom: Build) -> None:
    assert complaints(newsroom("hide = true")) == [
        "edits.toml:1: 'hide' stands outside any event; put it below a line with the event's id, [\"…\"]"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('["egone-2"]\nhide = true\n[ "egone" ] # "egone-2"\nhide = 3\n', 4),
        ("\negone.hide = 3", 2),
        ("egone = {pin = true, hide = 3}", 1),
        ("[egone]\npin = true\n\n'hide' = 3", 4),
    ],
)
def test_the_line_told_is_the_very_line(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "edits.toml"
    file.write_text(text, encoding="utf-8")
    assert [problem.line for problem in read_edits(file)[2]] == [line]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"[open\nhide = true", "is not TOML"),
        (b"[a]\n[a]\n", "is not TOML"),
        (b"a = " + b"[" * 100_000, "is not TOML"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "edits.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UserError) as error:
        read_edits(file)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_byte_order_mark_is_let_by(tmp_path: Path) -> None:
    file = tmp_path / "edits.toml"
    file.write_bytes(b"\xef\xbb\xbf[egone]\nhide = true")
    assert [edit.hide for edit in read_edits(file)[0]] == [True]


def test_the_files_of_several_folders_count_together(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.md").write_text(f"---\ndate: 2024-05-06\n---\nThe {name} ship sank on Sunday.\n")
    plain = build([tmp_path / "one", tmp_path / "two"])
    first, second = ids(plain, "one ship", "two ship")
    (tmp_path / "one" / "edits.toml").write_text(f'[{second}]\ntitle = "Told by the other"')
    (tmp_path / "two" / "edits.toml").write_text(f'[{first}]\nmerge = ["{second}"]')
    found = build([tmp_path / "one", tmp_path / "two"])
    assert [(event.id, event.title) for event in found.dated] == [(first, "Told by the other")]


def test_check_prints_what_is_wrong_with_the_corrections(newsroom: Build, tmp_path: Path, command) -> None:
    newsroom("[egoneaway2]\nhide = true\n[[event]]\ndate = 'May'\ntitle = 'A'")
    ran = command("check", tmp_path / "articles")
    assert ran.code == 1
    assert [line[:14] for line in ran.out.splitlines() if line.startswith("edits.toml")] == [
        "edits.toml:1: ", "edits.toml:4: ",
    ]  # fmt: skip
