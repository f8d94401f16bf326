"""From sentences to tellings: what tells an event, and what dates it.

Every date or time with a place on the time line gives a telling, of the clause that it stands in: one sentence may
hold several. What a phrase does not date:

- durations, repeated times and vague references ("for two years", "every day", "recently") date nothing; a length of
  time that names a point ahead does ("will decide in three weeks");
- a date that qualifies a name ("the 2014 Revolution of Dignity") dates what is named, and the clause goes without;
- two dates that bound a stretch ("from May to July") date one thing, and so do two that leave a choice ("or").

A sentence whose main clause has no date of its own carries its article's date, or that of the day it goes on with
(`chrono.events.scene`), and is `reported`. Nothing is dropped
in silence: a sentence that tells no event is `Skipped`, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chrono.article import Article
from chrono.events.clauses import Clause, Parsed, parse
from chrono.events.cues import Cues
from chrono.events.echo import Echo
from chrono.events.event import Kind, Mention, Modality
from chrono.events.kind import Tense, kind_of, modality_of, tense_of
from chrono.events.named import Named, named_by
from chrono.events.names import Meets, Sighting
from chrono.events.phrase import FEWEST_WORDS, Phrase, phrases_of
from chrono.events.scene import Scene
from chrono.events.skipped import Skipped, why_skipped
from chrono.events.terms import numbers_of, terms_of
from chrono.events.title import date_words, said_by_verb, title_of, until_means_at, without_attribution
from chrono.events.when import NOWHERE, When, day_of, placed, when
from chrono.events.words import bare, words_of
from chrono.temporal.calendar import SECONDS_A_DAY

if TYPE_CHECKING:
    from chrono.resolve import Resolved
    from chrono.sentences import Sentence
    from chrono.tagger import Timex

Annotation = tuple["Sequence[Sentence]", "Sequence[Timex]", "Sequence[Resolved]"]
_YEARS = 2 * 365 * SECONDS_A_DAY
_COVERS = frozenset({"main", "coordinate", "said", "condition"})
_DETERMINED = 3
_TOLD_APART = frozenset({"relative", "participle", "apposition"})
_AHEAD_OR_NOT = frozenset(
    {"planned", "moved", "called_off", "irrealis", "hypothetical", "possible", "open", "foretold", "negated_behind"}
)
_WRITTEN_OUT = re.compile(r"\d{4}(-\d\d){0,2}$")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d")
_DAY = len("2024-11-14")


@dataclass(frozen=True, slots=True)
class Telling:
    """One clause of one sentence that tells something, and when.

    ``own`` says that the date is its own and not the article's; ``order`` is the place of its sentence among those of
    the article that tell something; ``why`` what is missing where there is no date.
    """

    mention: Mention
    when: When
    kind: Kind
    modality: Modality
    title: str
    own: bool
    order: int
    terms: tuple[str, ...]
    numbers: frozenset[str]
    sightings: tuple[Sighting, ...]
    why: str = ""


def tellings(article: Article, annotation: Annotation, cues: Cues, names: Meets) -> tuple[list[Telling], list[Skipped]]:
    """What an article tells, in its order, and the sentences that tell nothing. ``names`` is shown every sentence."""
    told: list[Telling] = []
    skipped: list[Skipped] = []
    order = 0
    scene, echo = Scene(article.published, cues), Echo(cues)
    for sentence, dates in with_their_dates(annotation):
        text = article.text[sentence.start : sentence.end]
        why = why_skipped(article, sentence, text, dates)
        if why:
            skipped.append(Skipped(article.id, sentence.start, sentence.end, why))
            continue
        reading = _Sentence(article, sentence, text, dates, order, cues, names)
        found = scene.follow(reading.parsed, reading.sightings, reading.tellings())
        named_again = [reading.named_again(*heard) for heard in echo.heard(reading.parsed, order)]
        echo.enter(found)
        told += [*found, *named_again]
        order += 1
    return told, skipped


def with_their_dates(annotation: Annotation) -> Iterator[tuple[Sentence, list[tuple[Timex, Resolved]]]]:
    """The sentences of an article in order, each with the time expressions that stand in it."""
    sentences, timexes, resolved = annotation
    pairs = sorted(zip(timexes, resolved, strict=True), key=lambda pair: pair[0].start)
    place = 0
    for sentence in sentences:
        while place < len(pairs) and pairs[place][0].start < sentence.start:
            place += 1
        inside = place
        while inside < len(pairs) and pairs[inside][0].start < sentence.end:
            inside += 1
        yield sentence, pairs[place:inside]
        place = inside


class _Sentence:
    """The tellings of one sentence."""

    def __init__(
        self,
        article: Article,
        sentence: Sentence,
        text: str,
        dates: Sequence[tuple[Timex, Resolved]],
        order: int,
        cues: Cues,
        names: Meets,
    ) -> None:
        self.article, self.sentence, self.text, self.order, self.cues = article, sentence, text, order, cues
        spans = [(timex.start - sentence.start, timex.end - sentence.start) for timex, _ in dates]
        self.parsed: Parsed = parse(text, cues, spans)
        self.sightings = names.meet(self.parsed.words, self.parsed.dated, article.id)
        published = day_of(article.published) is not None
        phrases = phrases_of(self.parsed, dates, sentence.start, published, cues)
        alone = [self._named(phrase, ()) for phrase in phrases]
        free = [phrase for phrase, name in zip(phrases, alone, strict=True) if name is None]
        named = [self._named(phrase, free) for phrase in phrases]
        kept = [(phrase, name) for phrase, name in zip(phrases, named, strict=True) if name is None or name.dated]
        self.phrases = [phrase for phrase, _ in kept]
        self.named = [name for _, name in kept]

    def tellings(self) -> list[Telling]:
        told: list[Telling] = []
        clauses = [self._clause(phrase) for phrase in self.phrases]
        for phrase, clause, named in zip(self.phrases, self._narrowed(clauses), self.named, strict=True):
            described = self._clause_that_describes(phrase)
            told.append(self._dated(phrase, clause, named, described))
            if described:
                told.append(self._dated(replace(phrase, signal=""), described, None))
        inside = [clause for clause, named in zip(clauses, self.named, strict=True) if named is None]
        main = self.parsed.clauses[0]
        saying = self._saying(inside)
        if saying is not None:
            told.insert(0, self._reported(main, clauses, saying))
        elif told and all(telling.kind == "planned" for telling in told) and (plan := self._announced()):
            told.insert(0, self._reported(main, clauses, plan))
        elif not told or (not any(clause.role in _COVERS for clause in inside) and self._says_something(main)):
            told.insert(0, self._reported(main, clauses))
        return told

    def named_again(self, words: tuple[int, int], earlier: Telling) -> Telling:
        """An event told ``earlier`` in the article, as a noun of this sentence names it."""
        name = self.text[self.parsed.words.starts[words[0]] : self.parsed.words.ends[words[1] - 1]]
        step = f"“{name}” names what was told of “{' '.join(earlier.mention.phrase.split())}”, {earlier.when.edtf}"
        mention = self._mention(None, ("no phrase dates what the sentence tells", step))
        return replace(earlier, mention=replace(mention, anchor=earlier.when.edtf or ""), order=self.order)

    def _saying(self, dated: Sequence[Clause]) -> Clause | None:
        """What is said by a main clause that has no date of its own and stands in front of it: "the mayor said that
        the pool closed in 2012" tells of the saying too."""
        said = [clause for clause in dated if clause.role == "said" and clause.via]
        if len(said) != len(dated):
            return None
        for clause in said:
            start, end = clause.via or (0, 0)
            fronted = start == 0 and end == clause.opening and self.parsed.has_verb(start, end)
            if fronted and said_by_verb(self.parsed, (start, end), self.cues):
                return clause
        return None

    def _announced(self) -> Clause | None:
        """What is said by someone named behind it or amid it: "the bridge will open in May, the mayor said". Of what is
        ahead, the announcement is what has happened; of what happened, it is only the source."""
        for clause in self.parsed.clauses:
            if clause.role == "attribution":
                return self.parsed.parents(clause)[0]
            if (
                clause.role == "said"
                and clause.via
                and clause.via[0] >= clause.end
                and self.parsed.has_verb(*clause.via)
            ):
                return clause
        return None

    def _says_something(self, clause: Clause) -> bool:
        """Whether the words that no inner clause takes from a clause tell something: a verb, or a few words that may
        hold one we do not know."""
        own = self.parsed.own(clause)
        words = [index for index in own if self.parsed.words.low[index][0].isalnum()]
        return len(words) >= FEWEST_WORDS or any(verb[0] in own for verb in self.parsed.verbs)

    # ── clauses ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _first(self, phrase: Phrase) -> int:
        """The first word of a phrase."""
        return self.parsed.words.span(phrase.start, phrase.end)[0]

    def _clause(self, phrase: Phrase) -> Clause:
        """The clause that a phrase dates. What was to happen and is called off is one thing with the calling off, and
        so is what happened "when" something else did."""
        clause = self.parsed.clause_of(self._first(phrase))
        parents = self.parsed.parents(clause)
        if parents and clause.role in {"relative", "participle", "coming"}:
            ahead = clause.role == "coming" or tense_of(self.parsed, clause, self.cues) == "future"
            if ahead and "called_off" in self.parsed.own_cues(parents[0]):
                return parents[0]
        if parents and clause.role == "subordinate" and clause.opening > parents[0].start:
            together = self.parsed.words.low[clause.opening] in self.cues["simultaneous"] and not clause.aside
            before = self.parsed.has_verb(parents[0].start, clause.opening)
            if together and before and tense_of(self.parsed, parents[0], self.cues) == "past":
                return parents[0]
        return clause

    def _named(self, phrase: Phrase, free: Sequence[Phrase]) -> Named | None:
        """What a phrase names, or None where it dates its clause; ``free`` are the phrases that name nothing."""
        first, last = self.parsed.words.span(phrase.start, phrase.end)
        clause = self.parsed.clause_of(first)
        if phrase.signal == "from" and self._made_then(self.parsed.words.span(*phrase.spans[0])[0], clause):
            return Named(())
        others = (other for other in free if other.spans != phrase.spans)
        alone = not any(self.parsed.clause_of(self._first(other)) == clause for other in others)
        return named_by(self.parsed, first, last, clause, self.cues, alone)

    def _clause_that_describes(self, phrase: Phrase) -> Clause | None:
        """The clause that says what happened at a date ("since May 1, when the port was closed"), if there is one."""
        last = self.parsed.words.span(*phrase.spans[0])[1]
        comma = self.parsed.words.low[last : last + 1] == (",",)
        openings = {last, last + 1} if comma else {last}
        for clause in self.parsed.clauses:
            word = self.parsed.words.low[clause.opening]
            if clause.opening in openings and clause.role == "subordinate" and word in self.cues["relative"]:
                return clause
        return None

    def _made_then(self, first: int, clause: Clause) -> bool:
        """ "promises from 2014 were not kept": the date tells when they were made."""
        before = first - 2
        noun = before >= 0 and self.parsed.words.low[before][0].isalpha() and not self.parsed.in_verb(before)
        subject = not self.parsed.has_verb(clause.start, first) and self.parsed.has_verb(first, clause.end)
        return noun and subject and self.parsed.words.low[first - 1] in self.cues["from"]

    def _narrowed(self, clauses: Sequence[Clause]) -> list[Clause]:
        """Where several phrases stand in one clause ("came on Monday and left on Friday"), each gets its own part."""
        narrow = list(clauses)
        for place in range(1, len(narrow)):
            whole, first, second = clauses[place], self.phrases[place - 1], self.phrases[place]
            if whole != clauses[place - 1] or first.spans == second.spans or self._says(first) or self._says(second):
                continue
            cut = self._cut_between(whole, first, second)
            if cut is not None:
                narrow[place - 1] = replace(narrow[place - 1], end=cut)
                start = self._past_joints(cut)
                head = self._subject(whole, start)
                narrow[place] = replace(whole, opening=cut, start=start, role="coordinate", head=head)
        return narrow

    def _says(self, phrase: Phrase) -> bool:
        """Whether a phrase dates only who says it: ", he said on Friday,"."""
        first = self._first(phrase)
        return any(clause.role == "attribution" and clause.holds(first) for clause in self.parsed.clauses)

    def _cut_between(self, clause: Clause, first: Phrase, second: Phrase) -> int | None:
        """The word that parts two phrases' verbs: "and", a semicolon, or a comma with a verb right behind it."""
        words = self.parsed.words
        start, stop = words.span(first.start, first.end)[1], words.span(second.start, second.end)[0]
        for index in range(start, stop):
            joins = words.low[index] in self.cues["coordinate"] or words.low[index] == ";"
            comma = words.low[index] == "," and self.parsed.clause_of(index) == clause
            first_verb = next((verb[0] for verb in self.parsed.verbs if clause.start <= verb[0] < index), None)
            if first_verb is None or not (joins or comma):
                continue
            shared = joins and index == start and self._shares_auxiliary(first_verb, index + 1)
            if self.parsed.has_verb(index + 1, stop) or shared:
                return index
        return None

    def _past_joints(self, index: int) -> int:
        """Behind ", and then"."""
        low = self.parsed.words.low
        while index < len(low) and not self.parsed.verb_at(index):
            if low[index] not in {",", ";"} and low[index] not in self.cues["coordinate"] | self.cues["adverb"]:
                break
            index += 1
        return index

    def _subject(self, clause: Clause, start: int) -> tuple[int, int] | None:
        """The subject of a clause, for a later part of it that begins with its verb."""
        verb = next((verb[0] for verb in self.parsed.verbs if clause.start <= verb[0]), clause.start)
        if verb >= start or not (self.parsed.verb_at(start) or self._shares_auxiliary(verb, start)):
            return None
        low, begin = self.parsed.words.low, clause.start
        if low[begin] in self.cues["preposition"] | self.cues["subordinate"] or begin in self.parsed.dated:
            begin = next((index + 1 for index in range(begin, verb) if low[index] == ","), begin)
        end = next((index for index in range(begin, verb) if low[index] == ","), verb)
        if end == verb and not self.parsed.verb_at(start):
            end = verb + 1
        return (begin, end) if end > begin else None

    def _shares_auxiliary(self, verb: int, index: int) -> bool:
        """Whether a word behind "and" can be a second verb to "will" or "were": "will start on Monday and end on
        Friday", "were built in 1204 and torn down in 1860"."""
        low = self.parsed.words.low
        if low[verb] in self.cues["be_past"] and index < len(low):
            return low[index] in self.cues["participle"] or low[index].endswith(self.cues.endings["past"])
        if low[verb] not in self.cues["auxiliary_future"] or index >= len(low) or not low[index].isalpha():
            return False
        noun = low[index].endswith(self.cues.endings["plural"]) or self.parsed.words.capital(index)
        return not noun and low[index] not in self.cues["number"] and not self.cues.is_function_word(low[index])

    # ── tellings ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _dated(self, phrase: Phrase, clause: Clause, named: Named | None, described: Clause | None = None) -> Telling:
        """What a clause tells at the date of a phrase, which may be that of an event ``named`` in it; ``described`` is
        left out, being told on its own."""
        parsed = self.parsed
        infinitive = self._in_infinitive(phrase, clause)
        tense = "past" if named is not None else "future" if infinitive else tense_of(parsed, clause, self.cues)
        signal = "" if named is not None else self._signal(phrase, clause)
        where = NOWHERE
        if phrase.edtf is not None:
            ahead = tense == "future" or (tense == "present" and signal == "by")  # "must pay by Friday"
            day = self._day_until(phrase, signal, tense)
            signal = "until the hour" if day else signal
            where = placed(day or phrase.edtf, signal, self.article.published, ahead)
        kind = kind_of(where, signal, tense, self.article.published)
        against = kind == "planned" and named is None and not infinitive and self._surely_past(phrase, clause, tense)
        if against:
            kind = "happened"
        modality: Modality = "negated" if named and self._called_off(named) else "asserted"
        if named is None and not self._says(phrase):
            modality = modality_of(parsed, clause, kind, self.cues, signal, self._first(phrase), self._long_ago(where))
            if modality == "negated" and self._at_last(phrase):
                modality = "asserted"
        dates = [parsed.words.span(*span) for span in phrase.spans]
        words = named.words if named else self._words_of(clause, dates)
        words = self._without_other_dates(words, clause, described, dates)
        only_then = named is None and self._only_then(clause, dates)
        if only_then and clause.head:
            words = tuple(range(clause.head[0], clause.end))
        participle = clause if kind != "planned" and not named and self._is_passive(clause, only_then) else None
        stays = (
            bool(named)
            or (only_then and not participle)
            or signal in {"to", "from"}
            or self._belongs(phrase, clause, kind, infinitive)
        )
        told = self._without_apposition(clause, words)
        title = title_of(parsed, told, [] if stays else dates, self.cues, participle)
        cut = title.endswith("…") or not self._tells_verb(title, phrase, words)
        if cut and (part := self._part_with(phrase, clause)):
            title = title_of(parsed, part, [] if stays else dates, self.cues)
        steps = (where.step,) if where.step and where.step not in phrase.derivation else ()
        if against:
            steps = (*steps, f"told as past, though it is after the article's date, {day_of(self.article.published)}")
        mention = self._mention(phrase, (*phrase.derivation, *steps))
        why = ""
        if where.edtf is None:
            why = f"“{' '.join(mention.phrase.split())}”{self._unplaced(phrase)}"
        return self._telling(mention, where, kind, modality, title, words, dates, True, why)

    def _day_until(self, phrase: Phrase, signal: str, tense: Tense) -> str:
        """The day of what went on "until midnight" or "until 3 am", and is no stretch without a beginning; else ""."""
        clock = signal == "until" and tense == "past" and _CLOCK.match(phrase.value)
        return phrase.value[:_DAY] if clock else ""

    def _surely_past(self, phrase: Phrase, clause: Clause, tense: Tense) -> bool:
        """Whether a date with its year is told as past beyond doubt: right behind a plain past verb ("reopened on 20
        May 2030") of a clause that speaks of no plan."""
        dated = _WRITTEN_OUT.match(phrase.value) and not phrase.anchor and phrase.signal in {"", "in"}
        if not dated or tense != "past" or clause.role not in {"main", "coordinate"} or self._says(phrase):
            return False
        first, low = self._first(phrase), self.parsed.words.low
        first -= low[first - 1] in self.cues["date_preposition"] if first else 0
        verb = next((verb for verb in self.parsed.verbs if verb[1] == first and verb[0] >= clause.start), None)
        if verb is None or self.parsed.own_cues(clause) & _AHEAD_OR_NOT:
            return False
        groups = ("copula", "auxiliary", "say", "claim", "deny")
        return not any(low[verb[1] - 1] in self.cues[group] for group in groups)

    def _without_apposition(self, clause: Clause, words: tuple[int, ...]) -> tuple[int, ...]:
        """A relative told forwards without what explains its noun: "Basra, the town that rebels took"."""
        if clause.role != "relative" or clause.head is None or words[:1] == (clause.head[0],):
            return words
        comma = next((i for i in range(*clause.head) if self.parsed.words.low[i] == ","), clause.head[1])
        return tuple(index for index in words if not comma <= index < clause.head[1])

    def _only_then(self, clause: Clause, dates: Sequence[tuple[int, int]]) -> bool:
        """Whether a participle tells no more than when ("built in 1932"), and so reads better with its date."""
        if clause.role != "participle" or clause.head is None or clause.start - clause.head[1] > 1:
            return False
        gone = {index for date in dates for index in date_words(self.parsed, *date, self.cues)}
        return len([index for index in range(clause.start, clause.end) if index not in gone]) <= 1

    def _is_passive(self, clause: Clause, only_then: bool) -> bool:
        """Whether a participle surely tells what was done to the noun it hangs on: "Basra, seized by rebels", "talks
        held in May"; not "the law | rebels passed"."""
        if clause.role != "participle" or clause.head is None:
            return False
        low, words = self.parsed.words.low, self.parsed.words
        verb, last = low[clause.start], clause.head[1] - 1
        says = any(verb in self.cues[group] for group in ("say", "claim", "deny", "intransitive"))
        articles = sum(low[i] in self.cues["article"] for i in range(*clause.head))
        subject = articles > 1 or (last > clause.head[0] and words.capital(last) and not words.capital(last - 1))
        agent = clause.start + 1 < len(low) and low[clause.start + 1] in self.cues["agent"]
        return not says and (clause.aside or agent or (only_then and not subject))

    def _called_off(self, named: Named) -> bool:
        """Whether it is said right before what is named that it was called off ("they cancelled the 2020 Olympics")."""
        cues = (cue for cue in self.parsed.found if cue.group == "called_off")
        return any(named.words[0] - _DETERMINED <= cue.end <= named.words[0] for cue in cues)

    def _without_other_dates(
        self, words: tuple[int, ...], clause: Clause, described: Clause | None, dates: Sequence[tuple[int, int]]
    ) -> tuple[int, ...]:
        """A clause's words without the asides in it that have a date of their own, and are told with that."""
        gone = set(range(described.opening, described.end)) if described else set()
        own = {index for date in dates for index in range(*date)}
        for phrase, named in zip(self.phrases, self.named, strict=True):
            inner = self.parsed.clause_of(self._first(phrase))
            if named is None and inner.aside and inner.role in _TOLD_APART and clause.around(inner):
                span = range(inner.opening - 1, inner.end + self.parsed.verb_at(inner.end + 1))
                if own.isdisjoint(span):
                    gone.update(span)
        return tuple(index for index in words if index not in gone)

    def _unplaced(self, phrase: Phrase) -> str:
        """Why a phrase has no place on the time line: the article's date is missing, or the derivation's last step."""
        if any("the article's date" in step for step in phrase.derivation):
            return f" needs the article's date, which {self._lack()}"
        return f": {phrase.derivation[-1]}"

    def _at_last(self, phrase: Phrase) -> bool:
        """Whether a negation before "until" says that it did happen then ("did not meet until Friday")."""
        first = self._first(phrase)
        return phrase.signal == "until" and until_means_at(self.parsed, first - 1, self.cues)

    def _part_with(self, phrase: Phrase, clause: Clause) -> tuple[int, ...]:
        """Of a subject with several verbs, the subject and the verb that a phrase goes with; () where there is one."""
        first = self._first(phrase)
        low = self.parsed.words.low
        cuts = [i for i in range(clause.start, first) if low[i] in self.cues["coordinate"] or low[i] == ","]
        cut = next((i for i in reversed(cuts) if self.parsed.verb_at(self._past_joints(i))), None)
        subject = self._subject(clause, self._past_joints(cut)) if cut is not None else None
        return (*range(*subject), *range(self._past_joints(cut), clause.end)) if subject and cut is not None else ()

    def _long_ago(self, where: When) -> bool:
        """Whether a place on the time line lies years before the article."""
        end, written = where.interval.end, self.article.published.interval.start
        return isinstance(end, int) and isinstance(written, int) and end < written - _YEARS

    def _tells_verb(self, title: str, phrase: Phrase, words: Sequence[int]) -> bool:
        """Whether the last verb before a phrase is in its title: not where "makes cars and was founded in 1920" is
        cut short to "makes cars"."""
        first, low = self._first(phrase), self.parsed.words.low
        verbs = [verb for verb in self.parsed.verbs if verb[1] <= first and verb[0] in words]
        return not verbs or low[verbs[-1][1] - 1] in words_of(title).low

    def _signal(self, phrase: Phrase, clause: Clause) -> str:
        """What the preposition before a phrase claims of its clause. "not until Friday" is on Friday; what is put off
        "until" or "to" a date is on that date; "from" counts only where something is moved."""
        own = self.parsed.own_cues(clause)
        moved = bool(own & {"moved", "called_off"})
        if self._at_last(phrase) or (phrase.signal in {"before", "after"} and "T" in phrase.value):
            return ""  # "before dawn on Monday" is on Monday
        if phrase.signal in {"until", "to"}:
            return "to" if moved else "until" if phrase.signal == "until" else ""
        before = self.parsed.words.span(*phrase.spans[0])[0] - 1
        from_it = moved and before >= 0 and self.parsed.words.low[before] in self.cues["from"]
        return phrase.signal if phrase.signal != "from" or from_it else ""

    def _in_infinitive(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a phrase stands behind a second verb in the infinitive ("voted to extend the mission until May")."""
        first = self._first(phrase)
        verb = next((verb for verb in self.parsed.verbs if clause.start <= verb[0] < first), None)
        if verb is None:
            return False
        low = self.parsed.words.low
        opens = (index for index in range(verb[1], first) if low[index] in self.cues["infinitive"])
        return any(self._verb_in_infinitive(index + 1) for index in opens)

    def _verb_in_infinitive(self, index: int) -> bool:
        """Whether the word behind "to" is a verb: no article, no number and no name."""
        low = self.parsed.words.low[index] if index < len(self.parsed.words) else ""
        noun = low in self.cues["determiner"] or low in self.cues["pronoun"] or low in self.cues["number"]
        if not low[:1].isalpha() or noun or index in self.parsed.dated:
            return False
        return not self.parsed.words.capital(index)

    def _belongs(self, phrase: Phrase, clause: Clause, kind: Kind, infinitive: bool) -> bool:
        """Whether a title needs its date: it is ahead of what the clause tells ("agreed to meet in May", "schedules for
        May"), which without it would be told of the wrong time."""
        if infinitive and phrase is not self.phrases[0]:
            return True
        if kind != "planned" or clause.role in {"absolute", "coming"}:
            return False
        lead = self.text[: phrase.start].split()[-1:]
        return tense_of(self.parsed, clause, self.cues) == "past" or bool({*lead} & self.cues["date_of_noun"])

    def _reported(self, main: Clause, clauses: Sequence[Clause], saying: Clause | None = None) -> Telling:
        """What a sentence's main clause tells, at the article's date; ``saying`` is what it says, where that is told
        on its own."""
        clause = main if saying else without_attribution(self.parsed, main, self.cues)
        content = main if saying else without_attribution(self.parsed, main, self.cues, alone=False)
        gone = {
            index
            for inner in clauses
            if (inner.aside and inner.role in _TOLD_APART) or inner.role in {"absolute", "coming"}
            for index in range(inner.opening - inner.aside, inner.end + inner.aside)
        }
        clause, modality = self._first_of_several(clause, content)
        if saying:
            modality = modality_of(self.parsed, saying, "reported", self.cues)
        words = tuple(index for index in range(clause.start, clause.end) if index not in gone)
        day = day_of(self.article.published)
        where = when(day) if day else NOWHERE
        derivation: tuple[str, ...] = ("no phrase dates what the sentence tells",)
        if day:
            derivation = (*derivation, f"so it carries the article's date, {day}")
        mention = self._mention(None, derivation)
        title = title_of(self.parsed, words, [], self.cues)
        why = "" if day else f"the article's date {self._lack()}"
        return self._telling(mention, where, "reported", modality, title, words, [], False, why)

    def _first_of_several(self, clause: Clause, content: Clause) -> tuple[Clause, Modality]:
        """A clause and the modality of its content; of clauses side by side that differ in it, the first."""
        parts = [part for part in self.parsed.clauses if part.role == "coordinate" and clause.around(part)]
        told = [modality_of(self.parsed, part, "reported", self.cues) for part in parts]
        if not told:
            return clause, modality_of(self.parsed, content, "reported", self.cues)
        return (clause if len(set(told)) == 1 else parts[0]), told[0]

    def _lack(self) -> str:
        return "is in conflict" if self.article.published.status == "conflict" else "is unknown"

    def _words_of(self, clause: Clause, dates: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        """The words that tell a clause on its own: with what a relative hangs on, without who says it."""
        parsed, start, end = self.parsed, clause.start, clause.end
        head = tuple(range(*clause.head)) if clause.head else ()
        if clause.role == "relative":
            return self._relative(clause, head)
        around = parsed.parents(clause)
        if clause.role == "said" and around and self._needs_speaker(clause):
            return tuple(range(around[0].start, around[0].end))
        if clause.role == "condition":
            return tuple(range(around[0].start, around[0].end)) if around else tuple(range(clause.opening, end))
        if clause.role == "apposition" and clause.head:
            return tuple(range(clause.head[0], end))
        if clause.role in {"participle", "coming", "coordinate"} and head:
            return (*head, *range(start, end))
        subject = self._told_by_subject(clause, dates)
        return subject or tuple(range(start, end))

    def _relative(self, clause: Clause, head: tuple[int, ...]) -> tuple[int, ...]:
        """The words of a relative with the noun it hangs on where it belongs: "the mayor who resigned", "Russia
        launched the offensive"; what "where" or "whose" opens is whole without."""
        start, end = clause.start, clause.end
        opens = self.parsed.words.low[start - 1] if clause.opening < start else ""
        verb = next((verb for verb in self.parsed.verbs if start <= verb[0] < end), None)
        whole = opens in self.cues["relative_adverb"] or opens in self.cues["relative_possessive"]
        if whole or verb is None:
            return tuple(range(start, end))
        if clause.opening < start - 1:  # "in which"; "the borders of which"
            return (*range(clause.opening, start - 2), *range(start, end))
        if verb[0] == self.parsed.past_adverbs(start, self.cues):
            return (*head, *range(start, end))
        return (*range(start, verb[1]), *head, *range(verb[1], end))

    def _needs_speaker(self, clause: Clause) -> bool:
        """Whether what is said cannot stand without who says it: it is denied, or speaks of "us"."""
        own = self.parsed.classes[clause.start : clause.end]
        return clause.attitude == "denied" or any("first_person" in classes for classes in own)

    def _told_by_subject(self, clause: Clause, dates: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        """The subject, where it holds the date and the verb only judges it ("the raid in May was a gamble")."""
        low, own = self.parsed.words.low, self.parsed.own(clause)
        verbs = [verb for verb in self.parsed.verbs if verb[0] in own and clause.start <= verb[0] < clause.end]
        if not verbs or not dates or dates[-1][1] > verbs[0][0] or low[verbs[0][1] - 1] not in self.cues["copula"]:
            return ()
        start = next(index for index in range(clause.start, clause.end) if low[index][0].isalnum())
        last = dates[-1][1]
        between = [index for index in range(last, verbs[0][0]) if low[index] != ","]
        told = [index for index in range(start, last) if not any(first - 1 <= index < end for first, end in dates)]
        fronted = low[start] in self.cues["preposition"] or "," in low[start:last]
        adverbs = all(low[index] in self.cues["adverb"] for index in between) and bool(between)
        if len(told) < 3 or fronted or (between and not adverbs and "," in low[last : verbs[0][0]]):
            return ()
        return tuple(range(start, last if adverbs else verbs[0][0]))

    def _mention(self, phrase: Phrase | None, derivation: tuple[str, ...]) -> Mention:
        article, sentence = self.article, self.sentence
        start = sentence.start + (phrase.start if phrase else 0)
        end = sentence.start + (phrase.end if phrase else 0)
        return Mention(
            article=article.id,
            article_title=article.title,
            published=article.published.edtf,
            url=article.url,
            sentence=self.text,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            phrase=article.text[start:end],
            phrase_start=start,
            phrase_end=end,
            type=phrase.type if phrase else "",
            value=phrase.value if phrase else "",
            rule=phrase.rule if phrase else "",
            anchor=phrase.anchor if phrase else (day_of(article.published) or ""),
            derivation=derivation,
        )

    def _telling(
        self,
        mention: Mention,
        where: When,
        kind: Kind,
        modality: Modality,
        title: str,
        words: Sequence[int],
        dates: Sequence[tuple[int, int]],
        own: bool,
        why: str,
    ) -> Telling:
        inside = {index for index in words if index not in self.parsed.dated}
        low = [bare(self.parsed.words.low[index]) for index in sorted(inside)]
        sightings = tuple(s for s in self.sightings if s.first in inside or s.last - 1 in inside)
        return Telling(
            mention, where, kind, modality, title, own, self.order,
            terms_of(low, self.cues), numbers_of(low, self.cues), sightings, why,
        )  # fmt: skip
