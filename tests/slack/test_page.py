"""`/kam map page`: the account's canvas in its channel, kept true. It is Tuesday 28 April 2026."""

import pytest

from tests.slack import events
from tests.slack.fake.canvases import Canvas
from tests.slack.fake.people import ALL_SCOPES
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GREG, Json, Office
from tests.slack.reading import words

EDITS = ("canvases.edit", "canvases.create", "conversations.canvases.create")


@pytest.fixture
def planned(acme: Office) -> Office:
    """Acme with a goal and a red light."""
    acme.types('goal "Products sold" from 2 to 5 products by 2027-12-31')
    acme.types('light red "finance director leaving"')
    return acme


@pytest.fixture
def shown(planned: Office) -> Office:
    """Acme with its page."""
    planned.types("map page")
    return planned


def the_page(office: Office) -> Canvas:
    (canvas,) = office.slack.canvases
    return canvas


def edits(office: Office) -> int:
    """How often something was written on a canvas."""
    return sum(office.slack.count(method) for method in EDITS)


def letters(office: Office, person: str = BEN) -> list[Json]:
    return office.slack.direct_messages(person)


def refused(office: Office) -> set[str]:
    """The calls that Slack has refused by its own rules, which is expected here."""
    found = {each.error for each in office.slack.rejections}
    office.slack.api.rejections.clear()
    return found


# --------------------------------------------------------------------------------- what it says


def plain(canvas: Canvas) -> str:
    """What stands on a canvas, without the signs that escape others."""
    return canvas.text.replace("\\", "")


def test_the_page_stands_in_the_channels_canvas_with_everything_that_counts(
    planned: Office,
) -> None:
    planned.types('vision "First choice everywhere" 3y')
    planned.types('relationship "They trust us completely" 2y')
    planned.types('heard "you were there when it mattered" G3')
    planned.types('know "They merge with Initech" under goals')
    planned.types("milestone G1 3 by 2026-10-31")
    planned.types('strategy "Become their innovation partner" for G1')
    planned.types(f'action "call the finance director" <@{ANNA}> by 30 April for L1')
    planned.types('commit S1 "I open doors"')
    before = len(planned.told())
    answer = planned.types("map page")

    said = the_page(planned)
    assert "appears in the channel's canvas" in answer["text"]
    assert (said.is_of_channel, said.channel, said.title) == (True, ACME, "Road map of Acme")
    for part in (
        "First choice everywhere",
        "They trust us completely",
        "| ↳ Heard | “you were there when it mattered” | Ben · Tue 28 Apr 2026 |",
        "Products sold",
        "3 products by Sat 31 Oct 2026",
        "drafted",
        "Become their innovation partner",
        "1 of 3 committed",
        "Ben | I open doors",
        "call the finance director",
        "Anna · Thu 30 Apr 2026",
        "finance director leaving",
        "They merge with Initech",
        "Next review: kept by kam, as of Tue 28 Apr 2026",
        "Notes of the team",
    ):
        assert part in plain(said), part
    assert len(planned.told()) == before
    assert edits(planned) == 1


def test_it_speaks_the_accounts_language_and_its_headings_follow(shown: Office) -> None:
    shown.types("settings language de")
    shown.tick(minutes=3)

    said = plain(the_page(shown))
    assert "## Wo wir hinwollen" in said
    assert "Ampeln: gepflegt von kam, Stand Di., 28. Apr. 2026" in said
    assert "kept by kam" not in said
    assert "## Traffic lights" not in said


def test_it_is_offered_where_an_account_is_set_up(office: Office) -> None:
    office.slack.add_channel("C0NEW", "new-team", [BEN])
    answer = office.types('account "Initech"', channel="C0NEW")

    office.presses(answer, "map.page")

    assert the_page(office).channel == "C0NEW"


def test_whoever_may_not_change_the_account_makes_no_page(planned: Office) -> None:
    for person in (GREG, DANA):
        planned.types("map page", by=person)

    assert planned.slack.canvases == []


# ------------------------------------------------------------------------------- kept true


def test_a_burst_of_changes_is_one_edit_of_the_section_that_shows_them(shown: Office) -> None:
    before = edits(shown)
    others = [each.id for each in the_page(shown).sections if "Traffic" not in each.text]
    shown.types('light green "new plant"')
    shown.types('light amber "new buyer"', by=CHRIS)
    shown.types("clear L1")
    shown.tick(minutes=1)
    assert edits(shown) == before

    shown.tick(minutes=2)

    said = plain(the_page(shown))
    assert edits(shown) == before + 1
    assert "new plant" in said
    assert "new buyer" in said
    assert "finance director leaving" not in said
    assert others == [each.id for each in the_page(shown).sections if "Traffic" not in each.text]


def test_a_burst_that_does_not_end_is_written_down_after_ten_minutes(shown: Office) -> None:
    before = edits(shown)
    for number in range(8):
        shown.types(f'light green "news {number}"')
        shown.tick(minutes=1, seconds=30)

    assert edits(shown) == before + 1
    assert "news 5" in plain(the_page(shown))


def test_what_shows_nowhere_costs_no_edit(shown: Office) -> None:
    before = edits(shown)
    shown.types("settings announce none")
    shown.tick(minutes=11)

    assert edits(shown) == before


def test_what_is_taken_back_goes_from_the_page(shown: Office) -> None:
    shown.types('light green "new plant"')
    shown.tick(minutes=3)
    shown.types("undo")
    shown.tick(minutes=3)

    assert "new plant" not in plain(the_page(shown))


def test_a_date_that_passes_shows_in_the_morning_without_anybodys_doing(shown: Office) -> None:
    shown.types(f'action "call the finance director" <@{ANNA}> by 30 April')
    shown.tick(minutes=3)
    before = edits(shown)
    shown.tick(days=1)
    assert edits(shown) == before
    shown.tick(days=2)
    shown.tick(days=1)

    assert "overdue since Thu 30 Apr 2026" in plain(the_page(shown))


def test_the_notes_of_the_team_survive_every_update(shown: Office) -> None:
    page = the_page(shown)
    shown.slack.type_in_canvas(page.id, "Ask for Maria at the gate.\n\n- parking behind hall 3")
    mine = [each for each in page.sections if "Maria" in each.text or "parking" in each.text]
    for number in range(3):
        shown.types(f'light green "news {number}"')
        shown.types(f'action "call {number}" <@{ANNA}> by 30 April')
        shown.tick(minutes=3)

    assert page.sections[-2:] == mine
    assert "news 2" in plain(page)


def test_a_table_that_somebody_deleted_comes_back_below_its_heading(shown: Office) -> None:
    page = the_page(shown)
    shown.slack.erase_in_canvas(page.id, "Traffic lights: kept by kam")
    shown.types('light green "new plant"')
    shown.tick(minutes=3)

    headings = [n for n, each in enumerate(page.sections) if each.text == "Traffic lights"]
    assert "new plant" in page.sections[headings[0] + 1].text
    assert refused(shown) == {"canvas_editing_failed"}


def test_a_whole_section_that_somebody_deleted_comes_back_behind_the_one_before(
    shown: Office,
) -> None:
    page = the_page(shown)
    shown.slack.erase_in_canvas(page.id, "Business goals")
    shown.types("progress G1 3")
    shown.tick(minutes=3)

    titles = [each.text for each in page.sections if each.kind == "h2"]
    assert titles[:3] == ["Where we want to be", "Business goals", "Strategies"]
    assert refused(shown) == {"canvas_editing_failed"}


def test_a_new_name_of_the_account_is_on_the_page_with_the_same_burst(shown: Office) -> None:
    before = edits(shown)
    shown.types('account rename "Globex Acme"')
    shown.tick(minutes=3)
    assert the_page(shown).title == "Road map of Globex Acme"
    assert edits(shown) == before + 1

    shown.tick(days=1)
    assert edits(shown) == before + 1


def test_a_name_that_slack_could_not_change_is_tried_again(shown: Office) -> None:
    shown.types('account rename "Globex Acme"')
    shown.slack.fail("canvases.edit", 1, "canvas_editing_failed")
    shown.tick(minutes=3)
    shown.tick(minutes=3)

    assert the_page(shown).title == "Road map of Globex Acme"


# ------------------------------------------------------------------- a canvas that is there


@pytest.fixture
def theirs(planned: Office) -> Canvas:
    """The canvas that Acme's team has made itself."""
    made = planned.slack.add_canvas(ACME, ANNA, "# Our links\n\nthe wiki")
    planned.types("map page")
    return planned.slack.world.canvases[made]


def test_a_canvas_of_the_teams_is_not_touched_and_who_asked_is_asked(
    planned: Office, theirs: Canvas
) -> None:
    (letter,) = letters(planned)

    assert "has a canvas already, and I do not touch it" in letter["text"]
    assert "Add a section" in words(letter)
    assert "A canvas of its own" in words(letter)
    assert theirs.text == "# Our links\n\nthe wiki"


def test_a_section_of_kams_stands_at_its_end_and_is_kept_true(
    planned: Office, theirs: Canvas
) -> None:
    planned.presses(letters(planned)[0], "map.section")
    planned.types('light green "new plant"')
    planned.tick(minutes=3)

    assert theirs.text.startswith("# Our links\n\nthe wiki\n\n# Road map of Acme")
    assert "new plant" in plain(theirs)
    assert plain(theirs).count("Traffic lights: kept by kam") == 1
    assert "Notes of the team" not in plain(theirs)


def test_a_new_name_is_in_the_heading_of_the_section_and_the_teams_canvas_keeps_its_own(
    planned: Office, theirs: Canvas
) -> None:
    planned.presses(letters(planned)[0], "map.section")
    title = theirs.title
    planned.types('account rename "Globex Acme"')
    planned.tick(minutes=3)

    assert "# Road map of Globex Acme" in plain(theirs)
    assert "# Road map of Acme" not in plain(theirs)
    assert theirs.title == title


def test_a_canvas_of_its_own_stands_in_a_tab_of_the_channel(
    planned: Office, theirs: Canvas
) -> None:
    planned.presses(letters(planned)[0], "map.own")
    planned.types('light green "new plant"')
    planned.tick(minutes=3)

    (own,) = [each for each in planned.slack.canvases if each is not theirs]
    assert own.access == {ACME: "write"}
    assert "new plant" in plain(own)
    assert theirs.text == "# Our links\n\nthe wiki"


def test_on_a_free_plan_a_canvas_of_its_own_is_not_to_be_had(
    planned: Office, theirs: Canvas
) -> None:
    planned.slack.set_plan(is_free=True)
    planned.presses(letters(planned)[0], "map.own")

    only_one = "On Slack's free plan a channel has only one"
    (letter,) = (each for each in letters(planned) if only_one in each["text"])
    assert "A canvas of its own" not in words(letter)
    planned.presses(letter, "map.section")
    assert "Road map of Acme" in plain(theirs)
    assert refused(planned) == {"free_team_canvas_tab_already_exists"}


# ----------------------------------------------------------------------- gone, and refused


def test_a_page_that_somebody_deleted_is_noticed_told_once_and_made_anew_on_demand(
    shown: Office,
) -> None:
    shown.slack.delete_canvas(the_page(shown).id)
    for number in range(3):
        shown.types(f'light green "news {number}"', by=ANNA)
        shown.tick(minutes=3)

    (letter,) = letters(shown)
    assert "is gone: somebody deleted it, or took it out of the channel" in letter["text"]
    assert shown.slack.canvases == []
    shown.presses(letter, "map.page")
    assert "news 2" in plain(the_page(shown))
    assert refused(shown) == {"canvas_not_found"}


def test_a_page_that_somebody_took_out_of_the_channel_is_noticed(
    planned: Office, theirs: Canvas
) -> None:
    planned.presses(letters(planned)[0], "map.own")
    (own,) = [each for each in planned.slack.canvases if each is not theirs]
    planned.slack.unshare_canvas(own.id)
    planned.types('light green "new plant"')
    planned.tick(minutes=3)

    assert "is gone" in letters(planned)[-1]["text"]
    assert "new plant" not in plain(own)


CANVASES = {"canvases:read", "canvases:write"}


@pytest.mark.parametrize("missing", [*sorted(CANVASES)])
def test_without_the_scopes_only_the_page_is_missing_and_it_comes_with_them(
    planned: Office, missing: str
) -> None:
    planned.slack.set_scopes(*(ALL_SCOPES - {missing}))
    planned.types("map page")

    (letter,) = letters(planned)
    assert "add the scopes `canvases:read` and `canvases:write`" in letter["text"]
    assert planned.slack.canvases == []
    assert planned.types('light red "still works"')["text"].startswith("Logged.")
    planned.slack.set_scopes(*ALL_SCOPES)
    planned.types("map page")
    assert "still works" in plain(the_page(planned))


@pytest.mark.parametrize(
    "code, sentence",
    [
        ("team_tier_cannot_create_channel_canvases", "Your Slack plan has no canvas for this"),
        ("canvas_disabled_user_team", "Canvases are turned off in your Slack workspace"),
        ("restricted_action", "I may not write on the canvas of the channel"),
        ("invalid_arguments", "Slack could not write the page"),
    ],
)
def test_slack_says_no_and_the_reason_is_a_sentence(
    planned: Office, code: str, sentence: str
) -> None:
    planned.slack.fail("conversations.canvases.create", None, code)
    planned.types("map page")
    planned.types('light green "new plant"')
    planned.tick(hours=1)

    (letter,) = letters(planned)
    assert sentence in letter["text"]
    assert planned.slack.count("conversations.canvases.create") == 1


def test_the_owner_is_told_when_the_page_can_be_kept_no_more(shown: Office) -> None:
    shown.slack.set_scopes(*(ALL_SCOPES - CANVASES))
    for number in range(3):
        shown.types(f'light green "news {number}"', by=ANNA)
        shown.tick(minutes=3)

    (letter,) = letters(shown)
    assert "I may not write canvases here" in letter["text"]
    assert refused(shown) == {"missing_scope"}


def test_an_edit_that_slack_could_not_apply_is_tried_again(shown: Office) -> None:
    shown.slack.fail("canvases.edit", 2, "canvas_editing_failed")
    shown.types('light green "new plant"')
    shown.tick(minutes=3)
    shown.tick(minutes=3)

    assert "new plant" in plain(the_page(shown))
    assert letters(shown) == []


# ---------------------------------------------------------------------------------- delivery


@pytest.mark.parametrize("how", ["accept_then_drop", "drop_before"])
def test_an_answer_that_is_lost_makes_no_second_page(planned: Office, how: str) -> None:
    planned.slack.fail("conversations.canvases.create", 1, how)
    planned.types("map page")
    for _ in range(3):
        planned.tick(minutes=2)

    assert plain(the_page(planned)).count("Traffic lights: kept by kam") == 1
    assert letters(planned) == []


@pytest.mark.parametrize(
    "method, how",
    [("canvases.edit", "accept_then_500"), ("canvases.sections.lookup", "drop_before")],
)
def test_an_answer_that_is_lost_writes_nothing_twice(shown: Office, method: str, how: str) -> None:
    shown.slack.fail(method, 1, how)
    shown.types('light green "new plant"')
    for _ in range(4):
        shown.tick(minutes=2)
    shown.types('light green "another"')
    shown.tick(minutes=3)

    said = plain(the_page(shown))
    assert said.count("Traffic lights: kept by kam") == 1
    assert "another" in said
    assert refused(shown) == {"canvas_editing_failed"}


def test_slacks_limit_for_edits_is_kept_to_and_nothing_else_waits(shown: Office) -> None:
    shown.slack.fail("canvases.edit", 1, "ratelimited", retry_after=300)
    shown.types('light green "new plant"')
    shown.tick(minutes=3)
    before = edits(shown)
    shown.types('light red "still told"')
    assert "still told" in words(shown.told()[-1])
    shown.tick(minutes=3)
    assert edits(shown) == before

    shown.tick(minutes=3)

    assert "new plant" in plain(the_page(shown))


def test_another_process_goes_on_with_what_is_owed(shown: Office) -> None:
    shown.types('light green "new plant"')
    shown.restart()
    shown.tick(minutes=3)

    assert "new plant" in plain(the_page(shown))


# ---------------------------------------------------------------------------------- the gate


def comes(office: Office) -> None:
    office.slack.join(ACME, GREG)
    office.deliver(events.member_joined_channel(GREG))


def goes(office: Office) -> None:
    office.slack.leave(ACME, GREG)
    office.deliver(events.member_left_channel(GREG))


SECRETS = ("Products sold", "leaving")


def test_where_a_guest_comes_the_page_is_emptied_at_once_and_the_owner_told(
    shown: Office,
) -> None:
    page = the_page(shown)
    shown.slack.type_in_canvas(page.id, "Ask for Maria at the gate.")
    comes(shown)

    assert not any(secret in plain(page) for secret in SECRETS)
    assert plain(page).count("not only the account team can read here") == 7
    assert "Ask for Maria at the gate." in page.text
    (letter,) = letters(shown)
    assert "I have emptied its page" in words(letter)


def test_nothing_is_written_while_a_guest_reads_and_all_of_it_after(shown: Office) -> None:
    page = the_page(shown)
    comes(shown)
    shown.types('light red "the secret"')
    shown.tick(hours=1)
    assert not any(secret in plain(page) for secret in (*SECRETS, "the secret"))

    goes(shown)
    shown.tick(minutes=11)

    assert all(secret in plain(page) for secret in (*SECRETS, "the secret"))
    assert "can read here" not in plain(page)


def test_a_page_that_waits_alone_is_told_to_nobody_the_next_day(shown: Office) -> None:
    shown.slack.change_channel(ACME, is_ext_shared=True)
    shown.deliver(events.channel_shared(ACME, "T0CUSTOMER"))
    shown.types('action "call her" @ben by Friday')
    shown.tick(minutes=11)
    before = len(letters(shown))

    shown.tick(hours=16)
    shown.tick(minutes=11)

    assert len(letters(shown)) == before


def test_where_another_company_is_invited_the_page_is_emptied_at_once(shown: Office) -> None:
    shown.slack.change_channel(ACME, is_ext_shared=True)
    shown.deliver(events.channel_shared(ACME, "T0CUSTOMER"))

    assert not any(secret in plain(the_page(shown)) for secret in SECRETS)


def test_sharing_of_which_no_event_told_empties_the_page_before_the_next_message(
    shown: Office,
) -> None:
    shown.slack.change_channel(ACME, is_ext_shared=True)
    shown.clock.forward(minutes=2)
    shown.types('light red "the secret"')

    assert not any(secret in plain(the_page(shown)) for secret in (*SECRETS, "the secret"))


def test_emptying_that_slack_interrupts_is_finished(shown: Office) -> None:
    shown.slack.fail("canvases.edit", 1, "http_500")
    comes(shown)
    shown.tick(minutes=2)

    assert not any(secret in plain(the_page(shown)) for secret in SECRETS)


def test_no_page_is_made_where_a_guest_reads(planned: Office) -> None:
    comes(planned)
    planned.types("map page")
    planned.tick(minutes=11)
    assert planned.slack.canvases == []

    goes(planned)
    planned.tick(minutes=11)

    assert "Products sold" in plain(the_page(planned))


def test_archiving_empties_the_page_and_bringing_the_account_back_fills_it(
    shown: Office,
) -> None:
    page = the_page(shown)
    shown.types("account archive")
    shown.settle()
    assert not any(secret in plain(page) for secret in SECRETS)
    shown.tick(days=1)

    shown.types("account restore")
    shown.tick(minutes=3)

    assert all(secret in plain(page) for secret in SECRETS)
