"""How other languages write: their words are complete, their dates right, and a user's own words count."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chrono.problems import UserError
from chrono.renderers import html, markdown, renderers
from chrono.renderers.dates import adverbial, place, span, words
from chrono.renderers.folders import template_folder
from chrono.renderers.locale import languages, locale_named
from chrono.timeline import Timeline

WORDS = {
    ("en", "2024-11-05/2024-11-07"): "Nov 5 – 7, 2024",
    ("en-GB", "2024-11-05/2024-11-07"): "5–7 Nov 2024",
    ("de", "2024-11-05/2024-11-07"): "5.–7. November 2024",
    ("de", "2024-11-30/2024-12-02"): "30. November – 2. Dezember 2024",
    ("de", "2024-11-05/.."): "seit dem 5. November 2024",
    ("de", "201X"): "2010er-Jahre",
    ("de", "201X/.."): "seit den 2010er-Jahren",
    ("de", "2024-11-14T15"): "14. November 2024, 15 Uhr",
    ("fr", "2014~"): "vers 2014",
    ("fr", "19XX"): "XXe siècle",
    ("fr", "00XX"): "Ier siècle",
    ("fr", "../201X"): "jusqu’aux années 2010",
    ("fr", "[2024-11-05,2024-11-06]"): "5 ou 6 novembre 2024",
    ("es", "2024-11-05"): "5 de noviembre de 2024",
    ("es", "2024-11/2024-12"): "noviembre–diciembre de 2024",
    ("es", "[2024-11-10..2025-01-12]"): "entre el 10 de noviembre de 2024 y el 12 de enero de 2025",
    ("uk", "2024-11"): "листопад 2024 р.",
    ("uk", "2024-11/.."): "з листопада 2024 р.",
    ("uk", "2024-21~"): "близько весни 2024 р.",
    ("uk", "-0043-03-15"): "15 березня 44 до н. е.",
    ("ar", "2024-11-05"): "5 نوفمبر 2024",
    ("ar", "{2014,2015}"): "2014 و2015",
    ("ar", "-0043"): "44 ق.م",
    ("ja", "2024-11-05/2024-11-07"): "2024年11月5日～7日",
    ("ja", "-0043-03-15"): "紀元前44年3月15日",
    ("ja", "2014~"): "around 2014年",
    ("he", "2024-11-05"): "5 בנובמבר 2024",
}

TRANSLATED = [name for name in languages() if name != "en"]


@pytest.mark.parametrize(("locale", "date", "said"), [(*key, said) for key, said in WORDS.items()])
def test_dates(locale: str, date: str, said: str) -> None:
    assert words(date, locale=locale_named(locale)) == said


def test_headings_and_the_like() -> None:
    uk, fr = locale_named("uk"), locale_named("fr")
    assert (place("2024-11-05", uk).year, place("2024-11-05", uk).month) == ("2024", "Листопад")
    assert place("201X", fr).year == "Années 2010"
    assert adverbial("2024-11", locale_named("de")) == "im November 2024"
    assert span("2024-11-05", "2025-01-31", fr) == "novembre 2024 – janvier 2025"


def test_a_language_is_not_told_in_another_that_was_asked_for_before() -> None:
    names = [locale_named(name).month(11, alone=True) for name in ("ja", "he", "hi", "th")]
    assert names == ["11月", "נובמבר", "नवंबर", "พฤศจิกายน"]


def keys(words: dict, inside: str = "") -> set[str]:
    found = set()
    for key, value in words.items():
        found |= keys(value, f"{inside}{key}.") if isinstance(value, dict) else {f"{inside}{key}"}
    return found


@pytest.mark.parametrize("name", TRANSLATED)
def test_every_word_is_translated_and_has_the_places_of_the_english(name: str) -> None:
    import tomllib

    english, own = (
        tomllib.loads((template_folder() / f"words.{each}.toml").read_text(encoding="utf-8")) for each in ("en", name)
    )
    for table in (english, own):
        table.pop("style", None)
        table["dates"].pop("ordinal", None)
    counts = [table.pop("count") for table in (english, own)]
    assert counts[0].keys() == counts[1].keys()
    assert keys(english) <= keys(own)
    for key in keys(english):
        there, here = (_at(table, key) for table in (english, own))
        if "." not in key and key != "also_reported":
            assert set(re.findall(r"{\w+", there)) == set(re.findall(r"{\w+", here)), key


def _at(words: dict, key: str) -> str:
    for part in key.split(".", 1):
        words = words[part]
    return str(words)


@pytest.mark.parametrize("name", languages())
def test_each_number_has_its_form(name: str) -> None:
    locale = locale_named(name)
    for noun in locale.words["count"]:
        for number in (*range(1, 13), 21, 100, 1200):
            forms = locale.words["count"][noun]
            assert set(forms) == {"other"} or locale.rules.plural_form(number) in forms
            assert "{n}" not in locale.counted(number, noun, end="", some="")
    assert locale.counted(1200, "event").startswith(locale.number(1200))


@pytest.mark.parametrize(("name", "direction"), [("de", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl")])
def test_the_page_says_its_language_and_direction(bridge: Timeline, name: str, direction: str) -> None:
    page = html.render(bridge, locale=name).decode()
    assert f'<html lang="{name}" dir="{direction}">' in page


def test_the_page_and_the_markdown_are_told_in_the_language(bridge: Timeline) -> None:
    page, text = html.render(bridge, locale="de").decode(), markdown.render(bridge, locale="de").decode()
    assert "29. November 2024" in page
    assert "Die Quellen widersprechen sich" in page
    assert "Also reported" not in page
    assert "9 Ereignisse aus 3 Artikeln, 1901–2025." in text
    assert "**Januar 2025** · *geplant* · *möglich* — A ferry may run at night" in text


@pytest.mark.parametrize("name", ["html", "markdown", "ics", "atom", "timelinejs"])
def test_each_text_follows_the_locale(bridge: Timeline, name: str) -> None:
    told = {locale: renderers()[name].render(bridge, locale=locale).decode() for locale in languages()}
    assert len(set(told.values())) == len(told)


@pytest.mark.parametrize("name", ["xx", "klingon", "de-", "../de", "", "e" * 400, "en\n"])
def test_no_such_locale(name: str) -> None:
    with pytest.raises(UserError, match=r"there is no locale .*ar, de, en, es, fr, uk") as caught:
        locale_named(name)
    assert "\n" not in str(caught.value)


def test_a_users_words_replace_single_ones_and_may_be_of_a_new_language(bridge: Timeline, tmp_path: Path) -> None:
    (tmp_path / "words.en.toml").write_text('disagree = "They do not agree"\n')
    (tmp_path / "words.ja.toml").write_text('sources = "出典"\n', encoding="utf-8")
    assert "They do not agree" in html.render(bridge, tmp_path).decode()
    page = html.render(bridge, tmp_path, locale="ja").decode()
    assert ">出典<" in page
    assert "They do not agree" in page
    assert "1901年" in page
    assert locale_named("ja", tmp_path).translated
    assert not locale_named("ja").translated


def test_broken_words_are_named(tmp_path: Path) -> None:
    (tmp_path / "words.de.toml").write_text("why = \n")
    with pytest.raises(UserError, match=r"words\.de\.toml: cannot be read as TOML"):
        locale_named("de", tmp_path)


def test_words_around_html_are_escaped_and_the_html_is_not() -> None:
    from markupsafe import Markup

    said = locale_named("en").word("lead", events=Markup("<b>1</b>"), articles="<i>")
    assert said == "<b>1</b> from &lt;i&gt;"
