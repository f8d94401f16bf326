"""Fields by any of their names, and the dates in them."""

from __future__ import annotations

import pytest

from chrono.article import language_code, web_address
from chrono.readers._dates import as_edtf
from chrono.readers._fields import named


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2024-11-14", "2024-11-14"),
        (" 2024-11 ", "2024-11"),
        ("2024", "2024"),
        ("2024-11-13~", "2024-11-13~"),
        ("2024-11-10/2024-11-12", "2024-11-10/2024-11-12"),
        ("2024-11-14T12:59:00.000Z", "2024-11-14T12:59:00Z"),
        ("2024-11-14T12:59:00,5+0100", "2024-11-14T12:59:00+01:00"),
        ("2024-11-14T12:59:00+01", "2024-11-14T12:59:00+01:00"),
        ("2024-11-14T12:59-05:00", "2024-11-14T12:59-05:00"),
        ("2024-11-14 12:59:30", "2024-11-14T12:59:30"),
        ("2024-11-14 12:59 UTC", "2024-11-14T12:59Z"),
        ("20241114", "2024-11-14"),
        ("20241114T125930Z", "2024-11-14T12:59:30Z"),
        ("20241114T1259", "2024-11-14T12:59"),
        ("2024/11/14", "2024-11-14"),
        ("2024/11/14 12:59", "2024-11-14T12:59"),
        ("Thu, 14 Nov 2024 12:59:00 GMT", "2024-11-14T12:59:00Z"),
        ("14 Nov 2024 12:59:00 -0500", "2024-11-14T12:59:00-05:00"),
        ("4 Nov 2024 12:59 UT", "2024-11-04T12:59Z"),
        ("Thu, 14 Nov 2024 12:59:00 EST", "2024-11-14T12:59:00-05:00"),
        ("14 Nov 2024 12:59 GMT+2", "2024-11-14T12:59+02:00"),
        ("14 Nov 2024 12:59 IST", "2024-11-14"),
        ("Nov. 14, 2024 at 12:59 p.m.", "2024-11-14T12:59"),
        ("November 14th, 2024", "2024-11-14"),
        ("14 November 2024 12:05 AM", "2024-11-14T00:05"),
        ("2024-1-5", "2024-01-05"),
        ("14.11.2024 12:59", "2024-11-14T12:59"),
        ("3.4.2024", "2024-04-03"),
        ("11/14/2024", "2024-11-14"),
        ("14/11/2024", "2024-11-14"),
        ("03/04/2024", "[2024-03-04,2024-04-03]"),
        ("04-04-2024", "2024-04-04"),
        ("1731589140", "2024-11-14T12:59:00Z"),
        ("1731589140123", "2024-11-14T12:59:00Z"),
    ],
)
def test_dates_as_formats_write_them(written: str, edtf: str) -> None:
    assert as_edtf(written) == edtf


@pytest.mark.parametrize(
    "written",
    [
        "2024-11-31", "2023-02-29", "2024-13-01", "20241131", "2024-11-14T25:00", "31 Nov 2024 12:00 GMT", "soon",
        "13.13.2024", "14 Nov 24 12:59 GMT", "779", "17315891", "Thu, 14 Foo 2024 12:59:00 GMT", "",
        "٢٠٢٤-١١-١٤",
    ],
)  # fmt: skip
def test_what_is_no_date_or_does_not_exist(written: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        as_edtf(written)


@pytest.mark.parametrize(
    ("fields", "what", "found"),
    [
        ({"Published At": "2024"}, "published", ("Published At", "2024")),
        ({"datePublished": "2024", "date": "2023"}, "published", ("datePublished", "2024")),
        ({"date": "2023", "published": "true"}, "published", ("date", "2023")),
        ({"published": None, "pubDate": "2024"}, "published", ("pubDate", "2024")),
        ({"published": True}, "published", ("", "")),
        ({"published": 2024}, "published", ("published", "2024")),
        ({"updated": "2024", "modified": "2024"}, "published", ("", "")),
        ({"publisher": {"name": "Harbour Post"}}, "source", ("publisher", "Harbour Post")),
        ({"source": {"id": None, "name": None}}, "source", ("", "")),
        ({"headline": "  Ferry  "}, "title", ("headline", "Ferry")),
        ({"title": ["Ferry"]}, "title", ("title", "Ferry")),
        ({"title": "\ud800"}, "title", ("title", "\N{REPLACEMENT CHARACTER}")),
    ],
)
def test_a_field_is_found_by_any_of_its_names(fields: dict[str, object], what: str, found: tuple[str, str]) -> None:
    assert named(fields, what) == found


def test_only_web_addresses_become_links() -> None:
    assert web_address("https://post.example/a?b#c") == "https://post.example/a?b#c"
    for written in (
        "javascript:alert(1)",
        "data:text/html,x",
        "/a",
        "post.example",
        "https://",
        "https://a b",
        "https://[a",
        "",
    ):
        assert web_address(written) == ""


def test_language_codes() -> None:
    assert [language_code(tag) for tag in ("en", "EN-us", "de_AT", "zh-Hans-CN")] == ["en", "en", "de", "zh"]
    assert [language_code(tag) for tag in ("", "English", "eng", "e", "x-y")] == ["", "", "", "", ""]
