"""What kind of event a clause tells, and whether it tells it as a fact."""

from __future__ import annotations

from typing import Literal

from chrono.article import Dating
from chrono.events.clauses import Clause, Parsed
from chrono.events.cues import Cue, Cues
from chrono.events.event import Kind, Modality
from chrono.events.verbs import BARS
from chrono.events.when import When, day_of

Tense = Literal["past", "present", "future"]
_REACH_A_DATE = frozenset({"negated_behind", "irrealis", "planned", "hindered", "open"})
_NOUN_WITHIN = 3
_SUBJECT = 7
_FEW_WORDS = 3
_UNDOES = frozenset({"called_off", "moved", "undone", "forbids", "hindered"})
_NOT_OF_COMMENT = frozenset({"negated", "negated_behind", "called_off"})


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
    if clause.role in {"participle", "apposition"}:
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
    return "past" if _is_past_form(first, cues) else "present"


def _is_past_form(word: str, cues: Cues) -> bool:
    regular = word.endswith(cues.endings["past"]) and word not in cues["not_a_verb"]
    return word not in cues["auxiliary"] and (word in cues["past"] or regular)


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
    start, end = when.interval.start, when.interval.end
    written_from, written_to = published.interval.start, published.interval.end
    over = isinstance(end, int) and isinstance(written_from, int) and end <= written_from
    if signal == "until" and tense == "present" and not over:
        return "ongoing"
    if day_of(published) is None:
        return "planned" if tense == "future" else "happened"
    if isinstance(start, int) and isinstance(written_to, int) and start >= written_to:
        return "planned"
    if over:
        return "happened"
    if tense == "future" or (tense == "present" and signal == "by"):  # "must pay by Friday"
        return "planned"
    goes_on = tense == "present" and when.precision not in {"minute", "hour", "day"}
    return "ongoing" if goes_on and signal not in {"before", "after"} else "happened"


def modality_of(
    parsed: Parsed,
    clause: Clause,
    kind: Kind,
    cues: Cues,
    signal: str = "",
    date: int | None = None,
    long_ago: bool = False,
) -> Modality:
    """Whether a clause is told as a fact, as a possibility, or as something that did not happen.

    Its own words count, and of the clauses around it the attitude of who says it, and a condition. ``signal`` is the
    preposition before the date: of what is moved "from" one date "to" another, the one is off and the other on.
    ``date`` is the date's first word: what is asked for, planned or put instead of something counts where the date
    stands behind it. What "would" be ``long_ago`` came about or was the custom, where nobody says so.

    >>> from chrono.events.clauses import parse
    >>> from chrono.events.cues import cues_of
    >>> en = cues_of("en")
    >>> parsed = parse("They did not meet.", en)
    >>> modality_of(parsed, parsed.clauses[0], "happened", en)
    'negated'
    """
    own = _cues_that_reach(parsed, clause, kind, cues, date)
    if parsed.words.text.rstrip("”\"’') ").endswith("?"):
        return "possible"
    if "called_off" in own and _dates_the_calling_off(parsed, clause, own, kind, cues, date):
        own -= {"called_off", "planned"}
    if "called_off" in own:
        return _called_off(parsed, clause, own, signal)
    if (signal == "from" and "moved" in own) or "negated_behind" in own:
        return "negated"
    if "hindered" in own:  # "did not stop them from leaving" tells that they left
        own ^= {"hindered", "negated"}
    parents = parsed.parents(clause)
    overtaken = _overtaken(parsed, clause, date, cues)
    if overtaken or _forbidden(parsed, clause, parents, date) or _put_off(parsed, clause, parents, signal, cues):
        return overtaken or "negated"
    past_date = date if kind == "happened" else None
    if _conditional(parsed, clause, parents, cues, past_date) or own & {"possible", "irrealis", "doubtful", "open"}:
        return "possible"
    told = _as_told(parsed, clause, parents, cues)
    if told != "asserted":
        return told
    if "negated" in own or _denies(parsed, clause):
        return "negated"
    if kind == "happened" and ("planned" in own or clause.role == "coming"):
        return "possible"  # it was ahead then, and whether it came is not told
    custom = long_ago and clause.role != "said" and _bare_would(parsed, clause, cues)
    hypothetical = ("hypothetical" in own and not custom) or ("foretold" in own and kind != "happened")
    return "possible" if hypothetical and not _plan_told(clause, kind) else "asserted"


def _cues_that_reach(parsed: Parsed, clause: Clause, kind: Kind, cues: Cues, date: int | None) -> set[str]:
    """The groups of a clause's own cues that reach its date, or its first verb where it has none."""
    own = parsed.own(clause)
    if date is None:
        place = next((verb[0] for verb in parsed.verbs if verb[0] in own), None)
        own = own if place is None else _conjunct(parsed, clause, place, cues, dated=False)
        found = [cue for cue in parsed.found if cue.start in own and cue.group not in _REACH_A_DATE]
    else:
        place, own = date, _conjunct(parsed, clause, date, cues)
        found = [cue for cue in parsed.found if cue.start in own and _reaches(parsed, cue, date, kind, cues)]
        comment = next((other for other in parsed.clauses if other.role == "trailing" and other.holds(date)), None)
        if comment is not None:  # ", citing the fire of 2012" may follow what did not happen
            inside = parsed.own(comment)
            found = [cue for cue in found if cue.group not in _NOT_OF_COMMENT]
            found += [c for c in parsed.found if c.start in inside and _reaches(parsed, c, date, kind, cues)]
    counting = (cue for cue in found if _counts(parsed, clause, cue, cues))
    return {
        cue.group
        for cue in counting
        if place is None or not (_only_quoted(parsed, cue.start, place) or _in_question(parsed, cue.start, place, cues))
    }


def _in_question(parsed: Parsed, index: int, place: int, cues: Cues) -> bool:
    """Whether a word behind another is part of "what they could have done"."""
    low = parsed.words.low
    return not cues["question"].isdisjoint(low[place + 1 : index]) and not parsed.has_bar(place, index)


def _only_quoted(parsed: Parsed, index: int, place: int) -> bool:
    """Whether a word is part of a quotation, and what it should tell of is not."""
    return any(
        opening < index < close and not opening < place < close and close - opening > _FEW_WORDS + 1
        for opening, close in parsed.quotes
    )


def _reaches(parsed: Parsed, cue: Cue, date: int, kind: Kind, cues: Cues) -> bool:
    """Whether a cue tells of what stands at a date: one of what is ahead or not done reaches only what follows it."""
    if any(cue.end <= index and _after_doing(parsed, index, cues) for index in range(date - _SUBJECT, date)):
        return False  # "may resign after losing in 2023"
    if cue.group == "doubtful" and cue.start > date:  # "was tried in May over an alleged plot"
        return not any(parsed.words.low[i] in cues["preposition"] for i in range(cue.start - 2, cue.start))
    if cue.group not in _REACH_A_DATE:
        return True
    if cue.end > date:
        return False
    if cue.group == "open":
        return True
    low = parsed.words.low
    between = range(cue.end, date)
    gerund = any(low[i] in cues["opens_gerund"] and low[i + 1].endswith(cues.endings["gerund"]) for i in between)
    if cue.group == "hindered":
        return gerund
    noun = low[cue.start] in cues["plan_noun"] and not parsed.in_verb(cue.start)
    if cue.group == "planned" and kind == "happened" and noun:
        return False  # "announced its plans to build in May"
    plain = not parsed.has_verb(cue.end, date) and not parsed.has_bar(cue.end, date)
    if cue.group != "irrealis":
        return plain or cue.group == "planned"
    complement = low[cue.end - 1] in cues["opens_complement"] or low[cue.end].endswith(cues.endings["gerund"])
    infinitive = any(low[index] in cues["infinitive"] and index + 1 not in parsed.dated for index in between)
    return kind == "planned" or (plain and (complement or infinitive or gerund))


def _after_doing(parsed: Parsed, index: int, cues: Cues) -> bool:
    """Whether "after losing", "since leaving" begins at a word."""
    low = parsed.words.low
    return low[index] in cues["after_doing"] and low[index + 1].endswith(cues.endings["gerund"])


def _counts(parsed: Parsed, clause: Clause, cue: Cue, cues: Cues) -> bool:
    """Whether a cue tells of its clause: "alleged" before the noun for an event and not before a person, "no" with the
    subject or the object and not in "with no cargo"."""
    low = parsed.words.low
    if cue.group == "doubtful":
        return not cues["event_noun"].isdisjoint(low[cue.end : cue.end + _NOUN_WITHIN])
    if cue.group == "negated" and low[cue.start : cue.end] == ("no",):
        before = low[cue.start - 1] if cue.start else ""
        return cue.start <= clause.start or before not in cues["preposition"] | cues["coordinate"]
    if cue.group == "negated_behind" and low[cue.start] in cues["needs_gerund"]:
        return low[cue.end].endswith(cues.endings["gerund"])
    return True


def _bare_would(parsed: Parsed, clause: Clause, cues: Cues) -> bool:
    """Whether a clause has "would" and no "would have"."""
    own = parsed.own(clause)
    verbs = [verb for verb in parsed.verbs if verb[0] in own and parsed.words.low[verb[0]] in cues["auxiliary_future"]]
    return not any(cues["auxiliary_perfect"] & set(parsed.words.low[verb[0] : verb[1]]) for verb in verbs)


def _called_off(parsed: Parsed, clause: Clause, own: set[str], signal: str) -> Modality:
    """What "called off" makes of a date: off, unless it is put off to it, or may be or was not called off."""
    words = parsed.own(clause)
    off = next(cue.start for cue in parsed.found if cue.group == "called_off" and cue.start in words)
    near = {cue.group for cue in parsed.found if cue.start in words and off - _NOUN_WITHIN - 1 <= cue.start < off}
    if signal == "to" or "negated" in near:
        return "asserted"
    return "possible" if own & {"hypothetical", "open"} or near & {"possible", "irrealis"} else "negated"


def _dates_the_calling_off(
    parsed: Parsed, clause: Clause, own: set[str], kind: Kind, cues: Cues, date: int | None
) -> bool:
    """Whether a date tells when something was called off, not when it was to be: it stands right behind the verb, with
    no preposition ("was called off yesterday"), or what was called off has a date of its own ("the rally planned for
    May was called off on Tuesday")."""
    if date is None or kind != "happened" or "negated" in own or clause.role in {"participle", "coming"}:
        return False
    words, low = parsed.own(clause), parsed.words.low
    ends = [c.end for c in parsed.found if c.group == "called_off" and c.start in words and c.end <= date]
    verb = next((verb for verb in parsed.verbs if ends and verb[0] < ends[-1] <= verb[1] + 1), None)
    if verb is None or low[verb[0]] in cues["auxiliary_future"]:
        return False
    if ends[-1] == date:
        return True
    inner = [other for other in parsed.clauses if clause.around(other)]
    plans = [other for other in inner if other.role == "coming" or tense_of(parsed, other, cues) == "future"]
    own_date = any(plan.holds(index) for plan in plans for index in parsed.dated if index < ends[-1])
    return own_date and ends[-1] == date - 1 and low[date - 1] in cues["date_preposition"]


def _put_off(parsed: Parsed, clause: Clause, parents: list[Clause], signal: str, cues: Cues) -> bool:
    """Whether what is ahead in an aside is put off by the clause around it: "due in May, it has slipped to June"."""
    if not parents or clause.role not in {"participle", "relative", "coming"} or signal == "to":
        return False
    ahead = clause.role == "coming" or tense_of(parsed, clause, cues) == "future"
    return ahead and not parsed.own_cues(parents[0]).isdisjoint({"called_off", "moved"})


def _overtaken(parsed: Parsed, clause: Clause, date: int | None, cues: Cues) -> Modality | None:
    """What became of a plan of the past: "planned to come in May but cancelled", "was to open in May, but it rained";
    None where nothing is told."""
    if date is None:
        return None
    own, low = parsed.own(clause), parsed.words.low
    plans = [cue for cue in parsed.found if cue.group == "planned" and cue.start in own and cue.end <= date]
    if not plans or parsed.has_bar(plans[-1].end, date):
        return None
    if any(cue.group in _UNDOES and cue.start in own and cue.start > date for cue in parsed.found):
        return "negated"
    ahead = range(date, min(clause.end + 2, len(low)))
    follows = next((index for index in ahead if low[index] == ","), clause.end)
    objected = [index for index in range(date, len(low)) if low[index] in cues["adversative"]]
    turned = any(index in own or index in {clause.end, follows + 1} for index in objected)
    return "possible" if turned and low[plans[-1].start] in cues["be_past"] else None


def _forbidden(parsed: Parsed, clause: Clause, parents: list[Clause], date: int | None) -> bool:
    """Whether what is ahead at a date is forbidden before it is told: "barred the march set for Monday"."""
    if date is None:
        return False
    plan = next(
        (cue.start for cue in parsed.found if cue.group == "planned" and clause.start <= cue.start < date), date
    )
    opening = clause.opening if clause.role == "coming" else plan
    inside = clause.role in {"participle", "relative", "coming"} and bool(parents)
    start = parents[0].start if inside else clause.start
    forbids = [cue for cue in parsed.found if cue.group in {"forbids", "hindered"} and start <= cue.start < opening]
    if not forbids or opening == date:
        return False
    end = forbids[-1].end
    return opening - end <= _SUBJECT and not parsed.has_verb(end, opening) and not parsed.has_bar(end, opening)


def _conjunct(parsed: Parsed, clause: Clause, date: int, cues: Cues, dated: bool = True) -> set[int]:
    """A clause's own words, as far as they go with the verb of a date: "came on Monday | and may leave soon". Without
    a date (it is not ``dated``) a later part counts as well, unless its subject is a pronoun."""
    own = parsed.own(clause)
    low, start, end = parsed.words.low, clause.opening, clause.end
    for index in sorted(own):
        if low[index] not in cues["coordinate"] or index in parsed.dated:
            continue
        clear = dated or low[min(index + 1, len(low) - 1)] in cues["subject_pronoun"]
        apart = clear and _new_subject(parsed, index, clause, cues)
        if not apart and not _new_verb(parsed, index + 1, clause, cues):
            continue
        if index < date:
            start = index
        else:
            end = index
            break
    subject = {index for index in own if index < start and not parsed.has_verb(clause.opening, index + 1)}
    return {index for index in own if start <= index < end} | subject


def _new_verb(parsed: Parsed, index: int, clause: Clause, cues: Cues) -> bool:
    """Whether a verb of its own begins at a word, with no part in the auxiliary of the one before it."""
    low = parsed.words.low
    index = parsed.past_adverbs(index, cues)
    group = next((verb for verb in parsed.verbs if verb[0] == index), None)
    before = [verb for verb in parsed.verbs if clause.opening <= verb[0] < index]
    if group is None or not before:
        return False
    shares = low[before[-1][0]] in cues["auxiliary"] and low[group[0]] not in cues["auxiliary"]
    return not (shares and (low[index] in cues["participle"] or low[index].endswith(cues.endings["past"])))


def _new_subject(parsed: Parsed, index: int, clause: Clause, cues: Cues) -> bool:
    """Whether a word joins a clause with a subject of its own: "announced the sale in May but no deal is made"."""
    low, start = parsed.words.low, index + 1
    if not parsed.has_verb(clause.opening, index) or start >= len(low):
        return False
    subject = low[start] in cues["determiner"] | cues["subject_pronoun"] or parsed.words.capital(start)
    if not subject and start not in parsed.dated and low[index] not in cues["opens_clause"]:
        return False
    while start in parsed.dated:
        start += 1
    verb = next(
        (verb[0] for verb in parsed.verbs if index + 1 < verb[0] and start <= verb[0] <= start + _SUBJECT), None
    )
    if verb is None or verb >= clause.end or parsed.clause_of(verb) != parsed.clause_of(index):
        return False
    stops = cues["relative"] | cues["that"] | cues["coordinate"] | cues["subordinate"]
    between = range(start, verb)
    return not any(low[i] in BARS or low[i] in stops or i in parsed.dated for i in between)


def _as_told(parsed: Parsed, clause: Clause, parents: list[Clause], cues: Cues) -> Modality:
    """What those who say it make of it: "asserted" where nobody doubts it."""
    for aside in parsed.clauses:
        if aside.role == "attribution" and aside.attitude != "plain" and clause.around(aside):
            return "possible" if aside.attitude == "claimed" else "negated"
    for around in (clause, *parents):
        if around.role == "said" and around.attitude != "plain":
            return "possible" if around.attitude == "claimed" else "negated"
        if around.role in {"relative", "participle"} and (around.aside or _presupposed(parsed, around, cues)):
            break
    return "asserted"


def _presupposed(parsed: Parsed, clause: Clause, cues: Cues) -> bool:
    """Whether a clause only tells which thing is meant, one that is known: "denied owning the car that hit them"."""
    noun = clause.head[0] if clause.head else clause.opening
    known = parsed.words.low[noun] in cues["definite"] and clause.role == "relative"
    return known and tense_of(parsed, clause, cues) == "past"


def _denies(parsed: Parsed, clause: Clause) -> bool:
    """Whether what a clause says is that something said is not so."""
    return any(
        inner.role == "said" and inner.attitude == "denied" and inner.via and clause.holds(inner.via[1] - 1)
        for inner in parsed.clauses
        if clause.around(inner)
    )


def _conditional(
    parsed: Parsed, clause: Clause, parents: list[Clause], cues: Cues, past_date: int | None = None
) -> bool:
    """Whether a clause is a condition, is within one, or hangs on one. What happened at a ``past_date`` hangs on none
    that follows: "promised in May to resign if the vote failed"."""
    if clause.role == "condition":
        return True
    free = clause.aside and clause.role in {"relative", "participle"}
    if not free and any(around.role == "condition" for around in parents):
        return True
    conditions = [
        c for c in parsed.clauses if c.role == "condition" and not _only_quoted(parsed, c.opening, clause.start)
    ]
    if past_date is not None and _simple_past(parsed, clause, past_date, cues):
        conditions = [other for other in conditions if other.opening < past_date]
    return any(parsed.parents(condition)[:1] == [clause] for condition in conditions)


def _simple_past(parsed: Parsed, clause: Clause, date: int, cues: Cues) -> bool:
    """Whether the last verb before a date is a plain past form: "promised in May"."""
    own = parsed.own(clause)
    verb = next((verb for verb in reversed(parsed.verbs) if verb[0] in own and verb[0] < date), None)
    if verb is None:
        return False
    return _is_past_form(parsed.words.low[verb[0]], cues)


def _plan_told(clause: Clause, kind: Kind) -> bool:
    """ "He said he would come in May": a plan, as long as May is ahead."""
    return kind == "planned" and clause.role == "said"
