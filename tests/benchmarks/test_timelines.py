"""The benchmark of timelines counts what it says it counts, and chooses from the articles of the right days."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

timelines = importlib.import_module("timelines")

GOLD = {
    "2024-05-06": ["The Old Bridge was closed to all lorries.", "Its railings had rusted through."],
    "2024-05-20": ["The mayor opened a ferry across the river."],
}
ARTICLES = [
    ("2024-05-07", "The old bridge was closed to lorries on Monday. Engineers had found rust in the railings."),
    ("2024-05-08", "The council closed the old bridge to lorries on Monday, and drivers were told to go round."),
    ("2024-05-21", "A ferry across the river was opened on Monday by the mayor. Lorries had used the old bridge."),
    ("2024-06-30", "A concert on the old bridge across the river was cancelled on Saturday because of the rain."),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    topic = tmp_path / "data" / "bridge"
    (topic / "timelines").mkdir(parents=True)
    records = [
        {"id": f"a{number}", "published": published, "title": "", "text": text}
        for number, (published, text) in enumerate(ARTICLES)
    ]
    (topic / "articles.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    (topic / "timelines" / "0.json").write_text(json.dumps(GOLD))
    return tmp_path / "data"


def test_precision_recall_and_f1_of_dates() -> None:
    assert timelines.of_dates({"a": [], "b": [], "c": []}, {"a": [], "d": []}) == (1 / 3, 1 / 2, 0.4)
    assert timelines.of_dates({}, GOLD) == (0.0, 0.0, 0.0)


def test_the_mean_is_of_precision_and_recall() -> None:
    means = timelines.averaged([{"date": (1.0, 0.5, 2 / 3)}, {"date": (0.0, 0.0, 0.0)}])
    assert means == {"date": (0.5, 0.25, 1 / 3)}


def test_as_many_dates_and_sentences_as_the_gold_within_its_days(corpus: Path, tmp_path: Path) -> None:
    assert timelines.main([str(corpus), "--output", str(tmp_path / "out")]) == 0
    made = json.loads((tmp_path / "out" / "bridge" / "0.json").read_text())
    assert set(made) == {"2024-05-06", "2024-05-20"}
    assert all(sentence in ARTICLES[0][1] + ARTICLES[1][1] for sentence in made["2024-05-06"])
    assert sum(map(len, made.values())) == 4  # a gold date has a sentence and a half, rounded to even


def test_an_article_that_holds_most_of_a_gold_timeline_is_a_leak(corpus: Path) -> None:
    (topic,) = timelines.read_topics(corpus)
    assert topic.without_leaks() == topic
    most = " ".join(["Bridge, a timeline", *GOLD["2024-05-06"]]).replace("Old Bridge", "old bridge")
    leaking = timelines.Topic("bridge", (*topic.articles, {"id": "leak", "text": most}), topic.gold)
    assert leaking.without_leaks() == topic
    half = timelines.Topic("bridge", (*topic.articles, {"id": "fair", "text": GOLD["2024-05-06"][0]}), topic.gold)
    assert half.without_leaks() == half


def test_a_scorer_of_ones_own_and_what_each_part_is_worth(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scorer = tmp_path / "mine.py"
    scorer.write_text("def score(timeline, gold, metrics):\n    return {metrics[0]: (0.5, 0.5, len(timeline) / 8)}\n")
    assert timelines.main([str(corpus), "--scorer", str(scorer), "--ablate"]) == 0
    printed = capsys.readouterr().out
    assert "align+m:1" in printed
    assert "bridge 0 (2 dates)" in printed
    assert "0.2500" in printed
    assert all(f"without {name}" in printed for name in timelines.NEUTRAL)


def test_a_folder_without_topics(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert timelines.main([str(tmp_path)]) == 2
    assert "articles.jsonl" in capsys.readouterr().err
