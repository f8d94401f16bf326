"""``chrono build``, ``chrono articles``, ``chrono check`` and ``chrono rules`` on good and bad folders."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chrono.readers import readers

Command = Callable[..., Any]
SEEDS = Path(__file__).parents[2] / "seeds"
MARKS = {"events.json", "problems.json"}
SITE = MARKS | {
    "index.html",
    "timeline.md",
    "events.csv",
    "events.parquet",
    "events.ics",
    "feed.xml",
    "timelinejs.json",
}
ARTICLE = "Talks\n\nThe ministers met in Oslo on 5 May 2024.\n"
UNDATED = ["000_kyiv_open_to_talks.txt", "004_what_each_side_wants.txt"]


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one good article, in the folder the command runs in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "good.txt").write_text(ARTICLE)
    return tmp_path / "texts"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def dates(site: Path) -> list[str]:
    return [event["date"] for event in json.loads((site / "events.json").read_bytes())["events"]]


def problems(site: Path) -> list[dict[str, Any]]:
    records = json.loads((site / "problems.json").read_bytes())
    assert isinstance(records, list)
    return records


def test_only_the_outputs_asked_for_are_written_and_the_page_links_to_no_other(command: Command, texts: Path) -> None:
    assert command("build", texts, "-o", "site").code == 0
    Path("site", "CNAME").write_text("example.org")
    assert command("build", texts, "-o", "site", "--only", "html, ICS", "--only", "csv").code == 0
    assert names(Path("site")) == MARKS | {"index.html", "events.ics", "events.csv", "CNAME"}
    linked = set(re.findall(r'<a href="([a-z]+\.[a-z]+)">', Path("site", "index.html").read_text()))
    assert linked == MARKS | {"events.ics", "events.csv"}
    assert command("build", texts, "-o", "site").code == 0
    assert names(Path("site")) >= SITE


@pytest.mark.parametrize(("asked", "said"), [("pdf", "there is no output 'pdf'"), (" ,", "no output is named")])
def test_an_output_that_does_not_exist_is_named(command: Command, texts: Path, asked: str, said: str) -> None:
    ran = command("build", texts, "-o", "site", "--only", asked)
    assert ran.code == 2
    assert f"{said}; there are atom, csv, html, ics, json, markdown" in ran.err
    assert not Path("site").exists()


def test_a_locale_and_an_address_reach_every_output_that_wants_them(command: Command, texts: Path) -> None:
    ran = command("build", texts, "-o", "site", "--locale", "de", "--url", "https://example.org/talks")
    assert (ran.code, ran.err) == (0, "")
    assert Path("site", "timeline.md").read_text().startswith("# Chronik\n\n1 Ereignis")
    assert "DESCRIPTION:5. Mai 2024" in Path("site", "events.ics").read_text()
    assert 'href="https://example.org/talks/#' in Path("site", "feed.xml").read_text()
    page = Path("site", "index.html").read_text()
    assert '<html lang="de" dir="ltr">' in page
    assert '<link rel="canonical" href="https://example.org/talks/">' in page


def test_a_locale_without_words_is_said_once(command: Command, texts: Path) -> None:
    ran = command("build", texts, "-o", "site", "--locale", "ja")
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert "the other words in English; there are words in ar, de, en, es, fr, uk" in ran.err
    assert "2024年5月5日" in Path("site", "timeline.md").read_text()


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--locale", "xx", "there is no locale 'xx'; chrono has words in ar, de, en, es, fr, uk"),
        ("--url", "javascript:alert(1)", "is no address of a site; write one as https://example.org/talks/"),
    ],
)
def test_a_locale_or_an_address_that_is_none(command: Command, texts: Path, option: str, value: str, said: str) -> None:
    ran = command("build", texts, "-o", "site", option, value)
    assert ran.code == 2
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not Path("site").exists()


def test_an_interactive_page_holds_vega(command: Command, texts: Path) -> None:
    assert command("build", texts, "-o", "site", "--only", "html", "--interactive").code == 0
    page = Path("site", "index.html").read_text()
    assert len(page) > 500_000
    assert "feed.xml" not in page
    assert command("build", texts, "-o", "site", "--only", "html").code == 0
    assert len(Path("site", "index.html").read_text()) < 200_000


def test_front_matter_and_a_picture_for_the_markdown(command: Command, texts: Path) -> None:
    assert command("build", texts, "-o", "site", "--front-matter", "yaml", "--mermaid", "--title", "Talks").code == 0
    written = Path("site", "timeline.md").read_text()
    assert written.startswith('---\ntitle: "Talks"\n')
    assert "```mermaid\ntimeline\n    section 2024\n        May 5, 2024 : " in written
    assert command("build", texts, "-o", "site", "--title", "Talks").code == 0
    assert Path("site", "timeline.md").read_text().startswith("# Talks\n\n1 event")
    assert "mermaid" not in Path("site", "timeline.md").read_text()


def test_build_writes_every_file_and_says_so(command: Command, tmp_path: Path) -> None:
    ran = command("build", SEEDS, "--output", tmp_path / "site", "--title", "Peace talks")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{tmp_path}/site: ")
    assert ran.out.endswith("from 5 articles; 0 problems\n")
    assert ran.out.count("\n") == 1
    assert names(tmp_path / "site") >= SITE
    written = json.loads((tmp_path / "site" / "events.json").read_bytes())
    assert list(written) == ["title", "events", "undated"]
    assert written["title"] == "Peace talks"
    assert len(written["events"]) > 20


def test_build_takes_the_current_folder_and_writes_output(command: Command, texts: Path) -> None:
    for _ in range(2):
        assert command("build", "--quiet").output == b""
        assert names(texts.parent) == {"texts", "output"}
        assert dates(Path("output")) == ["2024-05-05"]
        assert problems(Path("output")) == []


def test_quiet_says_nothing_but_errors(command: Command, texts: Path) -> None:
    (texts / "empty.txt").touch()
    ran = command("build", "texts", "--quiet")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert command("build", "nowhere", "--quiet").err.startswith("chrono: error: nowhere")


def test_strict_publishes_nothing_when_there_are_problems(command: Command, texts: Path) -> None:
    assert command("build", "texts", "--strict").code == 0
    before = (Path("output") / "index.html").stat()
    (texts / "empty.txt").touch()
    ran = command("build", "texts", "--strict")
    assert (ran.code, ran.out) == (1, "")
    assert "empty.txt: " in ran.err
    assert ran.err.endswith("1 problem; nothing is published (--strict)\n")
    assert (Path("output") / "index.html").stat() == before
    assert command("build", "texts").code == 0
    assert [problem["origin"] for problem in problems(Path("output"))] == ["empty.txt"]


def test_top_keeps_some(command: Command, tmp_path: Path) -> None:
    assert command("build", SEEDS, "-o", tmp_path / "site", "--top", 3).code == 0
    assert len(dates(tmp_path / "site")) == 3
    assert command("build", SEEDS, "-o", tmp_path / "site", "--top", "auto").code == 0
    assert 3 < len(dates(tmp_path / "site")) < 30


BAD = {
    "empty": b"",
    "blank": b" \n\t\n",
    "junk": bytes(range(256)) * 64,
    "nul": b"\0" * 5000,
    "utf16": ARTICLE.encode("utf-16"),
    "half utf16": ARTICLE.encode("utf-16")[:-1],
    "latin1": ARTICLE.replace("Oslo", "Zürich").encode("latin-1"),
    "cut": "They met in Київ".encode()[:-1],
    "long line": b"On 5 May 2024 " * 20_000,
    "brackets": b"<a " * 20_000,
}
NO_TEXT = ("empty", "blank", "junk", "nul")


@pytest.mark.parametrize("suffix", sorted(readers()))
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_costs_itself_only(command: Command, texts: Path, suffix: str, kind: str) -> None:
    (texts / f"bad{suffix}").write_bytes(BAD[kind])
    ran = command("build", "texts")
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert "2024-05-05" in dates(Path("output"))
    told = [problem for problem in problems(Path("output")) if problem["origin"].startswith(f"bad{suffix}")]
    for problem in told:
        assert problem["what"]
        assert "\n" not in f"{problem['what']}{problem['advice']}"
    assert len(ran.err.splitlines()) == len(problems(Path("output")))
    assert told or kind not in NO_TEXT


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("articles.csv", b"article,author\ngood.txt,me\n", "the column 'author' is not known"),
        ("articles.csv", b"name\ngood.txt\n", "there is no column 'article'"),
        ("articles.csv", b"", "the file is empty"),
        ("articles.csv", b"article,published\ngood.txt,2024-02-30\n", "there is no 30 February 2024"),
        ("articles.csv", b"article,published\nnone.txt,2024-02-03\n", "there is no article 'none.txt'"),
        ("articles.csv", b"article,title\ngood.txt,Gespr\xe4che\n", "not UTF-8"),
        ("articles.csv", b'article,title\ngood.txt,"Talks\n', "this is no CSV"),
        ("articles.csv", bytes(range(256)), "there is no column 'article'"),
        ("note.md", b"---\ndate: 2024-02-30\n---\n\nThe ministers met.\n", "2024-02-30"),
        ("note.md", b"---\ndate: [\n---\n\nThe ministers met.\n", "front matter"),
        ("note.jsonl", b'{"text": \n', "not JSON"),
        ("note.jsonl", b'{"text": "They met.", "date": "2024-02-30"}\n', "2024-02-30"),
        ("edits.toml", b"[e1]\nhide = true\n", "there is no event 'e1'"),
        ("edits.toml", b"hide = true\n", "stands outside any event"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "not a format chrono reads"),
    ],
)
def test_what_is_wrong_is_named(command: Command, texts: Path, name: str, content: bytes, complaint: str) -> None:
    (texts / name).write_bytes(content)
    ran = command("build", "texts")
    assert ran.code == 0
    assert dates(Path("output")) == ["2024-05-05"]
    told = [problem for problem in problems(Path("output")) if problem["origin"].startswith(name)]
    assert any(complaint in problem["what"] for problem in told), told
    assert f"{name}" in ran.err
    assert complaint in ran.err
    assert command("check", "texts").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: there is no such file or folder"),
        (["texts", "nowhere"], "nowhere: there is no such file or folder"),
        (["empty"], "empty: no article to read"),
        (["picture.png"], "picture.png: not a format chrono reads"),
        (["texts", "--articles", "nowhere.csv"], "nowhere.csv: there is no such file"),
        (["texts", "--articles", "texts"], "texts: this is a folder"),
        (["texts", "--edits", "nowhere.toml"], "nowhere.toml: cannot be read"),
        (["texts", "--edits", "broken.toml"], "broken.toml: is not TOML"),
        (["texts", "--edits", "latin.toml"], "latin.toml: is not UTF-8"),
        (["texts", "--templates", "nowhere"], "nowhere: there is no such folder of templates"),
        (["texts", "--output", "file"], "file: is a file; name a folder"),
        (["texts", "--output", "file/site"], "file/site: lies in a file"),
        (["texts", "--output", "texts"], "texts: holds the sources"),
        (["texts", "--output", "."], ".: holds "),
        (["texts", "--output", "others"], "others: holds files that chrono did not write (novel.doc)"),
        (["texts", "--output", "/proc/site"], "/proc/site: the site cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_line(command: Command, texts: Path, arguments: list[str], message: str) -> None:
    Path("empty").mkdir()
    Path("others").mkdir()
    Path("others/novel.doc").touch()
    Path("file").touch()
    Path("picture.png").touch()
    Path("broken.toml").write_text("hide =")
    Path("latin.toml").write_bytes(b"title = '\xe9'")
    before = sorted(path.as_posix() for path in Path().rglob("*"))
    ran = command("build", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"chrono: error: {message}")
    assert ran.err.count("\n") == 1
    assert sorted(path.as_posix() for path in Path().rglob("*")) == before


def test_a_template_of_the_users_that_is_broken(command: Command, texts: Path) -> None:
    Path("mine").mkdir()
    Path("mine/timeline.md.j2").write_text("# Talks\n{{ nonsense }}\n")
    ran = command("build", "texts", "--templates", "mine")
    assert ran.code == 2
    assert ran.err.startswith("chrono: error: mine/timeline.md.j2:2: ")
    assert not Path("output").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_an_article_that_may_not_be_read(command: Command, texts: Path) -> None:
    (texts / "secret.txt").write_text(ARTICLE)
    (texts / "secret.txt").chmod(0)
    assert command("build", "texts").code == 0
    assert [problem["origin"] for problem in problems(Path("output"))] == ["secret.txt"]


def test_links_that_lead_nowhere_and_in_circles(command: Command, texts: Path) -> None:
    (texts / "lost.txt").symlink_to("nowhere.txt")
    (texts / "self").symlink_to(".")
    ran = command("build", "texts")
    assert ran.code == 0
    assert dates(Path("output")) == ["2024-05-05"]
    assert {problem["origin"] for problem in problems(Path("output"))} == {"lost.txt", "self"}


TABLE = b"Story;Dated\nThe ministers met in Oslo on Monday.;16.12.2024\n"


@pytest.mark.parametrize("made", ["build", "check", "articles"])
def test_columns_go_by_the_names_the_user_gives_them(command: Command, texts: Path, made: str) -> None:
    (texts / "table.csv").write_bytes(TABLE)
    ran = command(made, "texts", "--map", "text=Story", "--map", "published=Dated")
    assert (ran.code, ran.err) == (0, "")
    if made == "build":
        assert dates(Path("output")) == ["2024-05-05", "2024-12-16"]
    told = command("rules", "--coverage", "texts", "--map", "text=Story").out
    assert "2 articles" in told


def test_a_column_that_is_nowhere_is_one_clear_line(command: Command, texts: Path) -> None:
    (texts / "table.csv").write_bytes(TABLE)
    ran = command("check", "texts", "--map", "text=Story", "--map", "published=Datd")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "--map published=Datd: no file has a field 'Datd'; check its spelling"
    ran = command("check", "texts")
    assert ran.out.startswith(
        "table.csv: has no column for the text; its columns are Story, Dated; name it with --map text=COLUMN, or"
    )


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("text:Body", "'text:Body' is no FIELD=NAME as text=Body; the fields are id, title, text, published, "),
        ("story=Body", "'story=Body' is no FIELD=NAME"),
        ("text=", "'text=' is no FIELD=NAME"),
    ],
)
def test_a_map_that_is_none(command: Command, texts: Path, value: str, complaint: str) -> None:
    ran = command("build", "texts", "--map", value)
    assert ran.code == 2
    assert complaint in ran.err
    assert "twice" in command("build", "texts", "--map", "text=a", "--map", "text=b").err


@pytest.mark.parametrize(
    ("stdin", "articles"),
    [
        (ARTICLE.encode(), ["stdin"]),
        (ARTICLE.encode("utf-16"), ["stdin"]),
        (b"<!DOCTYPE html><title>Talks</title><p>The ministers met in Oslo on 5 May 2024.", ["stdin"]),
        (b'{"text": "They met on 5 May 2024."}\n{"id": 7, "text": "They left 5 May 2024."}\n', ["stdin#1", "stdin#7"]),
        (b'[{"text": "The ministers met in Oslo on 5 May 2024."}]', ["stdin#1"]),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><item><guid>f</guid><description>They met on 5 May 2024.'
         b"</description></item></channel></rss>", ["stdin#f"]),
        (b"<TimeML><TEXT>The ministers met in Oslo on 5 May 2024.</TEXT></TimeML>", ["stdin"]),
        (b"<p>is how a paragraph begins, he said on 5 May 2024.", ["stdin"]),
        (b"{curly} brackets were banned on 5 May 2024.", ["stdin"]),
    ],
)  # fmt: skip
def test_standard_input_is_a_source(command: Command, texts: Path, stdin: bytes, articles: list[str]) -> None:
    ran = command("articles", "-", "--format", "json", stdin=stdin)
    assert (ran.code, ran.err) == (0, "")
    assert [record["article"] for record in json.loads(ran.out)] == articles
    assert command("build", "-", "texts", stdin=stdin).code == 0
    assert set(dates(Path("output"))) == {"2024-05-05"}


def test_nothing_on_standard_input_is_one_clear_line(command: Command, texts: Path) -> None:
    ran = command("build", "-", stdin=b"")
    assert (ran.code, ran.out) == (2, "")
    assert (
        ran.err == "chrono: error: -: no article to read; stdin: is empty; put the article's text in it or delete it\n"
    )


def test_articles_as_json_keeps_the_contract(command: Command) -> None:
    ran = command("articles", SEEDS, "--format", "json")
    records = json.loads(ran.output)
    assert (ran.code, ran.err) == (0, "")
    keys = ["article", "title", "published", "earliest", "latest", "status", "evidence"]
    assert [list(record) for record in records] == [keys] * 5
    by_article = {record["article"][:3]: record for record in records}
    assert {name: record["published"] for name, record in by_article.items()} == {
        "000": None,
        "001": "2024-12-16",
        "002": "2024-11-14T12:59-05:00",
        "003": "2024-12-02",
        "004": "2014-01-01/",
    }
    assert by_article["000"] | {"title": "", "evidence": []} == {
        "article": UNDATED[0],
        "title": "",
        "published": None,
        "earliest": None,
        "latest": None,
        "status": "unknown",
        "evidence": [],
    }
    assert [piece["weight"] for piece in by_article["000"]["evidence"]] == ["soft"]
    assert by_article["002"]["earliest"] == by_article["002"]["latest"] == "2024-11-14"
    assert list(by_article["001"]["evidence"][0]) == ["quote", "rule", "says", "weight"]
    assert by_article["001"]["evidence"][0]["weight"] == "decides"


def test_articles_as_a_table(command: Command) -> None:
    heading, *lines = command("articles", SEEDS).out.splitlines()
    assert heading.split() == ["article", "published", "status", "title"]
    articles = [line.split() for line in lines if not line.startswith(" ")]
    assert [line[0] for line in articles] == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert articles[1][1:3] == ["2024-12-16", "exact"]
    assert articles[0][1] == "unknown"
    assert "    articles.csv: 2024-12-16, which decides" in lines


def test_articles_with_problems(command: Command, texts: Path) -> None:
    (texts / "empty.txt").touch()
    ran = command("articles", "texts")
    assert ran.code == 0
    assert ran.err.startswith("empty.txt: ")
    assert command("articles", "nowhere").code == 2


def test_check_passes_articles_without_a_date_unless_strict(command: Command) -> None:
    ran = command("check", SEEDS)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("2 articles without an exact date; once you know it, for articles.csv (")
    lines = ran.out.splitlines(keepends=True)[1:]
    assert "# told as past: 2014-01-01 or later, from “Crimea, which it annexed back in 2014”\n" in lines
    rows = list(csv.DictReader(io.StringIO("".join(line for line in lines if not line.startswith("# ")))))
    assert list(rows[0]) == ["article", "title", "published", "source", "url", "language"]
    assert [row["article"] for row in rows] == UNDATED
    assert [row["published"] for row in rows] == ["", ""]
    strict = command("check", SEEDS, "--strict")
    assert (strict.code, strict.out) == (1, ran.out)


def test_the_lines_of_check_can_be_pasted(command: Command, tmp_path: Path) -> None:
    folder = shutil.copytree(SEEDS, tmp_path / "seeds")
    lines = command("check", folder).out.splitlines()[2:]
    known = [line for line in (folder / "articles.csv").read_text().splitlines() if line.split(",")[0] not in UNDATED]
    filled_in = [line.replace(",,", ",2024-11-20,", 1) for line in lines]
    (folder / "articles.csv").write_text("\n".join([*known, *filled_in]))
    ran = command("check", folder, "--strict")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    published = {
        record["article"]: record["published"]
        for record in json.loads(command("articles", folder, "--format", "json").out)
    }
    assert [published[name] for name in UNDATED] == ["2024-11-20", "2024-11-20"]


def test_check_prints_the_problems_and_writes_nothing(command: Command, texts: Path) -> None:
    (texts / "empty.txt").touch()
    ran = command("check", "texts")
    assert ran.code == 1
    assert ran.out.splitlines()[0].startswith("empty.txt: ")
    assert names(texts.parent) == {"texts"}


def test_rules_are_listed_with_examples(command: Command) -> None:
    ran = command("rules")
    assert (ran.code, ran.err) == (0, "")
    heading, *rows = ran.out.splitlines()
    assert heading.split() == ["rule", "type", "examples"]
    from chrono.languages import load

    assert len(rows) == len(load("en").rules)
    assert any(row.startswith("<weekday>") and "=" in row for row in rows)


def test_rules_coverage_counts_what_fires(command: Command, texts: Path) -> None:
    (texts / "good.txt").write_text("Talks\n\nThey met on 5 May 2024, on 6 May 2024, and on 5 May 2024.\n")
    ran = command("rules", "--coverage", "texts")
    first, *rows = ran.out.splitlines()[1:]
    assert first.startswith("<day> <month> <year>")
    assert first.split()[-7:] == ["3", "5", "May", "2024;", "6", "May", "2024"]
    assert rows[-1] == f"1 article: 1 of {len(rows)} rules fired"
