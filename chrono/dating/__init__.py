"""Dating articles: when was this written? Evidence is collected and weighed, never guessed."""

from __future__ import annotations

from chrono.dating.alike import with_suggestions
from chrono.dating.ladder import date_article, weigh
from chrono.dating.story import story_of
from chrono.dating.wording import describe

__all__ = ["date_article", "describe", "story_of", "weigh", "with_suggestions"]
