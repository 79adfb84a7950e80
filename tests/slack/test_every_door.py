"""Everything one can say, press or send, by everybody who must not: whatever is added to the table
of commands is tried here as well.
"""

import json
import re
from collections.abc import Iterable, Iterator

import pytest
from sqlalchemy import ColumnElement, Table, select, true

from domain.person import Person
from handlers.grammar.grammar import Command
from handlers.grammar.shortcuts import Surface
from handlers.grammar.table import MODALS, SHORTCUTS, TABLE
from handlers.listeners import RUNS
from storage.mapping import SCHEMA
from tests.handlers.grammar.usages import written_out
from tests.slack import events, payloads
from tests.slack.fake.people import TEAM
from tests.slack.office import ACME, ANNA, BEN, GENERAL, GLOBEX, GREG, Json, Office, open_for
from tests.slack.payloads import Actor
from tests.slack.reading import words

SECRET = "Secret"
STORY = (
    'light red "Secret light"',
    'light amber "Secret doubt"',
    'vision "Secret dream" 3y',
    'relationship "Secret trust" 2y',
    'goal "Secret sales" from 2 to 5 by 2027-12-31',
    "milestone G3 3 by 2026-10-31",
    "progress G3 2",
    'heard "Secret praise"',
    'action "Secret call" by 2026-05-20 for L1',
    'action "Secret visit" in May',
    "light L2 red",
    'strategy "Secret way" for G3',
    'commit S1 "Secret promise"',
    'concern S1 "Secret fear"',
    'contact "Secret person" decides',
    'know "Secret fact"',
    "review",
)
"""What Globex's team has said: something of every kind, each with a word to look for."""

NOT_CHANGED_BY_ACCOUNTS = {"inbox", "people", "channels", "drafts"}
THERE = f"<#{GLOBEX}|globex-team>"
FOR_EVERYBODY = [command for command in TABLE if command.access is None]
OF_AN_ACCOUNT = [command for command in TABLE if command.access is not None]
KEYS = {
    "number": 1,
    "seen": 1,
    "activity": 1,
    "decision": 1,
    "colour": "green",
    "kind": "vision",
    "score": 3,
    "kept": "kept",
    "wording": 1,
    "step": "done",
    "month": "2026-05",
    "topic": "slips",
    "area": "goals",
    "leads_to": "light",
    "person": GREG,
    "of": BEN,
}
OUTSIDER = Actor("U0CARL", "carl", home="T0CUSTOMER")
EVA = "U0EVA"
REFERENCE = re.compile(r"\b([GLMSACK])\d\b")
ON_A_MESSAGE = [each.callback_id for each in SHORTCUTS if each.surface is Surface.MESSAGE]
OF_NO_ACCOUNT = {
    *("account.choose", "account.start", "help"),
    *("reminders.start", "reminders.stop", "settings.mine", "settings.about_me", "absence.end"),
    *("portfolio.show", "portfolio.page", "portfolio.picture"),
    "decision.undo",  # for admins only, whichever account they name
    "import.take",  # the accounts are in what its author sent before
}
WINDOWS_OF_NO_ACCOUNT = {"account.set_up", "settings.save_mine", ""}
READ = {
    "account.show",
    "chart.ask",
    "light.change",
    "contact.board",
    "digest.undecided",
    "map.show",
    "goal.show",
    "goal.overview",
    "plan.show",
    "plan.month",
    "light.show",
    "review.changes",
    "digest.all",
    "settings.form",
    "strategy.show",
    "why.show",
    "why.mute",
    "why.snooze",
    "why.again",
}
"""Buttons and windows that are about no account or about oneself, and those that only show."""


def every_form_of(commands: Iterable[Command]) -> Iterator[str]:
    """Everything that the usage of the commands promises."""
    for command in commands:
        for usage in command.usage:
            yield from (each.replace("<@U1>", f"<@{BEN}>") for each in written_out(usage))


@pytest.fixture
def globex(office: Office) -> Office:
    """An office in which Globex has a secret of every kind; Ben and Dana are its team."""
    office.types('account "Globex"', channel=GLOBEX)
    office.slack.add_user(TEAM, OUTSIDER.id, "Carl", team_id="T0CUSTOMER")
    office.slack.add_user(TEAM, EVA, "Eva", deleted=True)
    for sentence in STORY:
        assert "You typed" not in words(office.types(sentence, channel=GLOBEX)), sentence
    for person in (OUTSIDER.id, EVA, GREG):
        office.slack.join(GLOBEX, person)
        office.deliver(events.member_joined_channel(person, GLOBEX))
    return office


def kept(office: Office) -> dict[str, list[str]]:
    """Everything that is known of accounts, and all that is owed to anybody but Anna."""
    with office.kam.engine.connect() as connection:
        return {
            table.name: [str(row) for row in connection.execute(select(table).where(others(table)))]
            for table in SCHEMA.sorted_tables
            if table.name not in NOT_CHANGED_BY_ACCOUNTS
        }


def others(table: Table) -> ColumnElement[bool]:
    addressed = {"notices": "to", "channel_paces": "channel_id"}
    return table.c[addressed[table.name]] != ANNA if table.name in addressed else true()


def lead(office: Office, person: str) -> None:
    with open_for(office) as uow:
        leader = uow.people.get(person)
        assert isinstance(leader, Person)
        leader.is_leader = True
        uow.commit()


# ------------------------------------------------------------------------------ who may nothing

REFUSALS = {
    GREG: "Guests cannot use kam here.",
    EVA: "This user is deactivated.",
    OUTSIDER: "kam is for people of this workspace only.",
}
NOBODIES = [pytest.param(by, said, id=said[:6]) for by, said in REFUSALS.items()]


def pressed(office: Office, action: str, value: Json, by: payloads.By) -> Json:
    """Somebody presses a button of Globex's that carries whatever they like."""
    button = {"type": "button", "action_id": action, "text": {"text": "?"}}
    row = {"type": "actions", "block_id": "row", "elements": [button]}
    shown = office.told(GLOBEX)[0] | {"blocks": [row]}
    press = payloads.press(office.slack, shown, action, by=by)
    press["actions"][0]["value"] = json.dumps(value)
    return office.whisper(lambda: office.deliver(press))


def sent(office: Office, callback_id: str, memo: Json, by: payloads.By) -> str:
    """Somebody sends a window that is not what we drew; what they are told."""
    field = {"type": "plain_text_input", "action_id": "value"}
    block = {"type": "input", "block_id": "text", "element": field}
    view: Json = {"type": "modal", "id": "V1", "hash": callback_id, "callback_id": callback_id}
    view |= {"private_metadata": json.dumps(memo), "blocks": [block]}
    submission = payloads.view_submission(view, {"text": "planted"}, by=by)
    answer = office.kam.app.dispatch(office.request(submission))
    office.settle()
    office.slack.api.rejections.clear()  # a window nobody drew was opened nowhere
    return " ".join(json.loads(str(answer.body) or '{"errors": {}}')["errors"].values())


def doors(office: Office, account: int, by: payloads.By) -> Iterator[tuple[str, str]]:
    """Every button, window and shortcut, used on an account by its id: which, and the answer."""
    for action in sorted(RUNS):
        yield action, pressed(office, action, KEYS | {"a": account}, by).get("text", "")
    for callback_id in sorted(MODALS):
        yield callback_id, sent(office, callback_id, KEYS | {"a": account, "c": GLOBEX}, by)
    message = office.told(GLOBEX)[0]
    for callback_id in ON_A_MESSAGE:
        yield callback_id, office.uses_shortcut(callback_id, message, by=by).get("text", "")


def told(office: Office, before: int) -> str:
    """All that was said to people alone since then, or opened, or written to Anna."""
    slack = office.slack
    heard = [*slack.ephemerals[before:], *slack.views, *slack.direct_messages(ANNA)]
    return "\n".join(words(each) for each in heard)


@pytest.mark.parametrize("by, refusal", NOBODIES)
def test_who_may_nothing_is_told_so_whatever_they_say(
    globex: Office, by: payloads.By, refusal: str
) -> None:
    before = kept(globex)
    for sentence in every_form_of(TABLE):
        answer = globex.types(sentence, by=by, channel=GLOBEX)
        assert answer["text"] == refusal, sentence

    assert kept(globex) == before
    assert globex.slack.views == []


@pytest.mark.parametrize("by, refusal", NOBODIES)
def test_who_may_nothing_is_told_so_however_they_say_it(
    globex: Office, by: payloads.By, refusal: str
) -> None:
    person = by.id if isinstance(by, Actor) else by
    before = kept(globex)
    for command in TABLE:
        said = globex.mentions(command.example, by=person, channel=GLOBEX)
        written = globex.writes(command.example, by=person)
        assert (said["text"], written["text"]) == (refusal, refusal), command.word

    assert kept(globex) == before


@pytest.mark.parametrize("by, refusal", NOBODIES)
def test_who_may_nothing_is_told_so_wherever_they_press(
    globex: Office, by: payloads.By, refusal: str
) -> None:
    before = kept(globex)
    for door, answer in doors(globex, 1, by):
        assert answer == refusal, door

    assert kept(globex) == before
    assert globex.slack.views == []


# ------------------------------------------------------------------------- who is not in the team


def test_who_is_not_in_the_team_gets_at_nothing(globex: Office) -> None:
    before = kept(globex)
    for sentence in every_form_of(OF_AN_ACCOUNT):
        answer = globex.types(f"{sentence} {THERE}", by=ANNA, channel=GENERAL)
        assert answer["text"].startswith("Das kann nur das Team des Accounts"), sentence

    assert kept(globex) == before
    assert globex.slack.views == []


def test_what_everybody_may_say_tells_nothing_of_an_account(globex: Office) -> None:
    before, said = kept(globex), len(globex.slack.ephemerals)
    for sentence in every_form_of(FOR_EVERYBODY):
        globex.types(f"{sentence} {THERE}", by=ANNA, channel=GENERAL)

    assert kept(globex) == before
    assert SECRET not in told(globex, said)


def test_who_is_not_in_the_team_opens_no_door_by_naming_the_account(globex: Office) -> None:
    globex.types('account "Acme"', by=ANNA)
    before, said = kept(globex), len(globex.slack.ephemerals)
    answers = dict(doors(globex, 1, ANNA))

    assert kept(globex) == before
    assert SECRET not in told(globex, said)
    assert not any("Globex" in answer for answer in answers.values())
    refused = [door for door, said in answers.items() if "nur das Team des Accounts" in said]
    assert set(RUNS) - set(refused) <= OF_NO_ACCOUNT
    assert {"light.save", "action.save", "account.set_up", *ON_A_MESSAGE} <= set(refused)


# ----------------------------------------------------------------------------------- who leads


def test_who_leads_reads_and_changes_nothing(globex: Office) -> None:
    lead(globex, ANNA)
    before = kept(globex)
    for sentence in every_form_of(OF_AN_ACCOUNT):
        globex.types(f"{sentence} {THERE}", by=ANNA, channel=GENERAL)
    answers = dict(doors(globex, 1, ANNA))

    assert kept(globex) == before
    assert {view["callback_id"] for view in globex.slack.views} <= WINDOWS_OF_NO_ACCOUNT
    refused = [door for door, said in answers.items() if "aber nur sein Team kann" in said]
    assert set(RUNS) - set(refused) <= {*OF_NO_ACCOUNT, *READ}


# --------------------------------------------------------------------- who is in another team


def test_a_reference_means_ones_own_account(globex: Office) -> None:
    globex.types('account "Acme"', by=ANNA)
    before, said = kept(globex), len(globex.slack.ephemerals)
    for sentence in every_form_of(OF_AN_ACCOUNT):
        for meant in sorted({REFERENCE.sub(rf"\g<1>{number}", sentence) for number in "13"}):
            globex.types(meant, by=ANNA)

    assert SECRET not in told(globex, said)
    theirs = {name: {row for row in rows if ACME not in row} for name, rows in before.items()}
    for name, rows in kept(globex).items():
        assert theirs[name] <= set(rows), name


def test_who_leads_learns_nothing_of_a_confidential_account_but_its_name(globex: Office) -> None:
    lead(globex, ANNA)
    globex.types("settings confidential on", channel=GLOBEX)
    before, said = kept(globex), len(globex.slack.ephemerals)
    for sentence in every_form_of(TABLE):
        globex.types(f"{sentence} {THERE}", by=ANNA, channel=GENERAL)
    for sentence in ("portfolio", "portfolio red", f"portfolio <@{BEN}>", "portfolio picture"):
        globex.types(sentence, by=ANNA, channel=GENERAL)
    answers = dict(doors(globex, 1, ANNA))
    globex.opens_home(by=ANNA)

    heard = [told(globex, said), words(globex.home_of(ANNA)), globex.slack.direct_messages(ANNA)]
    assert SECRET not in str(heard)
    assert "Ben" not in words(globex.types("portfolio", by=ANNA, channel=GENERAL))
    assert kept(globex) == before
    refused = [door for door, answer in answers.items() if "ist vertraulich" in answer]
    assert set(RUNS) - set(refused) <= {*OF_NO_ACCOUNT, "settings.form"}  # which opens one's own


# ------------------------------------------------------------------- where there is no message


def pressed_at_home(office: Office, action: str, memo: str, by: payloads.By) -> Json:
    """Somebody presses a button that stands on their Home; what stands there then."""
    button = {"type": "button", "action_id": action, "text": {"text": "?"}}
    row = {"type": "actions", "block_id": "row", "elements": [button]}
    home: Json = {"type": "home", "id": "VHOME", "private_metadata": memo, "blocks": [row]}
    press = payloads.press(office.slack, home, action, by=by)
    press["actions"][0]["value"] = json.dumps(KEYS | {"a": 1})
    office.deliver(press)
    return office.home_of(by.id if isinstance(by, Actor) else by)


@pytest.mark.parametrize("by, refusal", NOBODIES)
def test_who_may_nothing_is_told_so_on_their_home_whatever_they_press(
    globex: Office, by: payloads.By, refusal: str
) -> None:
    before = kept(globex)
    for action in sorted(RUNS):
        assert words(pressed_at_home(globex, action, "{}", by)) == refusal, action

    assert kept(globex) == before
    assert globex.slack.views == []


@pytest.mark.parametrize("memo", ["{}", "[", '{"todos":99999999999999999999}', '{"a":-1}'])
def test_a_home_tells_nothing_of_an_account_one_has_left_whatever_is_pressed_on_it(
    globex: Office, memo: str
) -> None:
    before = kept(globex)
    for action in sorted(RUNS):
        home = pressed_at_home(globex, action, memo, ANNA)
        assert SECRET not in str(home), action
        assert "Globex" not in str(home), action

    assert kept(globex) == before
    assert SECRET not in str(globex.slack.views)


@pytest.mark.parametrize("by, refusal", NOBODIES)
def test_who_may_nothing_opens_no_form_from_anywhere(
    globex: Office, by: payloads.By, refusal: str
) -> None:
    for each in (each for each in SHORTCUTS if each.surface is Surface.ANYWHERE):
        used = payloads.global_shortcut(each.callback_id, by=by)
        window = globex.opens(lambda used=used: globex.deliver(used))  # type: ignore[misc]
        assert refusal in words(window), each.callback_id
        assert "input" not in {block["type"] for block in window["blocks"]}
