"""RSS, Atom and WordPress exports."""

from __future__ import annotations

import socket
import urllib.request

import pytest

from chrono.article import Article
from chrono.readers import feed
from chrono.readers._files import File


def read(source: str | bytes) -> tuple[list[Article], list[str]]:
    raw = source if isinstance(source, bytes) else source.encode()
    articles, problems = feed.read(File("a.xml", raw))
    return articles, [str(problem) for problem in problems]


def rss(*items: str, channel: str = "<title>Harbour Post</title><language>en-gb</language>") -> str:
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:atom="http://www.w3.org/2005/Atom"'
    )
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {names}><channel>{channel}{inner}</channel></rss>'
    )


def atom(*entries: str) -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafenpost</title>{inner}</feed>'


def stated(source: str) -> list[tuple[str, str, str]]:
    return [(piece.rule, piece.says, piece.weight) for article in read(source)[0] for piece in article.stated]


def test_rss() -> None:
    [article], problems = read(
        rss(
            "<title>Ferry &amp; bridge</title><link>https://post.example/2024/ferry</link><dc:creator>Ann</dc:creator>"
            "<pubDate>Thu, 14 Nov 2024 12:59:00 EST</pubDate><guid>https://post.example/?p=12</guid>"
            "<description>Short.</description>"
            "<content:encoded><![CDATA[<p>It left on <b>Monday</b>.</p><script>x</script><p>It came &amp; went.</p>"
            "<figure><img src=x><figcaption>The pier.</figcaption></figure>]]></content:encoded>"
        )
    )
    assert problems == []
    assert (article.id, article.title, article.author) == ("a.xml#p=12", "Ferry & bridge", "Ann")
    assert article.text == "It left on Monday.\n\nIt came & went.\n\nThe pier."
    assert (article.url, article.source, article.language) == ("https://post.example/2024/ferry", "Harbour Post", "en")
    assert [(piece.rule, piece.says, piece.weight) for piece in article.stated] == [
        ("feed published", "2024-11-14T12:59:00-05:00", "hard")
    ]


def test_a_description_in_plain_words_keeps_its_lines() -> None:
    [article], _ = read(rss("<description>It left.\n\nIt came &amp;amp; went.</description>"))
    assert article.text == "It left.\n\nIt came & went."


def test_atom() -> None:
    [first, second], problems = read(
        atom(
            '<id>tag:post.example,2024:1</id><title type="html">Ferry &amp;amp; bridge</title>'
            "<published>2024-11-14T12:59:00Z</published><updated>2024-12-01T00:00:00Z</updated>"
            '<author><name>Ann</name></author><link href="https://post.example/1"/>'
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <i>left</i>.</p></div></content>',
            '<id>2</id><title>Bridge</title><content type="text">Kurz &amp; gut.</content>'
            "<source><title>Inselblatt</title></source>",
        )
    )
    assert problems == []
    assert (first.id, first.title, first.text) == ("a.xml#tag:post.example,2024:1", "Ferry & bridge", "It left.")
    assert (first.author, first.url, first.language) == ("Ann", "https://post.example/1", "de")
    assert [piece.says for piece in first.stated] == ["2024-11-14T12:59:00Z"]
    assert (second.text, second.source, second.stated) == ("Kurz & gut.", "Inselblatt", ())


def test_a_date_of_change_only_suggests() -> None:
    assert stated(atom("<id>1</id><updated>2024-11-14</updated><summary>It left.</summary>")) == [
        ("feed updated", "2024-11-14", "soft")
    ]
    changed = "<guid>1</guid><atom:updated>2024-11-14</atom:updated><description>It left.</description>"
    assert stated(rss(changed)) == [("feed updated", "2024-11-14", "soft")]
    dublin_core = "<guid>1</guid><dc:date>2024-11-14</dc:date><description>It left.</description>"
    assert stated(rss(dublin_core)) == [("feed published", "2024-11-14", "hard")]


def test_the_dates_of_the_feed_itself_are_no_evidence() -> None:
    channel = (
        "<pubDate>Sun, 01 Dec 2024 00:00:00 GMT</pubDate><lastBuildDate>Sun, 01 Dec 2024 00:00:00 GMT</lastBuildDate>"
    )
    assert stated(rss("<description>It left.</description>", channel=channel)) == []


def test_a_wordpress_export() -> None:
    def item(kind: str, status: str, title: str) -> str:
        return (
            f"<title>{title}</title><content:encoded><![CDATA[It left [caption id=1]on the pier[/caption].\n\nIt came "
            f"<b>back</b>.]]></content:encoded><wp:post_type>{kind}</wp:post_type><wp:status>{status}</wp:status>"
            "<wp:comment><wp:comment_date>2024-12-01 00:00:00</wp:comment_date></wp:comment>"
        )

    articles, problems = read(
        rss(
            item("post", "publish", "Ferry"), item("page", "publish", "About"), item("attachment", "inherit", "Pic"),
            item("nav_menu_item", "publish", "Menu"), item("post", "draft", "Bridge"), item("post", "private", "Pier"),
        )
    )  # fmt: skip
    assert [article.title for article in articles] == ["Ferry", "About"]
    assert articles[0].text == "It left on the pier.\n\nIt came back."
    assert articles[0].stated == ()
    assert problems == ["a.xml: has entries that are not published: Bridge, Pier; they are not read"]


def test_another_encoding() -> None:
    source = '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><item><description>Да'
    [article], _ = read(f"{source}</description></item></channel></rss>".encode("cp1251"))
    assert article.text == "Да"


@pytest.mark.parametrize(
    ("source", "read_of_it", "complaint"),
    [
        (
            rss("<description>One.</description>", "<description>Two.").removesuffix("</item></channel></rss>"),
            1,
            "is broken XML (",
        ),
        (rss("<description>One.</description>").replace("</channel>", "</chanel>"), 1, "a.xml:2: is broken XML ("),
        (rss("<title>One</title>"), 0, "entry 1 has no text; "),
        (rss(), 0, "is a feed without entries; "),
        (
            '<?xml version="1.0"?><urlset><url/></urlset>',
            0,
            "but no RSS, Atom or WordPress export (it begins with <urlset>)",
        ),
        ("not XML at all", 0, "is not XML; "),
        ("<" * 100_000, 0, "is not XML; "),
        ("", 0, "is empty; "),
        ("\x89PNG\x00\xff", 0, "a.xml: "),
        (rss("<description>One.</description><pubDate>soon</pubDate>"), 1, "the date in feed published cannot be read"),
    ],
)
def test_what_is_wrong_with_a_feed_is_named(source: str, read_of_it: int, complaint: str) -> None:
    articles, problems = read(source)
    assert len(articles) == read_of_it
    assert any(complaint in problem for problem in problems), problems
    assert not any("\n" in problem for problem in problems)


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a "&b;&b;"><!ENTITY b "boom">', '<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY % a "b">']
)
def test_a_feed_that_declares_entities_is_refused(entity: str) -> None:
    articles, [problem] = read(f'<?xml version="1.0"?><!DOCTYPE rss [{entity}]>{rss("<description>&a;</description>")}')
    assert articles == []
    assert "declares entities" in problem or "is not XML" in problem


def test_nothing_is_fetched_and_no_file_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a reader went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    for source in (
        "https://post.example/feed.xml",
        "/etc/passwd",
        rss('<description>&lt;img src="https://a.example/x">It left.</description>'),
    ):
        read(source)


@pytest.mark.parametrize("piece", ["<a ", "<item>", "&lt;div>", "<![CDATA[", "&amp;"])
def test_hostile_feeds_take_no_longer_than_others(piece: str) -> None:
    read(rss("<description>" + piece * 20_000 + "</description>"))
