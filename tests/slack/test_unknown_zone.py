"""An account in a time zone that this machine does not have: it costs nobody else anything."""

import pytest
from sqlalchemy import text

from tests.slack.office import ACME, BEN, DANA, GLOBEX, Office
from tests.slack.reading import words


@pytest.fixture
def both(acme: Office) -> Office:
    """Acme as it should be, and Globex in a zone that is gone; Ben is in both teams."""
    acme.types('light red "budget cut"')
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types('light red "no sponsor"', channel=GLOBEX)
    acme.types(f'action "call" <@{BEN}> by 2026-05-20')
    with acme.kam.engine.begin() as connection:
        connection.execute(
            text("UPDATE accounts SET time_zone = 'Atlantis/Capital' WHERE channel_id = :home"),
            {"home": GLOBEX},
        )
    return acme


@pytest.mark.parametrize("sentence", ["portfolio", "portfolio picture", "calendar", "what is due"])
def test_what_shows_many_accounts_shows_all_of_them(both: Office, sentence: str) -> None:
    answer = both.types(sentence)

    assert answer["text"]
    assert "went wrong" not in words(answer)


def test_a_home_shows_both_accounts(both: Office) -> None:
    home = words(both.opens_home())

    assert "Acme" in home
    assert "Globex" in home


def test_the_account_itself_goes_on_by_the_clock_of_the_world(both: Office) -> None:
    assert "no sponsor" in words(both.types("lights", channel=GLOBEX))
    assert both.types('light green "new sponsor"', by=DANA, channel=GLOBEX)["text"]


def test_what_comes_by_itself_still_comes_for_the_other(both: Office) -> None:
    for _day in range(8):
        both.tick(days=1)

    assert len(both.told(ACME)) > 1
