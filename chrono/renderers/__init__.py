"""The outputs of a build: one module each, found by being there, and the Jinja environment they share.

A renderer is a module of this package with ``NAME`` (how people ask for it), ``FILE`` (what it writes),
``DESCRIPTION`` (one line) and ``render(timeline, templates=None) -> bytes``; what else a user may ask of it
are keyword arguments with defaults. A module without a ``NAME`` is a part of others. Nothing else is to be
done to add one.

Templates live in the checkout's ``templates/`` (in a wheel: ``chrono/_templates``); a file of the same
name in the user's folder takes its place, and may build on it as ``chrono/<name>``.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, Protocol, cast

from chrono.problems import UserError
from chrono.renderers.folders import template_folder

if TYPE_CHECKING:
    import jinja2

    from chrono.timeline import Timeline


class Renderer(Protocol):
    """What a renderer module offers. ``render`` gives the file's bytes; ``templates`` is the user's folder.

    ``settings`` are a renderer's own keyword arguments; most have none.
    """

    NAME: str
    FILE: str
    DESCRIPTION: str

    def render(self, timeline: Timeline, templates: Path | None = None, **settings: Any) -> bytes: ...


@cache
def renderers() -> dict[str, Renderer]:
    """The renderers of this package by name, in order of their names.

    Raises ``UserError`` when two share a name or a file, or when one lacks a part.

    >>> {name: renderer.FILE for name, renderer in renderers().items() if name in ("html", "markdown")}
    {'html': 'index.html', 'markdown': 'timeline.md'}
    """
    found = (import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__))
    return catalogue(cast(Renderer, module) for module in found if hasattr(module, "NAME"))


def catalogue(modules: Iterable[Renderer]) -> dict[str, Renderer]:
    """Renderer modules by name, checked.

    Raises ``UserError`` naming both modules where two share a ``NAME`` or a ``FILE``, and a module that
    lacks a part.
    """
    by_name: dict[str, Renderer] = {}
    by_file: dict[str, Renderer] = {}
    for module in modules:
        missing = [part for part in ("FILE", "DESCRIPTION", "render") if not hasattr(module, part)]
        if missing:
            raise UserError(f"{_module(module)}: a renderer needs {' and '.join(missing)}; add what is missing")
        for taken, key, what in ((by_name, module.NAME, "are named"), (by_file, module.FILE, "write")):
            if key in taken:
                raise UserError(f"{_module(taken[key])} and {_module(module)} both {what} {key!r}; change one of them")
            taken[key] = module
    return dict(sorted(by_name.items()))


def fill(
    template: str, templates: Path | None, context: Mapping[str, object], *, html: bool, locale: str = "en"
) -> str:
    """A template, filled. ``html`` switches automatic escaping on; without it the template says ``| md``.

    Raises ``UserError`` with file and line when a template of the user's folder ``templates`` is at fault.
    """
    (filled,) = fill_each(template, templates, [context], html=html, locale=locale)
    return filled


def fill_each(
    template: str,
    templates: Path | None,
    contexts: Iterable[Mapping[str, object]],
    *,
    html: bool,
    locale: str = "en",
) -> list[str]:
    """A template, read once and filled for each of some contexts; otherwise as `fill`."""
    try:
        read = environment(templates, html=html, locale=locale).get_template(template)
        return [read.render(context) for context in contexts]
    except UserError:
        raise
    except Exception as error:
        place = _place(error, templates)
        if place is None:
            raise
        reason = " ".join(str(error).split()) or type(error).__name__
        raise UserError(f"{place}: {reason}; correct the template, or delete it to get chrono's own") from error


def source(name: str, templates: Path | None) -> str:
    """The text of a file of the template folders that is no template, such as the style sheet."""
    env = environment(templates, html=True)
    assert env.loader is not None
    return env.loader.get_source(env, name)[0]


def environment(templates: Path | None, *, html: bool, locale: str = "en") -> jinja2.Environment:
    """The Jinja environment: the user's folder first, then chrono's own; an unknown name is an error.

    Its filters write as ``locale`` does, whose words every template knows as ``words`` and whose language and direction
    as ``page.lang`` and ``page.dir``. Raises ``UserError`` when ``templates`` is no folder or replaces nothing, and
    when there is no such locale.
    """
    return _own_environment(html, locale) if templates is None else _environment(templates, html, locale)


@cache
def _own_environment(html: bool, locale: str) -> jinja2.Environment:
    return _environment(None, html, locale)


def _environment(templates: Path | None, html: bool, locale: str) -> jinja2.Environment:
    import jinja2

    from chrono.renderers.filters import filters
    from chrono.renderers.locale import locale_named

    home = template_folder()
    own = jinja2.FileSystemLoader(home)
    loaders: list[jinja2.BaseLoader] = [own, jinja2.PrefixLoader({"chrono": own})]
    if templates is not None:
        _check_folder(templates, home)
        loaders.insert(0, _user_loader(templates))
    env = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=html,
        undefined=jinja2.StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    speaking = locale_named(locale, templates)
    env.filters.update(filters(speaking))
    env.globals.update(words=speaking.words, page={"lang": speaking.name, "dir": speaking.direction})
    return env


def encoded(text: str) -> bytes:
    """Text as UTF-8. Half a surrogate pair, which JSON sources can smuggle in, is written as its escape.

    >>> encoded("Kyjiw \\ud800")
    b'Kyjiw \\\\ud800'
    """
    return text.encode("utf-8", "backslashreplace")


UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML forbids in a document, an article or a script of ours."""


def _printable(value: object) -> object:
    """No control character of an article reaches a page: HTML forbids them, and some end a document early."""
    if isinstance(value, str) and UNPRINTABLE.search(value):
        return type(value)(UNPRINTABLE.sub("\ufffd", value))
    return value


def _module(renderer: Renderer) -> str:
    return getattr(renderer, "__name__", repr(renderer))


def _check_folder(templates: Path, home: Path) -> None:
    if not templates.is_dir():
        raise UserError(f"{templates}: there is no such folder of templates; create it or leave out --templates")
    own = sorted(path.name for path in home.iterdir() if path.is_file() and not path.name.startswith("."))
    if not any((templates / name).exists() for name in own) and not any(templates.glob("words.*.toml")):
        raise UserError(f"{templates}: replaces no template; name your file like one of {', '.join(own)}")


def _user_loader(templates: Path) -> jinja2.BaseLoader:
    import jinja2

    class UserFolder(jinja2.FileSystemLoader):
        def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Any]:
            try:
                return super().get_source(environment, template)
            except (OSError, UnicodeDecodeError) as error:
                if isinstance(error, jinja2.TemplateNotFound):
                    raise
                raise UserError(f"{templates / template}: cannot be read as UTF-8 text; save it as UTF-8") from error

    return UserFolder(templates)


def _place(error: Exception, templates: Path | None) -> str | None:
    """File and line in the user's folder where an error arose: the innermost of its templates."""
    import jinja2

    if templates is None:
        return None
    places = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        places.append((error.filename, error.lineno))
    inside = [(name, line) for name, line in places if Path(name).is_relative_to(templates)]
    return f"{inside[-1][0]}:{inside[-1][1]}" if inside else None
