"""The monthly question of somebody in many accounts."""

from domain.calendar import Month
from domain.language import Language
from handlers.questions.views import ASKED, question
from language.speech import speech
from services.questions import Questions
from tests.builders import TODAY, account, business_goal

SLACK_TAKES = 50


def asked(count: int, answered: int = 0) -> list[Questions]:
    """A question in each of so many accounts, the first of which are answered."""
    return [
        Questions(
            account(id=number, name=f"Account {number}"),
            [business_goal(id=number, account_id=number)],
            {number: 3} if number <= answered else {},
            [],
        )
        for number in range(1, count + 1)
    ]


def test_questions_of_many_accounts_fit_one_message() -> None:
    _ = speech(Language.ENGLISH)
    message = question(_, Month.of(TODAY), asked(30), beside=["Your 3 actions are due."])

    assert len(message.blocks) <= SLACK_TAKES
    assert "16 more" in str(message.payload())


def test_what_is_not_answered_yet_comes_before_what_is() -> None:
    _ = speech(Language.ENGLISH)
    shown = str(question(_, Month.of(TODAY), asked(20, answered=10)).payload())

    assert all(f"Account {number}*" in shown for number in range(11, 21))
    assert sum(f"Account {number}*" in shown for number in range(1, 21)) == ASKED
