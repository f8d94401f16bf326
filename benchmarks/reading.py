"""How fast articles are read, and dated, by format.

    .venv/bin/python benchmarks/reading.py [--articles N]

Makes its own articles in a temporary folder: the same stories in every format, of the length of a news article, and
HTML pages with the menus, teasers, comments and scripts of one (100 KB). Process time in one process, libraries
imported.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from unittest import mock

from chrono.dating import date_article
from chrono.readers import read_sources

WORDS = [
    *("ferry", "harbour", "council", "minister", "bridge", "storm", "island", "talks", "vote", "budget", "village"),
    *("river", "engine", "crew", "dock", "winter", "port", "strike", "plan", "mayor", "letter", "school", "bread"),
    *("captain", "pilot", "tower", "field", "debt", "court", "paper", "road", "union", "ship", "flour", "goat"),
]
PARAGRAPHS, SENTENCES = 22, 3
Write = Callable[[Path, list["Story"]], None]


class Story:
    """An article made up of words: a headline, a day and paragraphs."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)
        self.number = number
        self.title = self.sentence(7).rstrip(".")
        self.date = f"2024-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"
        self.paragraphs = [" ".join(self.sentence() for _ in range(SENTENCES)) for _ in range(PARAGRAPHS)]

    def sentence(self, words: int = 16) -> str:
        return " ".join(self.chance.choices(WORDS, k=words)).capitalize() + "."

    @property
    def text(self) -> str:
        return "\n\n".join([self.title, f"By Ann Example, {self.date}", *self.paragraphs]) + "\n"

    @property
    def record(self) -> dict[str, object]:
        return {"id": self.number, "title": self.title, "date": self.date, "text": "\n\n".join(self.paragraphs)}

    @property
    def html(self) -> str:
        return "".join(f"<p>{paragraph} <a href='/t'>more</a></p>" for paragraph in self.paragraphs)

    @property
    def page(self) -> str:
        menu = "".join(f'<li class="item"><a href="/{word}"><span>{word}</span></a></li>' for word in WORDS * 2)
        cards = "".join(
            f'<div class="card"><a href="/{number}"><h3>{self.sentence(8)}</h3></a>'
            f'<time datetime="2023-01-03">3 January</time><p>{self.sentence()}</p></div>'
            for number in range(40)
        )
        comments = "".join(f'<li class="entry"><b>reader</b><p>{self.sentence(30)}</p></li>' for _ in range(30))
        script = f"<script>var state = {json.dumps([self.sentence() for _ in range(250)])};</script>"
        linked = json.dumps({"@type": "NewsArticle", "headline": self.title, "datePublished": f"{self.date}T12:59:00Z"})
        head = (
            f"<title>{self.title} | Harbour Post</title>{script}"
            f'<meta property="article:published_time" content="{self.date}T12:59:00Z">'
            f'<script type="application/ld+json">{linked}</script>'
        )
        article = f"<header><h1>{self.title}</h1><p>By Ann Example</p></header><div class='story'>{self.html}</div>"
        return (
            f'<!doctype html><html lang="en"><head>{head}</head><body><header><nav><ul>{menu}</ul></nav></header>'
            f"<div id='page'><main><article>{article}</article></main><aside>{cards}</aside>"
            f"<section id='comments'><ul>{comments}</ul></section></div><footer><ul>{menu}</ul></footer>{script}</body>"
        )


# ---- the formats -------------------------------------------------------------------------------------------


def one_a_file(suffix: str, content: Callable[[Story], str]) -> Write:
    def write(folder: Path, stories: list[Story]) -> None:
        for story in stories:
            (folder / f"{story.number:05d}{suffix}").write_text(content(story), encoding="utf-8")

    return write


def in_one_file(name: str, content: Callable[[list[Story]], str]) -> Write:
    return lambda folder, stories: (folder / name).write_text(content(stories), encoding="utf-8") and None


def front_matter(story: Story) -> str:
    return f"---\ntitle: {story.title}\ndate: {story.date}\n---\n\n" + "\n\n".join(story.paragraphs)


def lines(stories: list[Story]) -> str:
    return "".join(json.dumps(story.record) + "\n" for story in stories)


def table(stories: list[Story]) -> str:
    stream = io.StringIO()
    rows = csv.DictWriter(stream, list(stories[0].record))
    rows.writeheader()
    rows.writerows(story.record for story in stories)
    return stream.getvalue()


def feed(stories: list[Story]) -> str:
    items = "".join(
        f"<item><guid>{story.number}</guid><title>{story.title}</title><pubDate>{story.date}</pubDate>"
        f"<description>{escape(story.html)}</description></item>"
        for story in stories
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>{items}</channel></rss>'


def timeml(story: Story) -> str:
    from chrono.timeml import document

    return document(story.text, [], story.date)


def archive(folder: Path, stories: list[Story]) -> None:
    with zipfile.ZipFile(folder / "articles.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for story in stories:
            packed.writestr(f"{story.number:05d}.txt", story.text)


def word(folder: Path, stories: list[Story]) -> None:
    import docx

    for story in stories:
        document = docx.Document()
        for paragraph in story.text.strip().split("\n\n"):
            document.add_paragraph(paragraph)
        document.save(str(folder / f"{story.number:05d}.docx"))


FORMATS: dict[str, tuple[Write, int]] = {
    "text": (one_a_file(".txt", lambda story: story.text), 1),
    "Markdown with front matter": (one_a_file(".md", front_matter), 4),
    "HTML pages": (one_a_file(".html", lambda story: story.page), 4),
    "HTML pages, with trafilatura": (one_a_file(".html", lambda story: story.page), 8),
    "JSON": (in_one_file("articles.json", lambda stories: json.dumps([story.record for story in stories])), 1),
    "JSON lines": (in_one_file("articles.jsonl", lines), 1),
    "CSV": (in_one_file("articles_table.csv", table), 1),
    "RSS": (in_one_file("feed.xml", feed), 4),
    "TimeML": (one_a_file(".tml", timeml), 1),
    "zip of texts": (archive, 1),
    "Word": (word, 8),
}
"""Each format's way to write the stories, and which part of them is enough to measure it."""


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(write: Write, stories: Sequence[Story]) -> tuple[int, float, float]:
    """How many articles there were, and how long it took to read them and to date them."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write(folder, list(stories))
        read_sources([folder])  # once for the imports and caches
        found = []
        reading = seconds(lambda: found.extend(read_sources([folder])[0]))
        dating = seconds(lambda: [date_article(article) for article in found])
    return len(found), reading, dating


def main() -> None:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--articles", type=int, default=1000, metavar="N", help="how many articles of each format")
    stories = [Story(number) for number in range(arguments.parse_args().articles)]
    print(f"{'format':<30} {'articles':>8} {'read/s':>8} {'ms each':>8} {'read and dated/s':>17}")
    for name, (write, part) in FORMATS.items():
        # Pages are read by chrono's own rules but where trafilatura is what is measured.
        chooser = {} if name.endswith("trafilatura") else {"return_value": None}
        try:
            with mock.patch("chrono.readers.html.chooser", **chooser) if chooser else mock.MagicMock():
                number, reading, dating = measured(write, stories[::part])
        except ImportError as error:
            print(f"{name:<30} {error.name} is not installed")
            continue
        print(
            f"{name:<30} {number:>8,} {number / reading:>8,.0f} {1000 * reading / number:>8.2f} "
            f"{number / (reading + dating):>17,.0f}"
        )


if __name__ == "__main__":
    main()
