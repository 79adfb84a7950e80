"""The App Home at its fullest: within what Slack takes, whatever there is."""

import json

import pytest

from domain.account import Account
from domain.language import Language
from domain.light import Colour
from domain.notice_kinds import Topic
from domain.plan import Entry, MissingDetail
from domain.portfolio import PageOfAccounts, PortfolioLine, RankedAccount
from domain.review import Review
from handlers.blocks.message import Message, section
from handlers.home import views
from handlers.home.pages import Leaf, Pages
from handlers.home.pictures import PORTFOLIO, UploadedPicture
from language.speech import speech
from services.home import AccountStanding, AwaitedCommitment, Home, Todo, WaitingReview
from services.mutes import Muted
from services.portfolio import Portfolio
from storage.portfolio import Unreached
from tests.builders import HERE, MAY, NOW, TODAY, account, action, person, strategy
from tests.slack.fake.surfaces import HOME, check_view

MANY = range(1, 101)
WIDEST = "*_~`<&>" * 11
"""Every character becomes several when it is made inert."""


def homes() -> list[Account]:
    return [account(id=number, name=WIDEST + str(number)) for number in MANY]


def fullest() -> Home:
    """An account for each of many actions, so that each needs a heading of its own."""
    review = Review(workspace_id=HERE, account_id=1, month=MAY, opened_at=NOW)
    gaps = (MissingDetail.DATE,)
    entry = Entry(action(text="<&>" * 160, due=TODAY.replace(day=1), carried=9), gaps, True)
    return Home(
        person=person(is_leader=True, quiet_from=18, quiet_until=8),
        todos=[Todo(each, entry) for each in homes()],
        reviews=[WaitingReview(each, review) for each in homes()],
        strategies=[AwaitedCommitment(each, strategy(text="<&>" * 160)) for each in homes()],
        muted=[Muted(Topic.REVIEW, each, None) for each in homes()],
        accounts=[AccountStanding(each, Colour.RED, DUE) for each in homes()],
        portfolio=leaders(),
    )


DUE = [Unreached(f"A{number}", TODAY) for number in MANY]


def leaders() -> Portfolio:
    """As many accounts as a page holds."""
    ranked = [RankedAccount(each, Colour.RED, ["M1", "M2", "M3", "M4"], False) for each in homes()]
    return Portfolio(
        lines=[PortfolioLine(one, Colour.GREEN, {"light": 3}) for one in ranked[:20]],
        hidden=[],
        page=PageOfAccounts(1, 5),
        colours={Colour.RED: 100},
        confidential=0,
        since=NOW,
        names={},
    )


@pytest.mark.parametrize("language", Language)
def test_the_fullest_home_fits_on_every_page(language: Language) -> None:
    answer = Message("Done.", [section("x" * 2_900)] * 9)
    for page in (0, 1, 2, 99):
        pages = Pages(todos=page, reviews=page, strategies=page, accounts=page)
        about = [*(str(number) for number in MANY), f"{PORTFOLIO}{person().id}"]
        pictures = {each: UploadedPicture("1", "F1", "a map " * 900) for each in about}
        drawn = views.view(speech(language), fullest(), pages, answer, pictures).to_dict()
        check_view(drawn, (HOME,))
        assert len(drawn["blocks"]) <= 100
        assert len(json.dumps(drawn)) < 100_000


def test_a_list_that_fits_on_one_page_has_nothing_to_turn() -> None:
    leaf = Leaf("todos", 5, Pages(todos=7))
    assert leaf.of([1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5]
    assert leaf.turners(speech(Language.ENGLISH), 5) == []
    assert leaf.of([]) == []


def test_a_page_that_is_gone_is_the_last_that_there_is() -> None:
    assert Leaf("todos", 5, Pages(todos=7)).of(range(1, 13)) == range(11, 13)
