"""Where clauses begin and end, and which words are verbs."""

from __future__ import annotations

import pytest

from chrono.events.clauses import Parsed, parse
from chrono.events.cues import Cues


def clauses(parsed: Parsed, role: str) -> list[str]:
    return [" ".join(parsed.words.low[c.start : c.end]) for c in parsed.clauses if c.role == role]


def dates_in(text: str, *phrases: str) -> list[tuple[int, int]]:
    return [(text.index(phrase), text.index(phrase) + len(phrase)) for phrase in phrases]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("The occupied towns have not yet been freed.", ["have not yet been freed"]),
        ("A newly built bridge fell.", ["fell"]),
        ("The port, seized by rebels, was closed.", ["was closed"]),
        ("The talks held in Bern collapsed.", ["collapsed"]),
        ("They praised a law passed in haste.", ["praised"]),
        ("He announced plans to leave.", ["announced"]),
        ("Ana plans to leave.", ["plans"]),
        ("The dam is to be finished.", ["is to be finished"]),
        ("The United States left.", ["left"]),
        ("Hundreds need speed.", ["need"]),
        ("A hundred sheds.", []),
        ("The plan does not seem to work.", ["does not"]),
    ],
)
def test_verbs(en: Cues, text: str, verbs: list[str]) -> None:
    parsed = parse(text, en)
    assert [" ".join(parsed.words.low[a:b]) for a, b in parsed.verbs] == verbs


@pytest.mark.parametrize(
    ("text", "role", "inside"),
    [
        ("The man who fled the camp was caught.", "relative", ["fled the camp"]),
        ("The bank, which opened in Rome, closed.", "relative", ["opened in rome"]),
        ("The bridge, built of stone, collapsed.", "participle", ["built of stone"]),
        ("Towns such as Ghent—founded early on—grew.", "participle", ["founded early on"]),
        ("After the rebels left, the port reopened.", "subordinate", ["the rebels left"]),
        ("If the vote fails, the cabinet will resign.", "condition", ["the vote fails"]),
        ("They fear trouble with the dam giving way.", "absolute", ["the dam giving way"]),
        ("He bought seats for the gala to be held here.", "coming", ["to be held here"]),
        ("The army withdrew, calling it a success.", "trailing", ["calling it a success"]),
        ("Streets, police said, had been flooded.", "attribution", ["police said"]),
        ("Police said that three men had fled.", "said", ["three men had fled"]),
        ("Three men had fled, police said.", "said", ["three men had fled"]),
        ("He said the road was open.", "said", ["the road was open"]),
        ("“The dam will hold,” said Ana.", "said", ["the dam will hold"]),
        ("According to Li, the quay is closed.", "said", ["the quay is closed"]),
        ("The fact that both clubs have moved is seen as a sign.", "said", ["both clubs have moved"]),
        ("The mayor quit, and her deputy took over.", "coordinate", ["the mayor quit", "her deputy took over"]),
        ("Prices rose; wages fell.", "coordinate", ["prices rose", "wages fell"]),
    ],
)
def test_clauses(en: Cues, text: str, role: str, inside: list[str]) -> None:
    assert clauses(parse(text, en), role) == inside


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Towns such as Ghent grew.", "subordinate"),
        ("He served as a judge.", "subordinate"),
        ("That day changed everything.", "said"),
        ("She arrested him, tried him and released him.", "participle"),
        ("Trump, the winner, visited Paris.", "relative"),
        ("The mayor and her deputy quit.", "coordinate"),
        ("He wants to be elected.", "coming"),
    ],
)
def test_what_only_looks_like_a_clause(en: Cues, text: str, role: str) -> None:
    assert clauses(parse(text, en), role) == []


def test_no_clause_ends_at_a_comma_inside_a_date(en: Cues) -> None:
    text = "After the rebels left on March 3, 2019, the port reopened."
    parsed = parse(text, en, dates_in(text, "March 3, 2019"))
    assert clauses(parsed, "subordinate") == ["the rebels left on march 3 , 2019"]


def test_since_a_date_opens_no_clause(en: Cues) -> None:
    text = "Since 2014 Russia has held the port."
    assert clauses(parse(text, en, dates_in(text, "2014")), "subordinate") == []


def test_a_date_set_off_behind_a_clause_belongs_to_it(en: Cues) -> None:
    text = "When the two first met, in 1999, nobody took notice."
    parsed = parse(text, en, dates_in(text, "1999"))
    assert clauses(parsed, "subordinate") == ["the two first met , in 1999"]


@pytest.mark.parametrize(
    ("text", "attitude"),
    [
        ("Critics claimed that the vote was rigged.", "claimed"),
        ("The ministry denied that the base was hit.", "denied"),
        ("The ministry did not deny that the base was hit.", "plain"),
        ("There is a fear that the dam could burst.", "claimed"),
        ("The minister announced that the dam had burst.", "plain"),
    ],
)
def test_the_attitude_of_who_says_it(en: Cues, text: str, attitude: str) -> None:
    assert [clause.attitude for clause in parse(text, en).clauses if clause.role == "said"] == [attitude]


def test_the_whole_sentence_comes_first_and_inner_clauses_later(en: Cues) -> None:
    parsed = parse("Police said that the man who fled the camp was caught.", en)
    assert [clause.role for clause in parsed.clauses] == ["main", "said", "relative"]
    inner = parsed.clauses[2]
    assert [clause.role for clause in parsed.parents(inner)] == ["said", "main"]


def test_an_empty_sentence_is_one_empty_clause(en: Cues) -> None:
    assert [clause.role for clause in parse("", en).clauses] == ["main"]
