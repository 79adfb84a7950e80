"""The App Home: what each person finds there, and what becomes of what they do there."""

import logging
from datetime import date
from typing import Any

import pytest
from structlog.testing import capture_logs

from domain.account import Account
from domain.action import Action
from domain.calendar import Month
from domain.language import Language
from domain.light import Colour, Light
from domain.notice_kinds import Topic
from domain.review import Review
from services import mutes
from services.access import Acting
from tests.builders import NOW, strategy
from tests.slack import events, forms, payloads
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GLOBEX, GREG, Office, open_for
from tests.slack.payloads import Actor
from tests.slack.reading import words

Json = dict[str, Any]


def shown(home: Json) -> str:
    """What a person reads, without what only keeps text inert."""
    return words(home).replace("\u200b", "")


def top(home: Json) -> str:
    """What stands first on a Home."""
    return str(home["blocks"][0]["text"]["text"]).replace("\u200b", "")


def at_home(office: Office, by: str = BEN) -> str:
    return shown(office.opens_home(by=by))


def labels(home: Json) -> list[str]:
    return [forms.label(element) for _block, element in forms.controls(home)]


def rows(home: Json, start: str = "*A") -> list[str]:
    """The actions, in the order they stand there."""
    said = (block["text"]["text"] for block in home["blocks"] if block["type"] == "section")
    return [text.split("\n")[0] for text in said if text.startswith(start)]


def leaves(office: Office, person: str) -> None:
    """Somebody leaves Acme's channel."""
    office.slack.leave(ACME, person)
    office.deliver(events.member_left_channel(person, ACME))


def done(number: int = 1) -> str:
    return f"action.done#{number}"


# --------------------------------------------------------------------------------- a first visit


def test_a_first_visit_says_what_this_is_in_three_lines_and_the_next_step(office: Office) -> None:
    home = office.opens_home()
    (lines,) = [block for block in home["blocks"] if "Lights" in str(block)]

    assert len(lines["text"]["text"].splitlines()) == 3
    assert "Next step:" in shown(home)
    assert "/kam start" in shown(home)
    assert labels(home) == ["What you can say"]


def test_a_first_visit_is_german_for_who_reads_german(office: Office) -> None:
    home = at_home(office, ANNA)

    assert "Nächster Schritt:" in home
    assert "/kam einrichten" in home


def test_who_leads_finds_the_portfolio_first_and_opens_accounts_there(
    acme: Office,
) -> None:
    with open_for(acme) as uow:
        dana = uow.people.get(DANA)
        assert dana is not None
        dana.is_leader = True
        uow.commit()

    home = at_home(acme, DANA)
    assert home.index("Portfolio") < home.index("Acme")
    assert "Your account" not in home
    assert "kam keeps your key accounts" not in home

    acme.presses_at_home("account.show#1", by=DANA)
    assert "Goals" in str(acme.slack.views[-1])


# ---------------------------------------------------------------------------- what stands there


@pytest.fixture
def busy(acme: Office) -> Office:
    """Ben has two accounts, and actions in both, one of them overdue."""
    acme.types('account "Globex"', channel=GLOBEX)
    acme.types('action "call the finance director" <@U0BEN> by 30 April')
    acme.types('action "meet her successor" <@U0BEN> in June')
    acme.types('action "book the fair" <@U0BEN> by tomorrow', channel=GLOBEX)
    acme.types('action "not mine" <@U0ANNA> by tomorrow')
    acme.types('light red "budget cut"', channel=GLOBEX)
    acme.clock.forward(days=2)
    return acme


def test_ones_actions_stand_there_by_account_overdue_ones_first(busy: Office) -> None:
    home = busy.opens_home()

    assert rows(home, "*") == [
        "*Globex*",
        "*A1* book the fair",
        "*Acme*",
        "*A1* call the finance director",
        "*A2* meet her successor",
    ]
    assert "Your 3 actions, 1 overdue" in shown(home)
    assert "overdue since Wed 29 Apr 2026" in shown(home)
    assert "June 2026" in shown(home)
    assert "not mine" not in shown(home)


def test_ones_accounts_stand_there_with_colour_and_word_and_the_way_to_their_channels(
    busy: Office,
) -> None:
    home = at_home(busy)

    assert "Your 2 accounts" in home
    assert home.index(f"🔴 red · *Globex* · <#{GLOBEX}>") < home.index(
        f"⚪ no light · *Acme* · <#{ACME}>"
    )


def test_the_same_in_german(busy: Office) -> None:
    home = at_home(busy, ANNA)

    assert "Deine Aktion, 1 überfällig" in home
    assert "überfällig seit Mi., 29. Apr. 2026" in home
    assert "Dein Account" in home
    assert "Globex" not in home


def test_a_review_waits_for_the_team_until_it_is_rolled_from_the_home(acme: Office) -> None:
    acme.tick()
    acme.clock.now = acme.clock.now.replace(day=30, hour=8, minute=1)
    acme.tick()
    assert "1 plan is to be rolled" in at_home(acme)

    view = acme.opens(lambda: acme.presses(acme.home_of(), "review.roll"))
    acme.sends(view, {})

    home = acme.home_of()
    assert top(home).startswith("Rolled. Acme's plan now covers May to July")
    assert "to be rolled" not in shown(home)


def test_a_strategy_waits_until_one_has_committed_to_it_from_the_home(acme: Office) -> None:
    acme.types('strategy "Become their innovation partner"', by=CHRIS)
    home = acme.opens_home()
    assert "1 strategy waits for your commitment" in shown(home)
    assert "🧭 *S1* Become their innovation partner\n      Acme" in shown(home)

    view = acme.opens(lambda: acme.presses(home, "commitment.form#1"))
    acme.sends(view, {"text": "one idea a month"})

    assert "one idea a month" in top(acme.home_of())
    assert "waits for your commitment" not in shown(acme.home_of())
    assert "1 Strategie wartet auf deine Zusage" in at_home(acme, ANNA)


def test_an_archived_account_and_what_was_to_be_done_for_it_are_put_away(busy: Office) -> None:
    busy.types("account archive")

    home = at_home(busy)

    assert "Acme" not in home
    assert "Your action" in home


# ------------------------------------------------------------------------------ what one does


def test_an_action_is_done_in_one_click_and_can_be_undone_there(busy: Office) -> None:
    busy.opens_home()

    home = busy.presses_at_home(done(2))
    assert top(home).startswith("Done. *A2* meet her successor")
    assert "Your 2 actions" in shown(home)
    assert "meet her successor" not in " ".join(rows(home))

    home = busy.presses_at_home("undo")
    assert top(home).startswith("Taken back: marked A2 done")
    assert "meet her successor" in " ".join(rows(home))


def test_a_press_on_no_message_is_one_on_the_home_as_the_local_slack_tells_it(
    busy: Office,
) -> None:
    press = payloads.press(busy.slack, busy.opens_home(), done(2), by=BEN)
    del press["view"]
    press["container"] = {"type": "message", "is_ephemeral": False}
    press |= {"channel": {}, "response_url": busy.slack.response_url(ACME, BEN)}

    busy.deliver(press)

    assert top(busy.home_of()).startswith("Done. *A2* meet her successor")


def test_an_answer_is_gone_when_the_home_is_opened_again(busy: Office) -> None:
    busy.opens_home()
    busy.presses_at_home(done(2))

    assert "Done." not in top(busy.opens_home())


def test_who_left_the_team_meanwhile_is_told_no_and_the_home_is_drawn_anew(busy: Office) -> None:
    before = busy.opens_home(by=ANNA)
    leaves(busy, ANNA)
    assert "Acme" not in shown(busy.home_of(ANNA))

    busy.presses(before, done(3), by=ANNA)

    home = busy.home_of(ANNA)
    assert top(home).startswith("Das kann nur das Team des Accounts")
    assert "not mine" not in shown(home)
    assert "Acme" not in shown(home)
    assert "A3" in str(busy.types("plan")["blocks"])


def test_what_somebody_else_did_meanwhile_is_said_and_the_home_is_drawn_anew(
    busy: Office,
) -> None:
    busy.opens_home()
    busy.types("done A2", by=CHRIS)

    home = busy.presses_at_home(done(2))

    again = "`/kam reopen A2` takes it up again."
    assert top(home) == f"Chris already completed A2. {again}"
    assert "meet her successor" not in shown(home)


def test_an_action_of_an_account_that_was_archived_meanwhile_is_not_done(busy: Office) -> None:
    busy.opens_home()
    busy.types("account archive")

    home = busy.presses_at_home(done(2))

    assert top(home).startswith("This account is archived.")
    assert "Acme" not in shown(home)


def test_reminders_are_switched_there(acme: Office) -> None:
    acme.opens_home()

    off = acme.presses_at_home("reminders.stop")
    assert "🔕 I do not remind you of your actions." in shown(off)
    on = acme.presses_at_home("reminders.start", text="Remind me")

    assert "🔔 I remind you" in shown(on)


def test_quiet_hours_and_what_one_has_muted_stand_there_and_are_changed_from_there(
    acme: Office,
) -> None:
    acme.types("settings quiet 18 8")
    with open_for(acme) as uow:
        ben, (home,) = uow.people.get(BEN), uow.accounts.all_called("Acme")
        assert ben is not None
        mutes.mute(uow, ben, Acting(ben, home, in_team=True, now=NOW), Topic.REVIEW)
        uow.commit()
    home_tab = acme.opens_home()
    assert "🌙 Quiet hours: 18:00 to 08:00 (Europe/London)" in shown(home_tab)
    assert "🔇 Muted or snoozed: " in shown(home_tab)
    assert "(Acme)" in shown(home_tab)

    view = acme.opens(lambda: acme.presses(acme.home_of(), "settings.mine"))
    acme.sends(view, {"quiet_from": "-", "reminders": "off"})

    assert top(acme.home_of()).startswith("*Saved.*")
    assert "🌙" not in shown(acme.home_of())
    assert "🔕 I do not remind you" in shown(acme.home_of())


def test_with_one_account_each_way_is_offered_once(acme: Office) -> None:
    acme.opens_home()

    home = words(acme.home_of())
    assert (home.count("Log a light"), home.count("Plan an action")) == (1, 1)


def test_a_light_is_logged_from_there_for_the_account_that_is_picked(busy: Office) -> None:
    busy.opens_home()
    view = busy.opens(lambda: busy.presses(busy.home_of(), "home.log"))
    _block, menu = forms.find(view | {"blocks": view["blocks"][:1]}, "value")
    (acme,) = [each["value"] for each in menu["options"] if each["text"]["text"] == "Acme"]

    busy.sends(view, {"account": acme, "colour": "amber", "text": "budget wobbles"})

    home = busy.home_of()
    assert top(home) == "Logged. 🟡 *Amber L1*: budget wobbles"
    assert "🟡 amber · *Acme*" in shown(home)


def test_help_opens_in_a_window(office: Office) -> None:
    office.opens_home()

    view = office.opens(lambda: office.presses(office.home_of(), "help"))

    assert "`light` · `lights`" in words(view)
    assert labels(view) == []


# -------------------------------------------------------------------------------- who finds nothing


def test_a_guest_finds_no_word_of_any_account(acme: Office) -> None:
    acme.types(f'action "call" <@{BEN}>')

    home = acme.opens_home(by=GREG)

    assert shown(home) == "Guests cannot use kam here."


def test_who_was_deactivated_or_became_a_guest_meanwhile_finds_nothing_whatever_they_press(
    busy: Office,
) -> None:
    home = busy.opens_home()
    busy.slack.change_user(TEAM, BEN, is_restricted=True)
    busy.deliver(events.user_change(busy.slack.world.users[TEAM, BEN]))

    assert shown(busy.home_of(BEN)) == "Guests cannot use kam here."
    busy.presses(home, done(2))
    assert shown(busy.home_of(BEN)) == "Guests cannot use kam here."


def test_somebody_of_another_company_finds_nothing(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0CARL", "Carl", team_id="T0CUSTOMER")
    acme.slack.join(ACME, "U0CARL")

    assert at_home(acme, "U0CARL") == "kam is for people of this workspace only."


def test_who_is_new_is_looked_up_before_they_are_told_no(acme: Office) -> None:
    acme.slack.add_user(TEAM, "U0NINA", "Nina", locale="de-DE")
    assert "Nächster Schritt:" in at_home(acme, "U0NINA")

    acme.slack.add_user(TEAM, "U0OLAF", "Olaf")
    acme.slack.fail("users.info", kind="http_500")
    assert at_home(acme, "U0OLAF") == "I do not know you yet. Please try again in a minute."


def test_the_messages_tab_draws_no_home(acme: Office) -> None:
    acme.deliver(events.app_home_opened(BEN, tab="messages"))

    assert acme.slack.home(BEN) is None


def test_the_buttons_of_somebody_elses_home_get_nobody_any_further(busy: Office) -> None:
    outsider = Actor("U0CARL", "carl", home="T0CUSTOMER")
    busy.slack.add_user(TEAM, outsider.id, "Carl", team_id="T0CUSTOMER")
    home = busy.opens_home()

    busy.presses(home, done(2), by=DANA)
    busy.presses(home, done(2), by=outsider)

    assert top(busy.home_of(DANA)).startswith("Only the account's team can do this")
    assert shown(busy.home_of(outsider.id)) == "kam is for people of this workspace only."
    assert "meet her successor" in at_home(busy)


# ----------------------------------------------------------------------------------------- pages


@pytest.fixture
def swamped(acme: Office) -> Office:
    """Ben is in 200 more accounts, each with a light, a review and a strategy that waits for him;
    he has 500 actions in all.
    """
    with open_for(acme) as uow:
        for number in range(200):
            name = f"*_~`<&>{number:03} " + "ü" * 60
            account = Account(
                workspace_id=TEAM,
                name=name,
                channel_id=f"C{number:03}",
                owner_id=BEN,
                language=Language.ENGLISH,
                time_zone="UTC",
                created_at=NOW,
            )
            uow.accounts.add(account)
            uow.flush()
            assert account.id is not None
            fill(uow, account.id, range(number, 500, 200))
        uow.commit()
    return acme


def fill(uow: Any, account_id: int, steps: range) -> None:  # noqa: ANN401 - a unit of work
    facts: Json = {"workspace_id": TEAM, "account_id": account_id}
    month = Month(2026, 5)
    uow.session.add(Review(**facts, month=month, opened_at=NOW))
    uow.session.add(strategy(**facts, text="*_~`<&>" * 70))
    light: Json = {"colour": Colour.RED, "text": "x", "logged_by": BEN, "logged_at": NOW}
    uow.session.add(Light(**facts, number=1, since=NOW, **light))
    for step in steps:
        due = date(2026, 4, 1 + step % 30)
        more: Json = {"owner_id": BEN, "due": due, "month": Month.of(due), "created_by": BEN}
        text = "<!channel> & " * 30
        uow.session.add(Action(**facts, number=step + 1, text=text, created_at=NOW, **more))


def turned(office: Office, which: str) -> Json:
    return office.presses_at_home(f"home.page#{which}")


def test_somebody_in_200_accounts_with_500_actions_gets_pages_that_slack_takes(
    swamped: Office,
) -> None:
    home = swamped.opens_home()

    assert len(home["blocks"]) <= 100
    assert "Your 500 actions" in shown(home)
    assert "1 to 12 of 500" in shown(home)
    assert "Your 201 accounts" in shown(home)
    assert "200 plans are to be rolled" in shown(home)
    assert "200 strategies wait for your commitment" in shown(home)
    assert "‹ Back" not in labels(home)


def test_every_action_stands_on_exactly_one_page(swamped: Office) -> None:
    pages = [swamped.opens_home()]
    while "of 500" in shown(pages[-1]) and "to 500 of 500" not in shown(pages[-1]):
        pages.append(turned(swamped, "todos-more"))
    seen = [row for page in pages for row in rows(page)]

    assert len(pages) == 42
    assert len(seen) == len(set(seen)) == 500
    assert max(len(page["blocks"]) for page in pages) <= 100


def test_each_list_turns_by_itself_and_what_is_done_leaves_all_where_they_were(
    swamped: Office,
) -> None:
    swamped.opens_home()
    turned(swamped, "todos-more")
    turned(swamped, "accounts-more")
    turned(swamped, "reviews-more")
    turned(swamped, "strategies-more")
    turned(swamped, "todos-more")
    home = turned(swamped, "todos-back")
    assert_pages(home, "13 to 24 of 500", "6 to 10 of 200", "6 to 10 of 201")

    number = int(rows(home)[0].split("*")[1][1:])
    home = swamped.presses_at_home(done(number))

    assert top(home).startswith(f"Done. *A{number}*")
    assert_pages(home, "13 to 24 of 499", "6 to 10 of 200", "6 to 10 of 201")
    assert len(home["blocks"]) <= 100


def assert_pages(home: Json, *places: str) -> None:
    for place in places:
        assert place in shown(home)


@pytest.mark.parametrize(
    "value",
    ['{"todos":99999}', '{"todos":-1}', '{"todos":"x","reviews":[1]}', "[", '{"todos":1e400}', ""],
)
def test_a_page_that_there_is_not_is_the_nearest_that_there_is(busy: Office, value: str) -> None:
    home = busy.opens_home()
    row = {"type": "actions", "block_id": "row", "elements": [{"type": "button", "value": value}]}
    row["elements"][0] |= {"action_id": "home.page#todos-more", "text": {"text": "?"}}  # type: ignore[index,operator]

    busy.presses(home | {"blocks": [row]}, "home.page#todos-more")

    assert "Your 3 actions" in shown(busy.home_of())


# ----------------------------------------------------------------------------------- when it fails


@pytest.mark.parametrize("kind", ["ratelimited", "http_500", "drop_before", "not_enabled"])
def test_a_home_that_slack_does_not_take_harms_nobody_and_is_logged_by_a_code(
    busy: Office, kind: str
) -> None:
    busy.opens_home()
    busy.slack.fail("views.publish", kind=kind)

    with capture_logs() as logs:
        busy.presses_at_home(done(2))

    (entry,) = [each for each in logs if each["event"] == "home.refused"]
    assert set(entry) == {"event", "log_level", "reason"}
    assert entry["log_level"] == logging.getLevelName(logging.WARNING).lower()
    busy.clock.forward(minutes=2)  # a method that Slack closed is left alone for a while
    assert "meet her successor" not in at_home(busy)


def test_opened_ten_times_in_a_row_it_is_drawn_once_more_at_most(busy: Office) -> None:
    for _ in range(10):
        busy.deliver(events.app_home_opened(BEN), settle=False)
    busy.settle()

    assert len(busy.slack.calls("views.publish")) == 1


def test_opened_again_while_it_is_drawn_it_is_drawn_once_more(busy: Office) -> None:
    def again(_args: Json) -> None:
        for _ in range(5):
            busy.deliver(events.app_home_opened(BEN), settle=False)

    busy.slack.before("views.publish", again)
    busy.opens_home()

    assert len(busy.slack.calls("views.publish")) == 2


def test_what_is_overdue_in_an_account_is_counted_beside_what_is_due_within_two_weeks(
    acme: Office,
) -> None:
    acme.types('action "send the offer" <@U0ANNA> by 30 April')
    acme.types('action "meet the buyer" <@U0ANNA> by 6 May')
    acme.clock.forward(days=4)

    shown = words(acme.opens_home())
    assert "⏰ *1 overdue*" in shown
    assert "📅 Due within two weeks: A2 Wed 6 May 2026" in shown
