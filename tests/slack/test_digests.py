from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from domain.light import Colour
from domain.notice import Kind, Notice, State
from domain.routine import Routine, RoutineKind
from storage.notices import notices
from tests.builders import action, light
from tests.slack import events
from tests.slack.fake.people import ALL_SCOPES, TEAM
from tests.slack.forms import controls, label
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GLOBEX, GREG, Office, open_for
from tests.slack.reading import words

Json = dict[str, Any]

GREEN, RED = "light.turn#green", "light.turn#red"
KEEP = "light.keep_open"


def digests(office: Office, channel: str = ACME) -> list[Json]:
    """The digests that stand in a channel."""
    return [each for each in office.told(channel) if "this week ·" in each["text"]]


def the_digest(office: Office) -> Json:
    (found,) = digests(office)
    return found


def at(office: Office, month: int, day: int, hour: int = 8, minute: int = 1) -> None:
    """The clock shows this time of 2026 in UTC: 8:01 is a minute past nine in London's summer."""
    office.clock.now = datetime(2026, month, day, hour, minute, tzinfo=UTC)
    office.tick()


def planned(office: Office) -> list[Notice]:
    """The digests that were owed, sent or not, oldest first."""
    query = select(Notice).where(notices.c.kind == Kind.DIGEST).order_by(notices.c.id)
    with open_for(office) as uow:
        return list(uow.session.scalars(query).all())


def change_routine(office: Office, **facts: Any) -> None:  # noqa: ANN401 - fields of a routine
    """What the settings of Acme's digest do."""
    with open_for(office) as uow:
        account = uow.accounts.in_channel(ACME)
        assert account is not None
        assert account.id is not None
        routine = uow.routines.get(account.id, RoutineKind.DIGEST)
        assert isinstance(routine, Routine)
        for name, value in facts.items():
            setattr(routine, name, value)
        routine.reschedule(office.clock())
        uow.commit()


def lines(message: Json) -> list[str]:
    """What stands in a message, without its buttons."""
    return [
        block["text"]["text"] if "text" in block else block["elements"][0]["text"]
        for block in message["blocks"]
        if block["type"] != "actions"
    ]


def labels(message: Json) -> list[str]:
    return [label(element) for _, element in controls(message)]


@pytest.fixture
def week(acme: Office) -> Office:
    """Acme, set up on Tuesday 28 April 2026: the week before its first digest."""
    acme.types('light red "finance director leaving"')
    acme.types('light amber "budget wobbles" decide by 30 April')
    acme.types('light green "plant manager likes us"')
    acme.types(f'action "call the finance director" <@{ANNA}> by 30 April')
    acme.types(f'action "send the offer" <@{BEN}> by 6 May')
    acme.types(f'action "book the fair" <@{BEN}> by 8 May')
    acme.types('action "meet procurement" by 10 May')
    acme.types('action "write the summary" by 11 May')
    at(acme, 4, 30)
    return acme


@pytest.fixture
def monday(week: Office) -> Office:
    """Two minutes past nine on Monday 4 May."""
    at(week, 5, 4)
    week.tick(minutes=1)
    return week


@pytest.fixture
def quiet(acme: Office) -> Office:
    """Acme in the week before its first digest, without anything in it."""
    acme.tick()
    return acme


# ------------------------------------------------------------------------------- what it says


def test_on_monday_at_nine_it_says_what_changed_and_then_what_needs_doing(week: Office) -> None:
    at(week, 5, 4, 7, 59)
    assert digests(week) == []

    at(week, 5, 4)
    week.tick(hours=1)

    assert lines(the_digest(week)) == [
        "Acme this week · 🔴 red",
        (
            "*Changed since Mon 27 Apr*\n"
            "🔴 *Red L1*: finance director leaving · new\n"
            "🟢 *Green L3*: plant manager likes us · new"
        ),
        "⚠️ May 2026 is not rolled yet: `/kam review`",
        (
            "*To do until Sun 10 May*\n"
            "⚠️ *needs owner*: *A4* meet procurement (Sun 10 May)\n"
            "*Ben*: *A2* send the offer (Wed 6 May) · *A3* book the fair (Fri 8 May)"
        ),
        "*⏰ Overdue*\n*Anna*: *A1* call the finance director (Thu 30 Apr)",
        "*Time to decide*",
        "🟡 *Amber L2*: budget wobbles (Thu 30 Apr)",
        "Posted once a week, and only if there is something to say.",
    ]
    assert the_digest(week)["text"] == (
        "Acme this week · 🔴 red: 2 changes, the plan is not rolled, 3 actions are due, "
        "1 is overdue and 1 light to decide."
    )


def test_the_next_one_begins_where_the_last_one_ended(monday: Office) -> None:
    monday.types("light L1 green")
    monday.types("light L3 clear")
    monday.types("done A2")
    monday.types("done A3")
    at(monday, 5, 11)

    told = words(digests(monday)[-1])

    assert "*Changed since Mon 4 May*" in told
    assert "*Green L1*: finance director leaving · was red" in told
    assert "☑️ *Cleared L3*: plant manager likes us" in told
    assert "✅ 2 actions done" in told
    assert "*Overdue*" not in told.replace("*⏰ Overdue*", "")
    assert "*A4* meet procurement (Sun 10 May)" in told


def test_what_was_undone_or_turned_back_does_not_appear(monday: Office) -> None:
    monday.types("done A1")
    monday.types('light red "a slip of the pen"')
    monday.types("undo")
    monday.types("light L3 red")
    monday.types("light L3 green")
    at(monday, 5, 11)

    told = words(digests(monday)[-1])

    assert "a slip of the pen" not in told
    assert "L3" not in told


def test_a_slip_is_news_once_and_stands_in_every_digest_until_it_is_resolved(
    quiet: Office,
) -> None:
    quiet.types('goal "Products sold" from 2 to 5 by 2027-12-31')
    quiet.types("milestone G1 3 by 2026-05-20")
    quiet.types("agreed G1 team")
    at(quiet, 5, 4)
    assert "🎯 *G1* Products sold: new, 1 of 3 agreed" in words(the_digest(quiet))
    assert about_the_milestone(quiet).startswith(
        "*Changed since Mon 27 Apr*\n🟠 *M1* 3 by Wed 20 May"
    )

    for day in (11, 18):
        at(quiet, 5, day)
        told = about_the_milestone(quiet)
        assert told.startswith("*Milestones at risk or missed*\n🟠 *M1*")

    at(quiet, 5, 25)
    told = about_the_milestone(quiet)
    assert told.startswith("*Changed since Mon 18 May*\n❌ *M1*")

    quiet.tick(minutes=1)
    quiet.types("progress G1 3")
    at(quiet, 6, 1)
    assert "✅ *M1* 3 by Wed 20 May 2026: *reached*" in about_the_milestone(quiet)
    at(quiet, 6, 8)
    assert about_the_milestone(quiet) == ""


def about_the_milestone(office: Office) -> str:
    """What the latest digest says of M1, under its title."""
    return "".join(line for line in lines(digests(office)[-1]) if "M1" in line)


def test_a_plan_that_was_rolled_is_said_with_who_did_it(week: Office) -> None:
    week.types("review roll", by=CHRIS)
    week.sends(week.slack.views[-1], {}, by=CHRIS)
    at(week, 5, 4)

    told = words(the_digest(week))

    assert "✅ Chris rolled the plan for May" in told
    assert "not rolled" not in told


def test_in_a_german_account_it_is_german(office: Office) -> None:
    office.types('account "Acme"', by=ANNA)
    office.types('ampel gelb "Budget wackelt" entscheiden bis 30.4.', by=ANNA)
    office.types(
        'aktion "Angebot schicken" @ich'.replace("@ich", f"<@{ANNA}>") + " bis 6.5.", by=ANNA
    )
    office.clock.forward(minutes=1)
    office.tick()
    at(office, 5, 4, 7)

    (found,) = [each for each in office.told() if "diese Woche" in each["text"]]

    assert lines(found) == [
        "Acme diese Woche · 🟡 gelb",
        "⚠️ Der Plan für Mai 2026 ist noch nicht fortgeschrieben: `/kam planrunde`",
        "*Zu tun bis So., 10. Mai*\n*Anna*: *A1* Angebot schicken (Mi., 6. Mai)",
        "*Jetzt entscheiden*",
        "🟡 *Gelb L1*: Budget wackelt (Do., 30. Apr.)",
        "Kommt einmal in der Woche, und nur, wenn es etwas zu sagen gibt.",
    ]
    assert labels(found) == [
        "🟢 Wurde grün",
        "🔴 Wurde rot",
        "Noch offen bis …",
        "Warum sehe ich das?",
    ]


def test_what_people_wrote_pings_nobody_and_is_no_markup(quiet: Office) -> None:
    quiet.types('light red "<!channel> *boss* says <@U0ANNA|anna> & <https://x.example|this>"')
    at(quiet, 5, 4)
    assert "<!" not in words(the_digest(quiet))
    assert "<@" not in words(the_digest(quiet))


# ------------------------------------------------------------------------------- when it comes


def test_where_there_is_nothing_to_say_nothing_is_said(quiet: Office) -> None:
    at(quiet, 4, 30)
    (head,) = [each for each in quiet.told() if "plan: " in each["text"]]
    quiet.presses(head, "review.roll")
    quiet.sends(quiet.slack.views[-1], {})
    at(quiet, 5, 4)
    before = len(quiet.told())
    at(quiet, 5, 11)
    at(quiet, 5, 18)
    assert len(quiet.told()) == before
    told = [(each.state, each.reason) for each in planned(quiet)]
    assert told == [(State.SENT, None), *[(State.SKIPPED, "nothing to say")] * 2]


@pytest.mark.parametrize("hours, count", [(23, 1), (25, 0)])
def test_after_an_outage_it_is_posted_only_if_it_is_less_than_a_day_late(
    week: Office, hours: int, count: int
) -> None:
    week.clock.now = datetime(2026, 5, 4, 8, tzinfo=UTC) + timedelta(hours=hours)
    week.tick()
    assert len(digests(week)) == count
    assert planned(week)[0].reason == (None if count else "too late")


def test_what_happened_while_it_was_late_is_in_it(week: Office) -> None:
    week.slack.fail("chat.postMessage", kind="ratelimited", retry_after=3600)
    at(week, 5, 4)
    week.types("done A1", by=ANNA)
    week.tick(hours=2)
    assert "Overdue" not in words(the_digest(week))
    assert "1 action done" in words(the_digest(week))


def test_a_lost_one_that_cannot_be_looked_up_is_not_sent_again(week: Office) -> None:
    week.slack.set_scopes(*(ALL_SCOPES - {"channels:history", "groups:history"}))
    week.slack.fail("chat.postMessage", kind="drop_before", times=None)
    at(week, 5, 4)
    for _ in range(3):
        week.tick(minutes=5)
    assert digests(week) == []
    assert {each.state for each in planned(week)} == {State.SKIPPED}
    week.slack.api.rejections.clear()


def test_a_digest_day_that_is_changed_on_the_day_itself_gives_no_second_one_that_week(
    monday: Office,
) -> None:
    change_routine(monday, weekday=2)
    for day in range(4, 13):
        at(monday, 5, day)
    assert len(digests(monday)) == 1
    at(monday, 5, 13)
    assert len(digests(monday)) == 2


def test_a_digest_day_that_is_changed_before_its_hour_gives_one_that_week(week: Office) -> None:
    at(week, 5, 4, 7, 30)
    change_routine(week, weekday=3)
    for day in range(4, 11):
        at(week, 5, day)
    assert len(digests(week)) == 1


def test_an_hour_that_the_clocks_skip_is_the_next_that_exists(office: Office) -> None:
    office.types('account "Acme"', by=ANNA)
    change_routine(office, weekday=6, hour=2, minute=30)
    office.clock.now = datetime(2027, 3, 27, 12, tzinfo=UTC)
    office.types('ampel rot "Budget gestrichen"', by=ANNA)
    office.tick()
    for minute in (59, 0, 30):
        hour = 0 if minute == 59 else 1
        office.clock.now = datetime(2027, 3, 28, hour, minute, tzinfo=UTC)
        office.tick()
        told = [each for each in office.told() if "diese Woche" in each["text"]]
        assert len(told) == (0 if minute == 59 else 1)


def test_turned_off_it_does_not_come(week: Office) -> None:
    change_routine(week, is_on=False)
    at(week, 5, 4)
    assert digests(week) == []


def test_an_account_that_wants_only_what_needs_doing_hears_no_mere_news(quiet: Office) -> None:
    change_routine(quiet, only_when_needed=True)
    quiet.clock.now = datetime(2026, 5, 5, 8, tzinfo=UTC)
    quiet.types("review roll")
    quiet.sends(quiet.slack.views[-1], {})
    quiet.types('light green "plant manager likes us"')
    at(quiet, 5, 11)
    assert digests(quiet) == []

    quiet.types(f'action "send the offer" <@{BEN}> by 20 May')
    at(quiet, 5, 18)
    assert "plant manager likes us" in words(the_digest(quiet))


def test_an_archived_account_hears_nothing_more(week: Office) -> None:
    week.types("account archive")
    at(week, 5, 4)
    assert digests(week) == []


# ------------------------------------------------------------------------------ who may read it


def share(office: Office, **how: Any) -> None:  # noqa: ANN401 - as of a channel of the fake
    office.slack.change_channel(ACME, **how)


@pytest.mark.parametrize("how", [{"is_ext_shared": True}, {"is_pending_ext_shared": True}], ids=str)
def test_where_another_company_reads_it_is_held_and_the_owner_is_told(
    week: Office, how: dict[str, bool]
) -> None:
    share(week, **how)
    at(week, 5, 4)
    assert digests(week) == []
    assert "another company" in words(week.slack.direct_messages(BEN)[-1])

    share(week, **dict.fromkeys(how, False))
    week.deliver(events.channel_unshared(ACME, "T0CUSTOMER"))
    week.tick(minutes=11)
    assert len(digests(week)) == 1


def test_one_that_was_held_for_a_day_is_let_go(week: Office) -> None:
    week.slack.change_channel(ACME, is_ext_shared=True)
    at(week, 5, 4)
    at(week, 5, 5, 9)
    week.slack.change_channel(ACME, is_ext_shared=False)
    at(week, 5, 5, 10)
    assert digests(week) == []
    assert planned(week)[0].reason == "too late"


def test_an_account_is_told_of_itself_alone(week: Office) -> None:
    week.types('account "Globex"', channel=GLOBEX)
    week.types('light red "theirs"', channel=GLOBEX)
    week.tick()
    at(week, 5, 4)
    assert "theirs" not in words(the_digest(week))
    (other,) = digests(week, GLOBEX)
    assert "theirs" in words(other)
    assert "finance director" not in words(other)


# --------------------------------------------------------------------------------- the preview


def test_a_preview_is_what_is_posted_word_for_word(week: Office) -> None:
    week.clock.now = datetime(2026, 5, 4, 7, 59, tzinfo=UTC)
    shown = week.types("digest", by=ANNA)
    at(week, 5, 4)

    posted = the_digest(week)

    assert lines(shown)[:-1] == lines(posted)
    assert labels(shown) == labels(posted)
    small_print = words(shown)
    assert "Eine Vorschau, die nur du siehst." in small_print
    assert "Der nächste Wochenbericht: Mo., 4. Mai 2026, 09:00 Uhr." in small_print


def test_a_preview_is_seen_by_who_asks_alone_and_moves_nothing(week: Office) -> None:
    for _ in range(2):
        assert "finance director leaving" in words(week.types("wochenbericht", by=CHRIS))
    assert digests(week) == []
    at(week, 5, 4)
    assert "finance director leaving" in words(the_digest(week))


def test_a_preview_with_nothing_to_say_says_so_and_when_the_next_one_comes(acme: Office) -> None:
    assert acme.types("digest")["text"] == (
        "Nothing has changed since Tue 21 Apr, and nothing needs doing. "
        "The next digest: Mon 4 May 2026, 09:00."
    )
    assert acme.types("woche", by=ANNA)["text"].startswith("Seit Di., 21. Apr. hat sich nichts")


def test_a_preview_of_mere_news_says_that_none_would_be_posted(acme: Office) -> None:
    change_routine(acme, only_when_needed=True)
    acme.types('light green "plant manager likes us"')
    told = acme.types("digest")["text"]
    assert told.startswith("Nothing needs doing, and this account wants a digest only if")
    assert "plant manager likes us" in words(acme.types("digest all"))


def test_a_preview_where_it_is_turned_off_says_so(week: Office) -> None:
    change_routine(week, is_on=False)
    assert "The digest is turned off for Acme." in words(week.types("digest"))


@pytest.mark.parametrize("person", [GREG, DANA])
def test_guests_and_people_of_other_teams_see_no_preview(week: Office, person: str) -> None:
    for sentence in ("digest", "digest all"):
        assert "finance director" not in words(week.types(sentence, by=person))


# ------------------------------------------------------------------------------- ambers answered


def test_an_amber_that_went_green_or_red_is_told_as_any_light_is(monday: Office) -> None:
    posted = the_digest(monday)
    before = lines(posted)

    answer = monday.presses(posted, GREEN, by=CHRIS)

    assert answer["text"] == "Turned. 🟢 Green L2: budget wobbles"
    assert monday.told()[-1]["text"].startswith("Chris turned a light green.")
    assert lines(the_digest(monday)) == before


def test_a_button_that_somebody_else_was_quicker_with_says_who(monday: Office) -> None:
    posted = the_digest(monday)
    monday.presses(posted, RED, by=CHRIS)
    answer = monday.presses(posted, GREEN, by=BEN)
    assert "Chris already turned L2" in answer["text"]
    assert "Red L2" in words(monday.types("light L2"))


def test_an_amber_that_is_still_open_gets_another_date(monday: Office) -> None:
    form = monday.opens(lambda: monday.presses(the_digest(monday), KEEP, by=CHRIS))
    assert form["blocks"][1]["element"]["initial_date"] == "2026-06-01"

    answer = monday.sends(form, {"until": "2026-06-12"}, by=CHRIS)

    assert answer["text"].startswith("Noted. 🟡 Amber L2")
    assert "Decide by Fri 12 Jun 2026" in words(answer)
    told = monday.told()[-1]
    assert told["text"].startswith("Chris left a light open until Fri 12 Jun 2026.")
    at(monday, 5, 11)
    assert "L2" not in words(digests(monday)[-1])
    at(monday, 6, 15)
    assert "L2" in words(digests(monday)[-1])


def test_a_date_that_is_over_is_refused_in_the_form_which_keeps_it(monday: Office) -> None:
    form = monday.opens(lambda: monday.presses(the_digest(monday), KEEP, by=CHRIS))
    errors = monday.fails(form, {"until": "2026-05-01"}, by=CHRIS)
    assert errors == {"until": "Fri 1 May 2026 is over. Which day do you mean?"}
    assert "Decide by Fri 12 Jun" in words(monday.sends(form, {"until": "2026-06-12"}, by=CHRIS))


def test_a_form_that_was_open_while_somebody_decided_changes_nothing(monday: Office) -> None:
    form = monday.opens(lambda: monday.presses(the_digest(monday), KEEP, by=CHRIS))
    monday.types("light L2 red")
    errors = monday.fails(form, {"until": "2026-06-12"}, by=CHRIS)
    assert "Ben already turned L2" in errors["until"]


@pytest.mark.parametrize("action", [GREEN, RED, KEEP])
@pytest.mark.parametrize("person", [GREG, DANA])
def test_guests_and_people_of_other_teams_decide_nothing(
    monday: Office, person: str, action: str
) -> None:
    windows = len(monday.slack.views)
    monday.presses(the_digest(monday), action, by=person)
    assert len(monday.slack.views) == windows
    assert "Amber L2" in words(monday.types("light L2"))


@pytest.mark.parametrize("sentence", ["light L2 decide by 12 June", "light L2 until 12 June"])
def test_it_can_be_typed_as_well(monday: Office, sentence: str) -> None:
    assert "Decide by Fri 12 Jun 2026" in words(monday.types(sentence))


# -------------------------------------------------------------------------------- too much to say


def test_more_than_twelve_lines_are_counted_and_shown_to_who_asks(quiet: Office) -> None:
    for number in range(1, 18):
        quiet.types(f'light red "reason {number}"')
    at(quiet, 5, 4)
    posted = the_digest(quiet)
    assert words(posted).count("*Red L") == 11
    assert "May 2026 is not rolled yet" in words(posted)
    assert "and 6 more" in words(posted)

    everything = quiet.presses(posted, "digest.all", by=CHRIS)

    assert words(everything).count("*Red L") == 17
    assert "more" not in words(everything)
    assert words(quiet.types("digest all")).count("*Red L") == 0


def fill(office: Office) -> None:
    """300 lights, of which 100 wait to be decided, and 400 actions, all due, of long texts."""
    long = "*a* very <long> & winding text " * 16
    with open_for(office) as uow:
        account = uow.accounts.in_channel(ACME)
        assert account is not None
        about: Json = {"workspace_id": TEAM, "account_id": account.id, "text": long[:500]}
        for number in range(1, 301):
            colour = list(Colour)[number % 3]
            late = date(2026, 4, 20 + number % 11) if colour is Colour.AMBER else None
            uow.session.add(light(colour, **about, number=number, decide_by=late))
        for number in range(1, 401):
            due, owner = date(2026, 4, 20 + number % 11), [ANNA, BEN, CHRIS][number % 3]
            uow.session.add(action(**about, number=number, owner_id=owner, due=due))
        uow.commit()


def test_three_hundred_lights_and_four_hundred_actions_stay_readable(quiet: Office) -> None:
    fill(quiet)
    at(quiet, 5, 4)

    posted = the_digest(quiet)
    assert "and 54 more" in words(posted)
    assert "and 29 more" in words(posted)
    assert labels(posted).count("Still open until…") == 7

    everything = quiet.presses(posted, "digest.all")
    assert sum(map(len, lines(everything))) < 12_000
    assert "`/kam lights` · `/kam plan`" in words(everything)
    assert len(lines(everything)) > len(lines(posted))


def test_on_the_morning_of_the_review_there_is_no_digest_beside_it(acme: Office) -> None:
    acme.tick()
    acme.types(f'action "call the finance director" <@{ANNA}> by 2026-04-30')
    acme.types("settings digest Thursday")
    at(acme, 4, 30)
    acme.tick(minutes=1)

    assert [each["text"] for each in acme.told() if "Roll Acme's plan" in each["text"]]
    assert digests(acme) == []
    assert [each.reason for each in planned(acme)] == ["the review of this day says it"]
