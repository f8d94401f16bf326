"""Kind and modality, by the words of a clause and the date's side of the article (Thursday 2024-11-14)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chrono.events.mention import Telling

Tell = Callable[..., list[Telling]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council met on [Monday=2024-11-11].", "happened"),
        ("The council will meet on [Monday=2024-11-18].", "planned"),
        # the date's side decides, whatever the tense
        ("The fair opens on [Monday=2024-11-18].", "planned"),
        ("He would die in [1953=1953].", "happened"),
        ("They speak of it in a film of [Nov. 5=2024-11-05].", "happened"),
        # where date and article overlap, the tense does
        ("The council met [this week=2024-11-11/2024-11-17].", "happened"),
        ("The council meets [this week=2024-11-11/2024-11-17].", "ongoing"),
        ("The council will meet [this week=2024-11-11/2024-11-17].", "planned"),
        ("You must pay by [Friday=2024-11-15].", "planned"),
        ("The council is set to meet [this week=2024-11-11/2024-11-17].", "planned"),
        ("The council has met twice [this week=2024-11-11/2024-11-17].", "happened"),
        ("The council was meeting [this week=2024-11-11/2024-11-17].", "happened"),
        ("The council meets [today=2024-11-14].", "happened"),
        # open intervals
        ("Sales have fallen since [May=2024-05].", "ongoing"),
        ("The shop stays shut until [May=2025-05].", "ongoing"),
        ("Talks were held until [May=2024-05].", "happened"),
        ("The deal will be signed by [May=2025-05].", "planned"),
    ],
)
def test_kind(tell: Tell, text: str, kind: str) -> None:
    assert [telling.kind for telling in tell(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council met in [2014=2014].", "happened"),
        ("The council will meet in [2034=2034].", "planned"),
        ("The council has met since [2014=2014].", "ongoing"),
    ],
)
def test_without_the_article_s_date_the_tense_decides(tell: Tell, text: str, kind: str) -> None:
    assert [telling.kind for telling in tell(text, None)] == [kind]


ASSERTED = [
    "The council met on [Monday=2024-11-11].",
    "The council is due to meet on [Monday=2024-11-18].",
    "The council is expected to meet on [Monday=2024-11-18].",
    "He said on [Monday=2024-11-11] that he could stand again if the party asked him.",
    "Ana, who may stand again, won the prize on [Monday=2024-11-11].",
    "The two did not meet until [Friday=2024-11-08].",
    "The summit was postponed until [May=2025-05].",
    "The tour drew not only locals on [Monday=2024-11-11].",
    "They chose Geneva, not Vienna, on [Monday=2024-11-11].",
    "The ministry did not deny that the base was hit on [Monday=2024-11-11].",
    "He said that he would stand in [May=2025-05].",
    "The firm was fined in [2009=2009] for failing to mend the pump.",
    "The mayor quit on [Monday=2024-11-11], and her deputy may follow.",
    "The state provided tents on [Monday=2024-11-11].",
    "The concert, which drew thousands in [2023=2023], was called off.",
]
POSSIBLE = [
    "The court may rule on [Friday=2024-11-15].",
    "The rebels were reportedly driven out in [October=2024-10].",
    "If the vote fails in [May=2025-05], the cabinet will resign.",
    "The cabinet will resign in [May=2025-05] if the vote fails.",
    "The cabinet would resign in [May=2025-05].",
    "Critics claimed that the vote was rigged in [June=2024-06].",
    "The vote, critics claimed, was rigged in [June=2024-06].",
    "The vessel is said to have sunk on [Monday=2024-11-11].",
    "Will the bank raise its rate in [December=2024-12]?",
    "Trade goes on in [May=2025-05], provided that the port stays open.",
    "The court might not rule on [Friday=2024-11-15].",
]
NEGATED = [
    "The two leaders did not meet on [Friday=2024-11-08].",
    "The two leaders didn’t meet on [Friday=2024-11-08].",
    "No one was hurt on [Friday=2024-11-08].",
    "The ministry denied that the base was hit on [Monday=2024-11-11].",
    "The strike that was to begin on [Monday=2024-11-18] was called off.",
    "The strike planned for [Monday=2024-11-18] was called off.",
    "The parade was cancelled on [Monday=2024-11-11].",
    "The sides failed to agree on [Monday=2024-11-11].",
    "No agreement was reached on [Monday=2024-11-11].",
    "Ana could not attend on [Monday=2024-11-11].",
    "The troops will not leave in [May=2025-05].",
    "Neither side fired on [Monday=2024-11-11].",
]


@pytest.mark.parametrize(
    ("text", "modality"),
    [(text, "asserted") for text in ASSERTED]
    + [(text, "possible") for text in POSSIBLE]
    + [(text, "negated") for text in NEGATED],
)
def test_modality(tell: Tell, text: str, modality: str) -> None:
    assert [telling.modality for telling in tell(text) if telling.own] == [modality]


def test_of_what_is_moved_the_old_date_is_off(tell: Tell) -> None:
    told = tell("The vote was moved from [Monday=2024-11-11] to [Friday=2024-11-15].")
    assert [telling.modality for telling in told] == ["negated", "asserted"]


def test_a_plan_is_no_possibility_and_a_possibility_no_fact(tell: Tell) -> None:
    told = tell("The envoy will come in [May=2025-05] and may stay until [June=2025-06].")
    assert [(telling.kind, telling.modality) for telling in told] == [("planned", "asserted"), ("planned", "possible")]


def test_a_named_event_is_told_as_a_fact_in_a_doubtful_sentence(tell: Tell) -> None:
    told = tell("The law may date from the [2014=2014] Revolution of Dignity.")
    assert [(telling.kind, telling.modality) for telling in told] == [
        ("reported", "possible"),
        ("happened", "asserted"),
    ]
