"""Dating articles: when was this written? Evidence is collected and weighed, never guessed."""

from __future__ import annotations

from chrono.dating.ladder import date_article, weigh
from chrono.dating.wording import describe

__all__ = ["date_article", "describe", "weigh"]
