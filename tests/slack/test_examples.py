"""The examples that people copy are true in the order in which they stand."""

import re
from collections.abc import Iterator

import pytest

from bot.demo import account as demo_account
from domain.language import Language
from handlers.grammar.table import TABLE
from language.speech import speech
from storage.unit_of_work import units_of_work
from tests.catalogs.code import ROOT
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, Office
from tests.slack.reading import words

PEOPLE = {"@anna": f"<@{ANNA}>", "@ben": f"<@{BEN}>", "@chris": f"<@{CHRIS}>"}
README = re.findall(r"^/kam (.*)$", (ROOT / "README.md").read_text(), re.MULTILINE)
NOT_KEPT = re.compile("You typed:|Deine Eingabe:|Nothing is saved yet|Noch ist nichts gespeichert")
ADVICE = re.compile(r"`/kam [^`]+`|Is it the same as [A-Z]\d+\?")

NOT_FOR_ALL = {"account", "leader"}
"""Set up already by whoever reads on; and for admins alone."""


def said(sentence: str) -> str:
    """A sentence as Slack delivers it."""
    for name, mention in PEOPLE.items():
        sentence = sentence.replace(name, mention)
    return re.sub(r"#[\w-]+", f"<#{ACME}>", sentence)


def refused(office: Office, sentences: list[str], by: str) -> Iterator[str]:
    """The sentences that were not carried out, each with its answer."""
    for sentence in sentences:
        windows = len(office.slack.views)
        answer = words(office.types(said(sentence), by=by))
        is_done = bool(answer) or len(office.slack.views) > windows
        if not is_done or NOT_KEPT.search(answer):
            yield f"{sentence}: {answer}"


def examples(language: Language, but: set[str]) -> list[str]:
    """The examples of all commands, as docs/commands.md and help show them."""
    return [speech(language)(each.example) for each in TABLE if each.word not in but]


def test_the_sentences_of_the_readme_work_one_after_the_other_in_a_fresh_account(
    acme: Office,
) -> None:
    assert list(refused(acme, README, BEN)) == []


@pytest.mark.parametrize("language,by", [(Language.ENGLISH, BEN), (Language.GERMAN, ANNA)])
def test_every_example_works_after_those_before_it_in_a_fresh_account(
    acme: Office, language: Language, by: str
) -> None:
    assert list(refused(acme, examples(language, NOT_FOR_ALL), by)) == []


def test_the_examples_for_admins_work_for_one(acme: Office) -> None:
    assert list(refused(acme, ["leader @anna", "leaders"], DANA)) == []


def test_in_the_demo_every_example_is_done_or_says_what_to_type_instead(office: Office) -> None:
    demo_account.tell(units_of_work(office.kam.engine), office.clock.now)

    sentences = [*README, *examples(Language.ENGLISH, NOT_FOR_ALL)]
    found = refused(office, sentences, BEN)

    assert [each for each in found if not ADVICE.search(each.partition("You typed")[0])] == []
