"""An account moves to another channel: what goes along, what is withdrawn, and who is refused."""

from collections.abc import Callable

import pytest

from services.moves import MOVED
from tests.slack import events, payloads
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GLOBEX, GREG, Office, open_for
from tests.slack.reading import words

NEW = "C0NEW"
MOVE = f"account move <#{NEW}|acme-new>"


@pytest.fixture
def rooms(acme: Office) -> Office:
    """Acme, and a channel with Ben, who owns it, with Anna, and with Eve, who is new."""
    acme.slack.add_user(TEAM, "U0EVE", "Eve", locale="en-GB", tz="Europe/London")
    acme.slack.add_channel(NEW, "acme-new", [ANNA, BEN, "U0EVE"], is_private=True)
    return acme


def moves(office: Office, sentence: str = MOVE, **more: str) -> str:
    """Somebody asks for a move and presses the button under the question."""
    asked = office.types(sentence, **more)
    done = office.presses(asked, "say", by=more.get("by", BEN))
    office.tick(minutes=1)
    return words(done)


def home(office: Office) -> str:
    with open_for(office) as uow:
        (account,) = [each for each in uow.accounts.all() if each.name == "Acme"]
        return account.channel_id


def said(office: Office, channel: str) -> list[str]:
    return [words(message) for message in office.told(channel)]


# ------------------------------------------------------------------------------------- it moves


def test_before_it_moves_one_is_told_who_would_read_there(rooms: Office) -> None:
    asked = words(rooms.types(MOVE))

    assert asked.startswith("Move Acme to #acme-new? Nothing has moved yet.")
    assert "The team would be: Anna, Ben and Eve." in asked
    assert "Chris is not in that channel and would leave the team." in asked
    assert home(rooms) == ACME


def test_the_account_moves_with_its_team_and_each_channel_is_told_once(rooms: Office) -> None:
    assert "lives in" in moves(rooms)

    assert home(rooms) == NEW
    assert said(rooms, ACME)[-1].startswith("Ben moved Acme to another channel. Nothing more")
    (arrived,) = said(rooms, NEW)
    assert arrived.startswith("Ben moved Acme to this channel.")
    assert "Eve" in words(rooms.types("team", channel=NEW))
    assert "Only the account's team" in rooms.types(f"lights <#{NEW}>", by=CHRIS)["text"]
    assert "moved the account to another channel" in words(rooms.types("history", channel=NEW))


def test_the_cards_of_the_old_channel_say_no_more_and_news_make_new_ones(rooms: Office) -> None:
    rooms.types('light amber "prices under pressure"')
    rooms.types('strategy "be the first they call"')
    rooms.tick(minutes=1)
    moves(rooms)

    before = said(rooms, ACME)
    assert not any("prices under pressure" in each for each in before)
    assert not any("be the first they call" in each for each in before)
    rooms.types('light red L1 "they cancelled"', channel=NEW)
    rooms.types('commit S1 "I call twice a week"', channel=NEW)
    rooms.tick(minutes=1)

    assert said(rooms, ACME) == before
    assert any("prices under pressure" in each for each in said(rooms, NEW))
    assert any("be the first they call" in each for each in said(rooms, NEW))


def test_what_was_owed_to_the_old_channel_goes_to_the_new_one(rooms: Office) -> None:
    rooms.slack.join(ACME, GREG)
    rooms.deliver(events.member_joined_channel(GREG))
    rooms.types('light red "finance director leaving"')
    rooms.tick(minutes=1)
    assert not any("finance director" in each for each in said(rooms, ACME))

    moves(rooms)

    assert any("finance director leaving" in each for each in said(rooms, NEW))
    assert not any("finance director" in each for each in said(rooms, ACME))
    assert not any("moved Acme" in each for each in said(rooms, ACME))


def test_a_picture_for_a_thread_that_stays_behind_goes_to_the_channel(rooms: Office) -> None:
    root = rooms.slack.say(ACME, BEN, "where do we stand?")
    rooms.slack.join(ACME, GREG)
    rooms.deliver(events.member_joined_channel(GREG))
    rooms.mentions("chart share", thread_ts=root["ts"])
    moves(rooms)

    (upload,) = rooms.slack.calls("files.completeUploadExternal")
    assert upload["channel_id"] == NEW
    assert not upload.get("thread_ts")


def test_a_running_review_goes_on_in_the_new_channel(rooms: Office) -> None:
    rooms.types('action "send the offer" by 30 April')
    rooms.tick()
    rooms.clock.now = rooms.clock.now.replace(day=30, hour=9)
    rooms.tick()
    assert "review.roll" in str(rooms.told(ACME))
    moves(rooms)

    assert "review.roll" not in str(rooms.told(ACME))
    assert "send the offer" not in str(rooms.told(ACME)[1:])
    (head,) = [each for each in rooms.told(NEW) if "review.roll" in str(each["blocks"])]
    assert any("send the offer" in each for each in said(rooms, NEW))
    rooms.presses(head, "review.roll")
    rooms.sends(rooms.slack.views[-1], {})
    rooms.tick(minutes=1)
    assert "review.roll" not in str(rooms.told(NEW))


def test_a_review_that_is_being_posted_while_the_account_moves_is_posted_once(
    rooms: Office,
) -> None:
    rooms.types('action "send the offer" by 30 April')
    rooms.types('action "call the buyer" by 30 April')
    rooms.tick()
    rooms.clock.now = rooms.clock.now.replace(day=30, hour=9)
    asked = rooms.types(MOVE)
    next(job for job in rooms.kam.runner.jobs if job.name == "plan").run()
    (head,) = rooms.kam.sender.claim(1)
    rooms.kam.sender.deliver(head)
    rooms.presses(asked, "say")
    rooms.tick(minutes=2)

    heads = [each for each in rooms.told(NEW) if "review.roll" in str(each["blocks"])]
    assert len(heads) == 1
    thread = [each for each in rooms.told(NEW) if each.get("thread_ts")]
    assert {each["thread_ts"] for each in thread} == {heads[0]["ts"]}
    assert len([each for each in thread if "call the buyer" in words(each)]) == 1


def test_the_page_is_emptied_in_the_old_channel_and_offered_in_the_new(rooms: Office) -> None:
    rooms.types('light amber "prices under pressure"')
    rooms.types("map page")
    rooms.tick(minutes=5)
    (canvas,) = rooms.slack.canvases
    assert "prices under pressure" in canvas.text
    moves(rooms)
    rooms.tick(minutes=5)

    (canvas,) = rooms.slack.canvases
    assert "prices under pressure" not in canvas.text
    assert "map.page" in str(rooms.told(NEW)[-1]["blocks"])


def test_the_page_of_the_next_account_in_a_channel_has_its_own_name(rooms: Office) -> None:
    rooms.types('light amber "prices under pressure"')
    rooms.types("map page")
    rooms.tick(minutes=5)
    moves(rooms)
    rooms.types('account "Initech"', by=CHRIS)
    rooms.types("map page", by=CHRIS)
    rooms.tick(minutes=5)

    (canvas,) = rooms.slack.canvases
    assert "Initech" in canvas.title
    assert "Acme" not in canvas.title


def test_of_a_page_that_cannot_be_emptied_in_the_old_channel_the_owner_is_told(
    rooms: Office,
) -> None:
    rooms.types('light amber "prices under pressure"')
    rooms.types("map page")
    rooms.tick(minutes=5)
    rooms.slack.fail("canvases.edit", None, "access_denied")
    moves(rooms)
    rooms.tick(minutes=5)

    told = [words(each) for each in rooms.slack.direct_messages(BEN)]
    assert told[-1].startswith("What I wrote about Acme still stands on the canvas"), told


def test_what_a_sender_has_claimed_goes_to_the_new_channel_as_well(rooms: Office) -> None:
    rooms.deliver(slash('light red "finance director leaving"', rooms), settle=False)
    claimed = rooms.kam.sender.claim(5)
    assert [each.channel for each in claimed] == [ACME]
    moves(rooms)
    for delivery in claimed:
        rooms.kam.sender.deliver(delivery)
    rooms.tick(minutes=1)

    assert any("finance director leaving" in each for each in said(rooms, NEW))
    assert not any("finance director" in each for each in said(rooms, ACME))


def slash(sentence: str, office: Office) -> dict[str, str]:
    return payloads.slash_command(sentence, by=BEN, channel=ACME, slack=office.slack)


def test_a_move_is_taken_back_and_everything_lives_where_it_did(rooms: Office) -> None:
    rooms.types('light amber "prices under pressure"')
    rooms.tick(minutes=1)
    moves(rooms)
    rooms.types("undo", channel=NEW)
    rooms.tick(minutes=1)

    assert home(rooms) == ACME
    assert any("prices under pressure" in each for each in said(rooms, ACME))
    assert said(rooms, NEW)[-1].startswith("Ben moved Acme to another channel.")
    assert "Chris" in words(rooms.types("team"))


def test_an_open_concern_is_withdrawn_with_its_strategy_and_comes_back_with_it(
    rooms: Office,
) -> None:
    rooms.types('strategy "be the first they call"')
    rooms.types('concern S1 "nobody can run the workshops"')
    rooms.tick(minutes=1)
    moves(rooms)
    assert not any("the workshops" in each for each in said(rooms, ACME))

    rooms.types("undo", channel=NEW)
    rooms.tick(minutes=1)
    assert any("the workshops" in each for each in said(rooms, ACME))


def test_what_moves_a_second_time_has_its_threads_there_as_well(rooms: Office) -> None:
    rooms.types('strategy "be the first they call"')
    rooms.tick(minutes=1)
    moves(rooms)
    rooms.types('commit S1 "I call twice a week"', channel=NEW)
    rooms.tick(minutes=1)
    rooms.slack.add_channel("C0THIRD", "acme-third", [ANNA, BEN], is_private=True)
    moves(rooms, "account move <#C0THIRD>", channel=NEW)

    rooms.types('concern S1 "nobody can run the workshops"', channel="C0THIRD")
    rooms.tick(minutes=1)

    assert any("nobody can run the workshops" in each for each in said(rooms, "C0THIRD"))
    assert any("be the first they call" in each for each in said(rooms, "C0THIRD"))


def test_a_card_that_is_on_its_way_while_the_account_moves_is_withdrawn(rooms: Office) -> None:
    while_a_card_leaves(rooms, lambda: moves(rooms))

    assert not any("finance director" in each for each in said(rooms, ACME))


def test_what_the_old_channel_refuses_meanwhile_goes_to_the_new_one(rooms: Office) -> None:
    def move_and_archive() -> None:
        moves(rooms)
        rooms.slack.change_channel(ACME, is_archived=True)

    while_a_card_leaves(rooms, move_and_archive)
    rooms.slack.api.rejections.clear()

    assert any("finance director" in each for each in said(rooms, NEW))


def while_a_card_leaves(office: Office, act: Callable[[], object]) -> None:
    """A light is logged, and something happens while the sender posts its card."""
    office.deliver(slash('light red "finance director leaving"', office), settle=False)
    (delivery,) = office.kam.sender.claim(5)
    target = office.kam.sender._prepare(delivery, parent_is_deleted=False)  # noqa: SLF001
    assert target is not None
    act()
    outcome = office.kam.sender._send(delivery, target)  # noqa: SLF001
    office.kam.sender._record(delivery, outcome)  # noqa: SLF001
    office.tick(minutes=15)


def test_a_channel_is_chosen_in_a_window_as_well(rooms: Office) -> None:
    team = rooms.types("team")
    window = rooms.opens(lambda: rooms.presses(team, "account.move"))
    asked = rooms.sends(window, {"channel": NEW})

    assert words(asked).startswith("Move Acme to")
    assert home(rooms) == ACME


def test_an_admin_moves_it_from_anywhere(rooms: Office) -> None:
    rooms.slack.join(NEW, DANA)
    asked = rooms.types(MOVE, by=DANA)
    rooms.presses(asked, "say", by=DANA)

    assert home(rooms) == NEW


# -------------------------------------------------------------------------------- it is refused


@pytest.mark.parametrize(
    "channel, answer",
    [
        (ACME, "Acme already lives in that channel."),
        (GENERAL, "People who are not colleagues can read that channel: Greg."),
        ("C0FOREIGN", "You and I must both be in that channel."),
        (GLOBEX, "That channel already has an account: Globex."),
        ("C0SHARED", "Another company can read that channel"),
        ("C0LEADERS", "Leaders read the portfolio"),
        ("C0OLD", "That channel is archived."),
    ],
)
def test_a_channel_that_does_not_suit_is_refused(rooms: Office, channel: str, answer: str) -> None:
    rooms.types('account "Globex"', channel=GLOBEX)
    slack = rooms.slack
    slack.add_channel("C0FOREIGN", "secret", [CHRIS], is_private=True)
    slack.add_channel("C0SHARED", "with-them", [BEN], is_ext_shared=True)
    slack.add_channel("C0LEADERS", "leads", [BEN, DANA], is_private=True)
    slack.add_channel("C0OLD", "old", [BEN], is_archived=True)
    rooms.types("portfolio channel <#C0LEADERS>", by=DANA, channel=GENERAL)

    refused = words(rooms.types(f"account move <#{channel}>"))

    assert refused.startswith(answer), refused
    assert home(rooms) == ACME


def test_a_channel_of_another_workspace_is_not_there_for_slack(rooms: Office) -> None:
    rooms.slack.add_team("T0OTHER", "xoxb-other")
    rooms.slack.add_channel("C0ALIEN", "alien", [], team="T0OTHER")

    refused = rooms.types("account move <#C0ALIEN>")["text"]

    assert refused.startswith("You and I must both be in that channel.")
    assert {each.error for each in rooms.slack.rejections} == {"channel_not_found"}
    rooms.slack.api.rejections.clear()


def test_who_is_neither_owner_nor_admin_moves_nothing(rooms: Office) -> None:
    refused = rooms.types(MOVE, by=ANNA)["text"]

    assert "Ben" in refused
    assert home(rooms) == ACME


def test_a_confidential_account_moves_to_no_public_channel(rooms: Office) -> None:
    rooms.slack.add_channel("C0OPEN", "open", [ANNA, BEN])
    rooms.types("settings confidential on")

    refused = rooms.types("account move <#C0OPEN>")["text"]

    assert refused.startswith("The account is confidential, and everybody")
    assert home(rooms) == ACME


def test_of_a_public_channel_it_is_said_that_everybody_reads(rooms: Office) -> None:
    rooms.slack.add_channel("C0OPEN", "open", [ANNA, BEN])

    assert "Everybody in" in words(rooms.types("account move <#C0OPEN>"))


def test_the_owner_must_come_along(rooms: Office) -> None:
    rooms.slack.add_channel("C0DANA", "danas", [DANA, ANNA], is_private=True)

    refused = rooms.types("account move <#C0DANA>", by=DANA)["text"]

    assert refused.startswith("Ben owns the account and is not in that channel.")


def test_who_came_into_the_channel_since_the_question_is_looked_at_again(rooms: Office) -> None:
    asked = rooms.types(MOVE)
    rooms.slack.join(NEW, GREG)

    refused = rooms.presses(asked, "say")["text"]

    assert refused.startswith("People who are not colleagues")
    assert home(rooms) == ACME


def test_the_button_pressed_again_moves_nothing_twice(rooms: Office) -> None:
    asked = rooms.types(MOVE)
    rooms.presses(asked, "say")

    again = rooms.presses(asked, "say")["text"]
    assert again.startswith("Acme already lives in that channel.")
    with open_for(rooms) as uow:
        account = uow.accounts.in_channel(NEW)
        assert account is not None
        kinds = [each.kind for each in uow.activities.latest(account.saved_id, limit=10)]
    assert kinds.count(MOVED) == 1


def test_a_move_into_a_channel_with_an_account_since_is_not_taken_back(rooms: Office) -> None:
    moves(rooms)
    rooms.types('account "Initech"', by=CHRIS)

    refused = rooms.types("undo", channel=NEW)["text"]

    assert "Initech" in refused
    assert home(rooms) == NEW


def test_it_moves_in_german_as_well(rooms: Office) -> None:
    rooms.types("account owner <@U0ANNA>")

    answer = moves(rooms, f"konto umziehen nach <#{NEW}|acme-new>", by=ANNA)

    assert "Acme ist jetzt in #acme-new zu Hause." in answer
    assert home(rooms) == NEW
