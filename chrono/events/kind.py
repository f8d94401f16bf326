"""What kind of event a clause tells, and whether it tells it as a fact."""

from __future__ import annotations

from typing import Literal

from chrono.article import Dating
from chrono.events.clauses import Clause, Parsed
from chrono.events.cues import Cues
from chrono.events.event import Kind, Modality
from chrono.events.when import When, day_of

Tense = Literal["past", "present", "future"]


def tense_of(parsed: Parsed, clause: Clause, cues: Cues) -> Tense:
    """The tense of a clause: of its own first verb; a participle is past, and what is planned is future.

    >>> from chrono.events.clauses import parse
    >>> from chrono.events.cues import cues_of
    >>> en = cues_of("en")
    >>> [tense_of(parse(text, en), parse(text, en).clauses[0], en)
    ...  for text in ("They met.", "They have met.", "They were to meet.", "They meet.")]
    ['past', 'past', 'future', 'present']
    """
    own = parsed.own(clause)
    if clause.role == "coming" or any(cue.group == "planned" and cue.start in own for cue in parsed.found):
        return "future"
    if clause.role == "participle":
        return "past"
    verb = next((verb for verb in parsed.verbs if verb[0] in own), None)
    if verb is None:  # past forms are known nearly all; what is not may be a plural's present
        return "present"
    first, last = parsed.words.low[verb[0]], parsed.words.low[verb[1] - 1]
    if first in cues["auxiliary_future"]:
        return "past" if cues["auxiliary_perfect"] & set(parsed.words.low[verb[0] + 1 : verb[1]]) else "future"
    perfect = first in cues["auxiliary_perfect"] and verb[1] - verb[0] > 1
    if first in cues["auxiliary_past"] or (perfect and not last.endswith(cues.endings["gerund"])):
        return "past"
    regular = first.endswith(cues.endings["past"]) and first not in cues["not_a_verb"]
    return "past" if first not in cues["auxiliary"] and (first in cues["past"] or regular) else "present"


def kind_of(when: When, signal: str, tense: Tense, published: Dating) -> Kind:
    """The kind of something with a date of its own.

    What lies wholly after the article's date is planned, wholly before it happened, whatever the tense; where the two
    overlap, or the article's date is unknown, the tense decides. "since" makes it ongoing.

    >>> from chrono.article import UNDATED
    >>> from chrono.events.when import when
    >>> kind_of(when("2014/.."), "since", "past", UNDATED), kind_of(when("2030"), "in", "future", UNDATED)
    ('ongoing', 'planned')
    """
    if signal == "since":
        return "ongoing"
    if signal == "until" and tense == "present":
        return "ongoing"
    if day_of(published) is None:
        return "planned" if tense == "future" else "happened"
    start, end = when.interval.start, when.interval.end
    written_from, written_to = published.interval.start, published.interval.end
    if isinstance(start, int) and isinstance(written_to, int) and start >= written_to:
        return "planned"
    if isinstance(end, int) and isinstance(written_from, int) and end <= written_from:
        return "happened"
    if tense == "future" or (tense == "present" and signal == "by"):  # "must pay by Friday"
        return "planned"
    goes_on = tense == "present" and when.precision not in {"minute", "hour", "day"}
    return "ongoing" if goes_on and signal not in {"before", "after"} else "happened"


def modality_of(parsed: Parsed, clause: Clause, kind: Kind, signal: str = "") -> Modality:
    """Whether a clause is told as a fact, as a possibility, or as something that did not happen.

    Its own words count, and of the clauses around it the attitude of who says it, and a condition. ``signal`` is the
    preposition before the date: of what is moved "from" one date "to" another, the one is off and the other on.
    """
    own = parsed.own_cues(clause)
    parents = parsed.parents(clause)
    if parsed.words.text.rstrip("”\"’') ").endswith("?"):
        return "possible"
    if "called_off" in own:
        return "asserted" if signal == "to" else "negated"
    if signal == "from" and "moved" in own:
        return "negated"
    if _conditional(parsed, clause, parents) or "possible" in own:
        return "possible"
    for aside in parsed.clauses:
        if aside.role == "attribution" and aside.attitude != "plain" and clause.around(aside):
            return "possible" if aside.attitude == "claimed" else "negated"
    for around in (clause, *parents):
        if around.role == "said" and around.attitude != "plain":
            return "possible" if around.attitude == "claimed" else "negated"
        if around.aside and around.role in {"relative", "participle"}:
            break
    if "negated" in own or _denies(parsed, clause):
        return "negated"
    return "possible" if "hypothetical" in own and not _plan_told(clause, kind) else "asserted"


def _denies(parsed: Parsed, clause: Clause) -> bool:
    """Whether what a clause says is that something said is not so."""
    return any(
        inner.role == "said" and inner.attitude == "denied" and inner.via and clause.holds(inner.via[1] - 1)
        for inner in parsed.clauses
        if clause.around(inner)
    )


def _conditional(parsed: Parsed, clause: Clause, parents: list[Clause]) -> bool:
    """Whether a clause is a condition, is within one, or hangs on one."""
    if clause.role == "condition":
        return True
    free = clause.aside and clause.role in {"relative", "participle"}
    if not free and any(around.role == "condition" for around in parents):
        return True
    conditions = (other for other in parsed.clauses if other.role == "condition")
    return any(parsed.parents(condition)[:1] == [clause] for condition in conditions)


def _plan_told(clause: Clause, kind: Kind) -> bool:
    """ "He said he would come in May": a plan, as long as May is ahead."""
    return kind == "planned" and clause.role == "said"
