"""The facts file: what the writer knows of the world."""

from __future__ import annotations

from pathlib import Path

import pytest

from chrono.article import Article
from chrono.dating import date_article, story_of
from chrono.dating.facts import Fact, facts_in, read_facts
from chrono.problems import UserError
from chrono.sentences import sentences
from chrono.tagger import tagger

ELECTED = Fact(("President-elect Lee", "President-elect"), during=("2016-11-09/2017-01-20", "2024-11-06/2025-01-20"))
PEACE_DAY = Fact(("Peace Day",), anniversary_of="1945-05-09")
WAR = Fact(("the war", "the invasion"), on=("2022-02-24",))
BRIDGE = Fact(("the New Bridge",), after=("2018-05",), before=("2022-10-08",))


def told(text: str, *facts: Fact):
    story = story_of(Article("a.txt", text), sentences(text), tagger("en").tag(text))
    return facts_in(story, facts)


def says(text: str, *facts: Fact) -> list[str]:
    return [piece.says for piece in told(text, *facts)]


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        ("President-elect Lee spoke in Riga.", ELECTED, "[2016-11-09..2017-01-20,2024-11-06..2025-01-20]"),
        ("The president-elect\nspoke in Riga.", ELECTED, "[2016-11-09..2017-01-20,2024-11-06..2025-01-20]"),
        ("The parade for the 80th anniversary of Peace Day will be held next May.", PEACE_DAY, "2024-05-01/2025-04-30"),
        ("Riga prepares for Peace Day’s eightieth anniversary next May.", PEACE_DAY, "2024-05-01/2025-04-30"),
        ("Next year's 80th Peace Day will be a large one.", PEACE_DAY, "2024-01-01/2024-12-31"),
        ("The war has entered its third year.", WAR, "2024-02-24/2025-02-23"),
        ("As the invasion enters its twenty-fifth month, few expect peace.", WAR, "2024-02-24/2024-03-23"),
        ("On the 1,000th day of the war the siren sounded.", WAR, "2024-11-19"),
    ],
)
def test_what_a_named_fact_tells(text: str, fact: Fact, expected: str) -> None:
    assert says(text, fact) == [expected]


def test_after_and_before_are_bounds() -> None:
    assert says("A truck burnt on the New Bridge.", BRIDGE) == ["2018-05-01/", "/2022-10-08"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("The then president-elect spoke in Riga.", ELECTED),
        ("She was president-elect in those days.", ELECTED),
        ("In 2016, the president-elect spoke in Riga.", ELECTED),
        ("They met at the President-elect Lee Hospital.", ELECTED),
        ("The vice-president-electrician spoke.", ELECTED),
        ("They discussed the 80th anniversary of Peace Day on Monday.", PEACE_DAY),
        ("They discussed the 80th anniversary of Peace Day in October.", PEACE_DAY),
        ("Peace Day comes next May.", PEACE_DAY),
        ("The war goes on. The firm has entered its third year.", WAR),
        ("The war has entered its usual year.", WAR),
        ("The festival is in its third year.", WAR),
    ],
)
def test_what_tells_nothing(text: str, fact: Fact) -> None:
    assert says(text, fact) == []


def test_facts_narrow_each_other() -> None:
    text = "President-elect Lee is invited to the 80th anniversary of Peace Day next May."
    article = Article("a.txt", text)
    dated, problems = date_article(
        article, story_of(article, sentences(text), tagger("en").tag(text)), (ELECTED, PEACE_DAY)
    )
    assert (dated.published.status, dated.published.edtf, problems) == ("interval", "2024-11-06/2025-01-20", [])
    assert [piece.rule for piece in dated.published.evidence] == ["facts.toml, during", "facts.toml, anniversary 80"]
    assert dated.published.evidence[1].quote == "80th anniversary of Peace Day next May"


def test_read_facts(tmp_path: Path) -> None:
    file = tmp_path / "facts.toml"
    file.write_text(
        '[[fact]]\nname = "President-elect Lee"\naliases = ["President-elect"]\n'
        'during = ["2016-11-09/2017-01-20", "2024-11-06/2025-01-20"]\n'
        '[[fact]]\nname = "Peace Day"\nanniversary_of = "1945-05-09"\n'
        '[[fact]]\nname = "the New Bridge"\nafter = "2018-05"\nbefore = "2022-10-08"\n'
    )
    assert read_facts(file) == ((ELECTED, PEACE_DAY, BRIDGE), [])


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('name = "A"\nduring = "2024-11-31"', "facts.toml:1: a fact is left out: 2024-11-31: there is no 31 November"),
        ('name = "A"\ndurign = "2024"', "there is no 'durign'; did you mean 'during'?"),
        ('name = "A"', "'A' says nothing"),
        ('during = "2024"', "it has no name"),
        ('name = "A"\nduring = 2024-11-14', "during is 2024-11-14; write it in quotes"),
        ('name = "A"\nanniversary_of = ["1945-05-08", "1945-05-09"]', "anniversary_of is a list; write one"),
    ],
)
def test_a_fact_that_cannot_be_used_is_named_and_the_rest_counts(tmp_path: Path, written: str, told: str) -> None:
    file = tmp_path / "facts.toml"
    file.write_text(f'[[fact]]\n{written}\n[[fact]]\nname = "Peace Day"\nanniversary_of = "1945-05-09"\n')
    facts, (problem,) = read_facts(file)
    assert facts == (PEACE_DAY,)
    assert told in str(problem)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nowhere\.toml: cannot be read \(no such file.*--facts"):
        read_facts(tmp_path / "nowhere.toml")
    file = tmp_path / "facts.toml"
    file.write_text("[[fact]\n")
    with pytest.raises(UserError, match="is not TOML"):
        read_facts(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="UTF-8"):
        read_facts(file)
    file.write_text('[fact]\nname = "A"\n')
    with pytest.raises(UserError, match=r"write \[\[fact\]\]"):
        read_facts(file)
