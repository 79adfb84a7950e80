"""The method in a real browser, in both languages.

A goal that is realistic, what speaks for it, promises and the monthly question, the client's page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.demo.local_slack import LocalSlack
from tests.e2e.conftest import NewSlackPage
from tests.e2e.running_bot import RunningBot, running_bot
from tests.e2e.slack_page import SlackPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]

MID_MAY = "2026-05-18T09:00+02:00"
THE_QUESTION_COMES = "2026-05-26T08:00:05+01:00"
"""Three working days before the review of May, at eight in London and at nine in Berlin."""


@dataclass(frozen=True)
class Walk:
    """The words of one walk: who walks it, what they type and what they read."""

    who: str
    grow: str
    figure: tuple[str, str, str]
    rail: dict[str, str]
    margin: tuple[str, str]
    lights: tuple[str, str]
    about_goal: tuple[str, str]
    strategy: tuple[str, str]
    asked: str
    kept: str
    word: tuple[str, str, str]
    goals: tuple[str, str]
    on_card: str
    to_show: tuple[str, str, str]
    page: tuple[str, str, str]
    yes: tuple[str, str, str, str]
    later: tuple[str, str]


ENGLISH = Walk(
    who="Ben Clark",
    grow='goal "Product A" +25% on last year by 31 December keeping margin at 30%',
    figure=("Last year's figure", "1.2m EUR", "from €1,200,000 to €1,500,000 by Thu 31 Dec 2026"),
    rail={"Which number must hold?": "margin at 30%"},
    margin=("progress G1 margin 28%", "margin of G1: 28% on 18 May, it does not hold."),
    lights=(
        'light green "their head of production asks for more" for G1',
        'light red "a rival offers 15 % less" for G1',
    ),
    about_goal=("goal G1", "What speaks for and against it"),
    strategy=('strategy "Bring an idea a month" for G1', "0 of 3 committed"),
    asked="How sure are we?",
    kept="Kept",
    word=("Add a word…", "A word on how it went", "two ideas, one is tried now"),
    goals=("goals", "how sure (May 2026): 2: 1× · 4: 2×"),
    on_card="2 of 3 kept their part in May 2026",
    to_show=("agreed G1 team", 'heard "You bring us ideas"', "export client"),
    page=("“You bring us ideas”", "Show it", "I am sending it to you in a direct message."),
    yes=("Client agreed: G1", "Who at the client said so?", "Ms Weber", "client-agreed (Ms Weber"),
    later=("goal G1 to 1.6m EUR", "the client agreed to other numbers (Ms Weber, 26 May)"),
)
GERMAN = Walk(
    who="Anna Berger",
    grow="ziel „Produkt A“ +25 % auf Vorjahr bis 31. Dezember halte Marge bei 30 %",
    figure=("Zahl vom letzten Jahr", "1,2 Mio. EUR", "von 1.200.000\u00a0€ auf 1.500.000\u00a0€"),
    rail={"Welche Zahl muss dabei halten?": "Marge bei 30 %"},
    margin=("fortschritt G1 Marge 28 %", "Marge von G1: 28\u00a0% am 18. Mai, das hält nicht."),
    lights=(
        "ampel grün „ihre Produktionschefin fragt nach mehr“ für G1",
        "ampel rot „ein Wettbewerber ist 15 % billiger“ für G1",
    ),
    about_goal=("ziel G1", "Was dafür und was dagegen spricht"),
    strategy=("strategie „Jeden Monat eine Idee bringen“ für G1", "0 von 3"),
    asked="Wie sicher sind wir?",
    kept="Ja",
    word=("Ein Wort dazu …", "Ein Wort dazu, wie es lief", "zwei Ideen, eine wird erprobt"),
    goals=("ziele", "wie sicher (Mai 2026): 2: 1× · 4: 2×"),
    on_card="2 von 3 haben im Mai 2026 ihren Teil getan",
    to_show=("vereinbart G1 team", "gehört „Ihr bringt uns Ideen“", "export kunde"),
    page=("„Ihr bringt uns Ideen“", "Zeigen", "Ich schicke es dir als Direktnachricht."),
    yes=(
        "Kunde stimmt zu: G1",
        "Wer beim Kunden hat das gesagt?",
        "Frau Weber",
        "mit dem Kunden vereinbart (Frau Weber",
    ),
    later=("ziel G1 auf 1,6 Mio. EUR", "der Kunde hat anderen Zahlen zugestimmt (Frau Weber"),
)

PROMISES = {
    "Ben Clark": ('commit S1 "I bring one"', "question G1 2", "question S1 not"),
    "Anna Berger": ("zusage S1 „ich bringe eine“", "frage G1 4", "frage S1 ja"),
    "Chris Weber": ('commit S1 "I prepare the figures"', "question G1 4", "question S1 kept"),
}
"""What each of the three promises, and how they answer where they do not press the buttons."""


@pytest.fixture
def bot(local_slack: LocalSlack, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot in the middle of May 2026."""
    with running_bot(local_slack, tmp_path, MID_MAY) as running:
        yield running


@pytest.mark.parametrize("walk, name", [(ENGLISH, "method"), (GERMAN, "method-german")])
def test_a_goal_is_realistic_promises_are_kept_and_the_client_agrees(
    bot: RunningBot, new_slack_page: NewSlackPage, screenshots: Path, walk: Walk, name: str
) -> None:
    slack = new_slack_page(bot.slack)
    slack.wait_for_bot()
    pictures = screenshots / name
    enters(slack, walk.who)
    slack.type_command('/kam account "Acme GmbH"')
    slack.wait_for_answer("Acme GmbH")
    sets_a_goal_that_grows(slack, walk, pictures)
    sees_what_speaks_for_it(slack, walk, pictures)
    promises(slack, walk)

    bot.stop()
    slack.wait_for_no_bot()
    bot.start(THE_QUESTION_COMES)
    slack.wait_for_bot()
    answers_by_buttons(slack, walk, pictures)
    others_answer(slack, walk)
    reads_how_sure_all_are(slack, walk, pictures)
    shows_the_client(slack, walk, pictures)


def enters(slack: SlackPage, who: str) -> None:
    slack.act_as(who)
    slack.open("acme-team")


def sets_a_goal_that_grows(slack: SlackPage, walk: Walk, pictures: Path) -> None:
    slack.type_command(f"/kam {walk.grow}")
    label, figure, answer = walk.figure
    slack.wait_for_text(label)
    slack.screenshot(pictures / "growth-form.png")
    slack.fill_modal({label: figure} | walk.rail)
    slack.submit_modal()
    slack.wait_for_answer(answer)
    typed, news = walk.margin
    slack.type_command(f"/kam {typed}")
    slack.wait_for_answer(news)
    slack.wait_for_post(news)
    slack.screenshot(pictures / "guard-rail.png")


def sees_what_speaks_for_it(slack: SlackPage, walk: Walk, pictures: Path) -> None:
    for light in walk.lights:
        slack.type_command(f"/kam {light}")
        slack.wait_for_answer("L1" if light == walk.lights[0] else "L2")
    command, shown = walk.about_goal
    slack.type_command(f"/kam {command}")
    slack.wait_for_answer(shown)
    slack.screenshot(pictures / "lights-of-a-goal.png")


def promises(slack: SlackPage, walk: Walk) -> None:
    command, posted = walk.strategy
    slack.type_command(f"/kam {command}")
    slack.wait_for_post(posted)
    for who, (promise, *_) in PROMISES.items():
        slack.act_as(who)
        slack.type_command(f"/kam {promise}")
        slack.wait_for_post(promise.split(maxsplit=2)[2].strip('"„“'))


def answers_by_buttons(slack: SlackPage, walk: Walk, pictures: Path) -> None:
    slack.act_as(walk.who)
    slack.open_dm(walk.who)
    slack.wait_for_text(walk.asked)
    slack.press_button("4", in_message_containing=walk.asked)
    slack.wait_for_text("✓ 4")
    slack.press_button(walk.kept, in_message_containing=walk.asked)
    slack.wait_for_text(f"✓ {walk.kept}")
    button, label, word = walk.word
    slack.press_button(button, in_message_containing=walk.asked)
    slack.wait_for_text(label)
    slack.fill_modal({label: word})
    slack.submit_modal()
    slack.wait_for_text(word)
    slack.screenshot(pictures / "question.png")


def others_answer(slack: SlackPage, walk: Walk) -> None:
    """Of three answers one is a 2 and one a no, whoever has pressed the buttons."""
    others = [who for who in PROMISES if who != walk.who]
    for who, (score, kept) in zip(others, (("2", "not"), ("4", "kept")), strict=True):
        enters(slack, who)
        slack.type_command(f"/kam question G1 {score}")
        slack.wait_for_answer(f"✓ {score}")
        slack.type_command(f"/kam question S1 {kept}")


def reads_how_sure_all_are(slack: SlackPage, walk: Walk, pictures: Path) -> None:
    enters(slack, walk.who)
    slack.wait_for_post(walk.on_card)
    slack.open_thread(walk.on_card)
    slack.screenshot(pictures / "promises-on-the-card.png")
    slack.close_thread()
    command, shown = walk.goals
    slack.type_command(f"/kam {command}")
    slack.wait_for_answer(shown)
    slack.screenshot(pictures / "how-sure.png")


def shows_the_client(slack: SlackPage, walk: Walk, pictures: Path) -> None:
    agreed, heard, export = walk.to_show
    slack.type_command(f"/kam {agreed}")
    slack.type_command(f"/kam {heard}")
    quote, choice, answer = walk.page
    slack.wait_for_answer(quote)
    slack.type_command(f"/kam {export}")
    slack.wait_for_text(choice)
    slack.choose(quote, choice)
    slack.screenshot(pictures / "client-form.png")
    slack.submit_modal()
    slack.wait_for_answer(answer)
    button, question, who, agreement = walk.yes
    slack.press_button(button, in_message_containing=answer)
    slack.wait_for_text(question)
    slack.fill_modal({question: who})
    slack.submit_modal()
    slack.wait_for_answer(agreement)
    slack.screenshot(pictures / "client-agreed.png")
    command, shown = walk.later
    slack.type_command(f"/kam {command}")
    slack.wait_for_answer(shown)
    slack.screenshot(pictures / "agreed-to-others.png")
