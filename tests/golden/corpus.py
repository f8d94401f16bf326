"""The articles of a harbour town that does not exist, made by chance from sentences of our own: the same every time.

They have what a page must be able to show: what happened, is planned, goes on, did not happen or only may; days,
months, seasons, decades, centuries, years before our era, stretches and what nobody dates; dates at odds, long titles,
other scripts, markup, tags and notes. To look at them:

    .venv/bin/python tests/golden/corpus.py DIR
"""

from __future__ import annotations

import csv
import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

ARTICLES = 32
FIRST, LAST = date(2016, 2, 1), date(2025, 9, 1)
PAPERS = ("The Morning Tide", "Quay Street Journal", "Radio Lantern", "The Sluice", "Harbour Gazette")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
WHO = (
    "the Harbour Board",
    "the Pilots' Guild",
    "the Town Council of Wexmoor",
    "the Lantern Ferry Company",
    "the Museum of Nets",
    "the Dockers' Union",
    "the Tidal Institute",
    "the Ministry of Waterways",
    "the Chamber of Salt Merchants",
    "the Wexmoor Lifeboat Service",
)
WHAT = (
    "the swing bridge",
    "the northern mole",
    "the fish market",
    "the old customs house",
    "the tide mill",
    "the rope works",
    "the bathing pier",
    "the dry dock",
    "the signal tower",
    "the grain elevator",
    "the fog horn",
    "the salt road",
    "the ferry stairs",
    "the ice cellar",
    "the canal lock",
)
DEEDS = (
    "opened {what} to visitors",
    "sold {what} for the price of a rowing boat",
    "put a new roof on {what}",
    "turned down the plan to pull down {what}",
    "signed a contract with {other} on {what}",
    "closed {what} after a storm had loosened its beams",
    "found a crack as long as a barge in {what}",
    "asked {other} for money to repair {what}",
    "handed the keys of {what} to {other}",
    "raised the toll at {what} by a third",
    "lit {what} for the first time with electric lamps",
    "won its case against {other} over {what}",
)
PLANS = (
    "{Who} plans to reopen {what} {ahead}.",
    "{Who} will vote on the future of {what} {ahead}.",
    "{What} is to be moved stone by stone {ahead}, {who} announced.",
    "{Who} intends to hand {what} over to {other} {ahead}.",
)
DOUBTS = (
    "{Who} may close {what} {ahead}.",
    "If the money lasts, {who} could rebuild {what} {ahead}.",
    "{Who} did not sell {what} {back}, whatever was said at the quay.",
    "{Who} denied that {what} had been damaged {back}.",
    "The regatta before {what} planned for {day} was called off.",
)
GOING_ON = (
    "{Who} has been painting {what} since {month} {year}.",
    "Since {year} {what} has been looked after by {who}.",
    "Boats have been charged a fee at {what} since the beginning of the year.",
)
STRETCHES = (
    "Divers of {who} searched the ground before {what} from {month} to {later} {year}.",
    "Between {year} and {end} {who} spent more on {what} than on all its boats.",
    "{What} was under water from 3 to 9 {month} {year}.",
    "From {year} to {end} {what} stood empty.",
)
LONG_AGO = (
    "The first piles of {what} were driven in 312 BC.",
    "In the 3rd century BC a town stood where {what} is now.",
    "{What} was begun around {far}.",
    "In the {decade}s {who} let half a dozen houses beside {what} go to ruin.",
    "In the early {decade}s {what} was the tallest building of the coast.",
    "In the 17th century {what} belonged to the salt merchants.",
    "{What} burned down in the spring of {far}.",
    "On {dom} {month} {far} the sea broke through behind {what}.",
)
UNDATED = (
    "Nobody has counted the steps of {what} so far.",
    "{Who} keeps the logbooks of {what} in a tin box.",
    "Once a keeper of {what} saw two moons over the water.",
)
FOREIGN = (
    "A plate with the words “הגשר הישן” was fixed to {what} on {day}.",
    "The sailors' paper “ميناء الفوانيس” printed its last issue on {day}.",
    "Visitors from 長崎 laid a wreath at {what} on {day}.",
    "The schooner Ångström came in from Ærøskøbing on {day} and tied up at {what}.",
    'Someone had painted <b>open</b> & "shut" on the gate of {what} on {day}.',
)
LONG = (
    "On {day} {who}, which had put the matter off three times, first because of the tides, then because of the "
    "price of oak, and at last because nobody could find the drawings, {deed}, to the surprise of {other}, of the "
    "people who live behind the sluice and of everybody who had bet against it in the taverns along the quay."
)
ACCIDENT = "The lightship Constance sank off the northern mole on {day} after a collision with a barge."

EDITS = """\
[[event]]
date = "1888-05-01/1889-11-30"
title = "The swing bridge is built"
text = "The town's accounts have a page for every rivet."
source = "The accounts of the town"
url = "https://accounts.example/bridge"
tags = ["bridge", "building"]
note = "The accounts are kept in the customs house."

[[event]]
date = "2019-03"
title = "הגשר נפתח"
text = "לוח על הגשר מספר על כך."
tags = ["bridge", "גשר"]
source = "A plate on the bridge"

[[event]]
date = "2026-05-09"
title = "A feast for the bridge's birthday"
kind = "planned"
tags = ["bridge", "feast", "a tag, with a comma"]
pin = true

[[event]]
date = "2021/.."
title = "The horn is tuned <i>every</i> Saturday & heard inland"
kind = "ongoing"
tags = ["horn"]

[[event]]
date = "[2018-03-01..2018-03-14]"
title = "One night in early March the ice breaks"
tags = ["ice"]

[[event]]
date = "1954~"
title = "A photograph of the rope works"
tags = ["rope"]
note = "The back says “1954?”."
"""


@dataclass
class Reporter:
    """Writes one article."""

    chance: random.Random
    day: date
    paper: str

    def sentence(self, forms: tuple[str, ...], **more: str) -> str:
        chance = self.chance
        who, other = chance.sample(WHO, 2)
        what, year = chance.choice(WHAT), self.day.year - chance.randrange(2, 14)
        month = chance.randrange(len(MONTHS) - 2)
        past = self.day - timedelta(days=chance.randrange(20, 900))
        words = {
            "who": who,
            "other": other,
            "what": what,
            "month": MONTHS[month],
            "later": MONTHS[month + 2],
            "year": str(year),
            "end": str(year + chance.randrange(1, 3)),
            "far": str(chance.randrange(1712, 1970)),
            "decade": str(chance.randrange(180, 199) * 10),
            "dom": str(chance.randrange(1, 29)),
            "day": _written(past),
            "back": chance.choice((f"on {chance.choice(DAYS)}", "last month", "last year", "in the autumn")),
            "ahead": chance.choice(
                ("next month", "next year", "in the spring", f"in {self.day.year + 2}", "next week")
            ),
            **more,
        }
        words["deed"] = chance.choice(DEEDS).format(**words)
        sentence = chance.choice(forms).format(**words, Who=_capital(words["who"]), What=_capital(words["what"]))
        return _capital(sentence)

    def body(self) -> list[str]:
        day = self.chance.choice(DAYS)
        happened = (
            "On {day} {who} {deed}.",
            "{Who} {deed} on {day}.",
            "{Who} {deed} in {month} {year}.",
            f"{{Who}} {{deed}} on {day}.",
            "{Who} {deed} yesterday.",
            "{Who} {deed} {back}.",
            "In the summer of {year} {who} {deed}.",
            "{Who} {deed} three years ago.",
        )
        kinds = [happened, happened, happened, PLANS, DOUBTS, GOING_ON, STRETCHES, LONG_AGO, UNDATED]
        told = [self.sentence(kind) for kind in kinds]
        if self.chance.random() < 0.3:
            told.append(self.sentence(FOREIGN))
        if self.chance.random() < 0.15:
            told.append(self.sentence((LONG,)))
        self.chance.shuffle(told)
        return told


def write(folder: Path) -> Path:
    """Write the articles and the writer's own files into ``folder``; gives it back."""
    chance = random.Random(300)
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number in range(ARTICLES):
        day = FIRST + (LAST - FIRST) * number // ARTICLES + timedelta(days=chance.randrange(20))
        reporter = Reporter(chance, day, chance.choice(PAPERS))
        what = chance.choice(WHAT)
        title = chance.choice(("News of {}", "What is told of {}", "{} once more", "A week at {}")).format(what)
        told = reporter.body()
        if number in (12, 20, 31):
            told.append(ACCIDENT.format(day="14 October 2017" if number != 20 else "15 October 2017"))
        half = len(told) // 2
        paragraphs = [_capital(title), _written(day)] if number % 5 else [_capital(title)]
        name = f"{number:02d}-{reporter.paper.split()[-1].lower()}.txt"
        (folder / name).write_text(
            "\n\n".join([*paragraphs, " ".join(told[:half]), " ".join(told[half:])]) + "\n", encoding="utf-8"
        )
        published = "" if number % 5 else day.isoformat() if number % 15 else ""
        address = f"https://{reporter.paper.split()[-1].lower()}.example/story/{5200 + number}" if number % 4 else ""
        rows.append((name, "", published, reporter.paper, address, "en"))
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("article", "title", "published", "source", "url", "language"))
        lines.writerows(rows)
    (folder / "edits.toml").write_text(EDITS, encoding="utf-8")
    return folder


def _written(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    print(write(Path(sys.argv[1])))
