"""The characters of files in whatever encoding."""

from __future__ import annotations

import codecs

import pytest

from chrono.readers._decoding import decode, text_of
from chrono.readers._files import File

WESTERN = "The “Ürümqi” – it’s a café… and costs £5."


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (WESTERN.encode(), WESTERN),
        (codecs.BOM_UTF8 + WESTERN.encode(), WESTERN),
        (WESTERN.encode("utf-16"), WESTERN),
        (codecs.BOM_UTF16_BE + WESTERN.encode("utf-16-be"), WESTERN),
        (WESTERN.encode("utf-32"), WESTERN),
        (b"a\r\nb\rc\n\x0b\x1f\x7f", "a\r\nb\rc\n\x0b\x1f\x7f"),
        (b"", ""),
    ],
)
def test_unicode_is_read_as_it_is_without_its_mark(raw: bytes, text: str) -> None:
    assert decode(raw, "a.txt") == (text, [])


@pytest.mark.parametrize(
    ("encoding", "text", "named"),
    [
        ("cp1252", WESTERN, "windows-1252"),
        ("latin-1", "Der Präsident erklärte am Montag, große Maßnahmen seien nötig.", "windows-1252"),
        ("cp1252", "It’s open.", "windows-1252"),
        ("cp1251", "Паром отошёл в понедельник утром и вернулся в пятницу.", "windows-1251"),
        ("cp1250", "Prom wypłynął w poniedziałek, a wrócił późną nocą; załoga śpi.", "windows-1250"),
        ("gb18030", "渡轮星期一早上离开港口，星期五晚上返回。", "gb18030"),
    ],
)
def test_other_encodings_are_found_and_named(encoding: str, text: str, named: str) -> None:
    found, problems = decode(text.encode(encoding), "a.txt")
    assert found == text
    assert [str(problem) for problem in problems] == [f"a.txt: is no UTF-8, read as {named}; save it as UTF-8"]


@pytest.mark.parametrize(
    ("label", "named"), [("windows-1251", "windows-1251"), ("KOI8-R", "koi8-r"), ("iso-8859-5", "iso8859-5")]
)
def test_a_declared_encoding_comes_before_a_guess(label: str, named: str) -> None:
    text = "Да"
    found, problems = decode(text.encode(label), "a.html", label)
    assert found == text
    assert f"read as {named};" in str(problems[0])


@pytest.mark.parametrize("label", ["no-such-encoding", "base64", "idna", "undefined", "\0", ""])
def test_a_declared_encoding_that_is_none_is_passed_over(label: str) -> None:
    assert decode(WESTERN.encode("cp1252"), "a.html", label)[0] == WESTERN


def test_pages_that_say_latin_1_mean_windows_1252() -> None:
    assert decode("“No”".encode("cp1252"), "a.html", "iso-8859-1")[0] == "“No”"


def test_utf8_with_a_broken_character_stays_utf8() -> None:
    text, problems = decode("Čeština “a” – dál".encode() + b"\xff.", "a.txt")
    assert text == "Čeština “a” – dál\N{REPLACEMENT CHARACTER}."
    assert "is UTF-8 with broken characters" in str(problems[0])


def test_broken_utf16_is_named() -> None:
    text, problems = decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\xd8", "a.txt")
    assert text == "ab\N{REPLACEMENT CHARACTER}"
    assert "is UTF-16-LE with broken characters" in str(problems[0])


def test_nuls_stay_in_the_text_and_are_named() -> None:
    text, problems = decode(b"a\0b\0", "a.txt")
    assert text == "a\0b\0"
    assert "a.txt: holds 2 NUL characters; " in str(problems[0])


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", bytes(range(256)), b"\xff\x00" * 9])
def test_binary_files_are_not_texts(raw: bytes) -> None:
    text, problems = decode(raw, "a.txt")
    assert text is None
    assert str(problems[0]).startswith("a.txt: is not a text; ")


def test_a_megabyte_of_another_encoding_is_sampled() -> None:
    text = "Паром отошёл в понедельник утром. " * 30_000
    assert text_of(File("a.txt", text.encode("cp1251")))[0] == text
