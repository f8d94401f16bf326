"""The Markdown timeline: what it says, and that nothing in an article can break out of its place."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from chrono.article import Article, Dating
from chrono.renderers.filters import md
from chrono.renderers.markdown import render
from chrono.timeline import Timeline

HOSTILE = (
    "# heading",
    "## heading",
    "- item",
    "+ item",
    "12. item",
    "3) item",
    "> quote",
    "---",
    "***",
    "```\ncode\n```",
    "~~~ code",
    "    indented",
    "one\n\n# two",
    "one\r\n\r\ntwo",
    "one\u2028# two",
    "*emphasis* __strong__ ~~gone~~",
    "`code`",
    "[link](https://example.org)",
    "![image](https://example.org/x.png)",
    "[^1]: note",
    "[^1]",
    "[label]: https://example.org",
    "<script>alert(1)</script>",
    "<!-- comment",
    "<https://example.org>",
    "https://example.org and www.example.org",
    "&lt;b&gt; &copy;",
    "| a | b |\n|---|---|\n| c | d |",
    "back\\slash \\*",
    "$x^2$ and $$y$$",
    "{{ site.title }} {% include x %} {: .class }",
    ": definition",
    "!!! note",
    "??? note",
    '=== "Tab"',
    "::: chrono.article",
    "/// note",
    "--8<-- 'secret.md'",
    "==mark== ^raised^ ++inserted++ ~lowered~",
    "*[HTML]: Hypertext",
    "[x]",
    "mail me at ann@example.org",
    "---\ntitle: other\n---",
    "+++\ntitle = 'other'\n+++",
    "```mermaid\nflowchart",
)


def parser() -> MarkdownIt:
    """What the generators understand, together: tables, footnotes, definitions, front matter, formulas, attributes."""
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for plugin in (footnote_plugin, deflist_plugin, front_matter_plugin, dollarmath_plugin, attrs_plugin, admon_plugin):
        found.use(plugin)
    return found


def tokens(text: str) -> list[str]:
    """What Markdown makes of a text: the kinds of its blocks and inlines, in order."""
    return [
        kind for token in parser().parse(text) for kind in (token.type, *(child.type for child in token.children or ()))
    ]


def shown(text: str) -> str:
    """The words that a reader sees of a text in Markdown."""
    inlines = [child for token in MarkdownIt("commonmark").parse(text) for child in token.children or ()]
    return "".join(child.content for child in inlines)


def test_the_whole(bridge: Timeline) -> None:
    assert (
        render(bridge).decode()
        == """\
# The old bridge

9 events from 3 articles, 1901–2025.

## 1901

**1901** — The bridge opens[^1]

> The bridge opens.

## 2014

**since 2014** · *ongoing* — Trams may not cross[^1]

> Trams may not cross.

## 2024

**Nov 29, 2024** — Divers find cracks in the piers[^1][^2]

> Divers looked at the piers on Friday and found cracks.

The sources disagree on the date: Nov 29, 2024[^1], Nov 30, 2024[^2].

**Dec 2, 2024** — The council meets on the repairs[^1]

> The council meets on the repairs.

**Also reported on Dec 2, 2024**

- The mayor's office asks for patience.[^1]
- Traffic is heavy at the ferry.[^1]

## 2025

**Jan 2025** · *planned* — The bridge closes for repairs[^1]

> The bridge closes for repairs.

**Jan 2025** · *planned* · *possible* — A ferry may run at night[^1]

> A ferry may run at night.

**from May 2025** · *planned* · *negated* — Trams cross again[^1]

> Trams cross again.

## Undated

**Nothing says when letters/undated.txt was written**

- The ferry stood still last week.[^3]

[^1]: Old bridge to close for repairs, *Harbour Herald*, Dec 2, 2024, <https://example.org/bridge?a=1&b=2>.
[^2]: Die Brücke, *Stadtblatt*, Dec 2024.
[^3]: A letter about the ferry, date unknown.
"""
    )


def test_what_the_writer_says_besides(event, by_hand) -> None:
    marked = event("2024-05-01", "The pier opens", tags=("pier", "a*b"), note="It rained.")
    text = render(Timeline("", (marked, by_hand("Pier log", "https://example.org/log"), by_hand("", "")))).decode()
    assert "**May 1, 2024** · pier · a\\*b — The pier opens[^1]\n\n> The pier opens.\n\nIt rained.\n" in text
    assert "· *added by hand* — The pier opens (Pier log, <https://example.org/log>)\n\n> At last.\n" in text
    assert "· *added by hand* — The pier opens\n" in text
    assert text.startswith("# Timeline\n\n3 events from 1 article,")
    assert shown(text).count("Pier log") == 1


def test_an_article_without_an_event_is_named(bridge: Timeline) -> None:
    silent = Timeline("Quiet", (), (), (Article("a.txt", "", "A *quiet* day"), Article("b.txt", "")))
    assert (
        render(silent).decode()
        == """\
# Quiet

No events from 2 articles.

Read as well, without an event: A \\*quiet\\* day; b.txt.
"""
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_an_article_means_anything(event, mention, hostile: str) -> None:
    def timeline(said: str) -> Timeline:
        article = Article(f"{said}.txt", "", said, Dating(edtf="2024"), said, "https://example.org/")
        told = mention(said, "", article)
        return Timeline(
            said,
            (
                event("2024", said, mentions=(told,)),
                event("2024", said, mentions=(told,), kind="reported"),
            ),
            (event(None, said, mentions=(told,), why=said),),
            (article, Article(f"silent {said}", "", said)),
        )

    for wishes in ({}, {"front_matter": "yaml", "mermaid": True}, {"locale": "fr"}, {"locale": "ar"}):
        hostile_lines, plain_lines = (
            render(timeline(said), **wishes).decode().splitlines()  # type: ignore[arg-type]
            for said in (hostile, "plain")
        )
        assert len(hostile_lines) == len(plain_lines)
        assert tokens("\n".join(hostile_lines)) == tokens("\n".join(plain_lines))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_words_stay_what_they_were(hostile: str) -> None:
    assert shown(md(hostile)) == " ".join(hostile.split())
    assert tokens(md(hostile)) == tokens("plain")
    assert tokens(f"> {md(hostile)}") == tokens("> plain")
    assert tokens(f"- {md(hostile)}") == tokens("- plain")


def test_liquid_and_shortcodes_find_nothing_to_run() -> None:
    assert "{{" not in md("{{ site }} {{< figure >}}")
    assert "{%" not in md("{% include x %}")


def test_a_bare_address_stays_readable_and_becomes_no_link() -> None:
    assert "://" not in md("see HTTPS://example.org")
    assert "www." not in md("see www.example.org")
    assert md("a.m. and p.m., 12:59, e.g. this") == "a.m. and p.m., 12:59, e.g. this"


def front(timeline: Timeline) -> tuple[dict[str, object], str]:
    """The front matter of a timeline as YAML reads it, and what comes after it."""
    written = render(timeline, front_matter="yaml").decode()
    opening, matter, rest = written.split("---\n", 2)
    assert opening == ""
    return yaml.safe_load(matter), rest


def test_front_matter_takes_the_place_of_the_heading(bridge: Timeline) -> None:
    matter, rest = front(bridge)
    assert matter == {
        "title": "The old bridge",
        "description": "9 events from 3 articles, 1901–2025.",
        "date": date(2024, 12, 2),
    }
    assert rest.startswith("\n9 events from 3 articles, 1901–2025.\n\n## 1901\n")
    assert render(bridge).decode().startswith("# The old bridge\n\n9 events")


def test_a_timeline_of_undated_articles_has_no_date(event) -> None:
    assert front(Timeline("Quiet", (event("1901", "It", mentions=()),)))[0] == {
        "title": "Quiet",
        "description": "1 event from no articles, Jan – Dec 1901.",
    }


@pytest.mark.parametrize(
    "hostile", [*HOSTILE, '"', "'", "\\", "a: b # c", "- x", "!!python/object", "\x07", "Київ 🇺🇦", "\ud800"]
)
def test_a_title_stays_in_its_front_matter(hostile: str) -> None:
    matter, rest = front(Timeline(hostile, ()))
    assert list(matter) == ["title", "description"]
    if hostile.isprintable():
        assert matter["title"] == " ".join(hostile.split())
    assert rest == "\nNo events from no articles.\n"


LABEL = r"(?:[^:#;%{}<>`\"\\\n]|#[0-9]+;)+"
PICTURE = re.compile(
    rf"timeline\n(?:    section {LABEL}\n(?:        {LABEL} : {LABEL}\n(?:            : {LABEL}\n)*)+)*"
)


def picture(timeline: Timeline) -> str:
    """The Mermaid picture of a timeline: the one fence there is."""
    (fence,) = [token for token in parser().parse(render(timeline, mermaid=True).decode()) if token.type == "fence"]
    assert fence.info == "mermaid"
    return fence.content


def test_a_picture_shows_years_dates_and_what_is_no_fact(bridge: Timeline) -> None:
    assert (
        picture(bridge)
        == """\
timeline
    section 1901
        1901 : The bridge opens
    section 2014
        since 2014 : Trams may not cross
    section 2024
        Nov 29, 2024 : Divers find cracks in the piers
        Dec 2, 2024 : The council meets on the repairs
    section 2025
        Jan 2025 : [planned] The bridge closes for repairs
            : [planned, possible] A ferry may run at night
        from May 2025 : [planned, negated] Trams cross again
"""
    )
    assert "The picture shows" not in render(bridge, mermaid=True).decode()


def test_a_picture_shows_the_most_salient(event) -> None:
    events = tuple(event(f"{1900 + number}", f"Event {number}", salience=number % 60 / 60) for number in range(60))
    written = render(Timeline("", events), mermaid=True).decode()
    assert "The picture shows the 20 most salient of 60 events.\n" in written
    assert re.findall(r"19\d\d : Event (\d+)", written) == [str(number) for number in range(40, 60)]


def test_no_picture_of_nothing() -> None:
    assert "mermaid" not in render(Timeline("", ()), mermaid=True).decode()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_an_article_means_anything_to_mermaid(event, hostile: str) -> None:
    told = picture(Timeline("", (event("2024", hostile), event("2024", "plain", kind="planned"))))
    assert PICTURE.fullmatch(told)
    assert len(told.splitlines()) == 4
    label = told.splitlines()[2].partition(" : ")[2]
    assert re.sub(r"#([0-9]+);", lambda match: chr(int(match[1])), label) == " ".join(hostile.split())
