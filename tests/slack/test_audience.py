"""Who may read a message is decided when it is sent, of every kind that there is: people leave,
change hands and become guests, and channels are shared, while it waits.
"""

from collections.abc import Collection
from typing import Any

import pytest
from sqlalchemy import select

from domain.activity import Activity
from domain.notice import Kind, Notice, State
from domain.person import Person
from services import notices
from storage.unit_of_work import UnitOfWork
from tests.slack import events
from tests.slack.office import BEN, CHRIS, DANA, GLOBEX, Json, Office, drain, open_for
from tests.slack.reading import words
from tests.slack.test_every_door import SECRET, STORY

Facts = dict[str, Any]

TODAY = "2026-04-28"
OF_NO_ACCOUNT = {Kind.HELLO, Kind.PORTFOLIO, Kind.PORTFOLIO_HELD}
IN_CHANNELS = {
    *(Kind.HELLO, Kind.LIGHT, Kind.LIGHT_EDIT, Kind.GOAL, Kind.GOAL_EDIT, Kind.SLIP),
    *(Kind.LIGHT_NEWS, Kind.LIGHT_NEWS_EDIT, Kind.GOAL_NEWS, Kind.GOAL_NEWS_EDIT),
    *(
        Kind.SLIP_OVER,
        Kind.GOAL_MISSED,
        Kind.GUARD,
        Kind.GUARD_OVER,
        Kind.CHART,
        Kind.DIGEST,
        Kind.PLAN_POSTED,
        Kind.NUDGE,
    ),
    *(Kind.REVIEW, Kind.REVIEW_EDIT, Kind.REVIEW_LINE, Kind.REVIEW_LINE_EDIT),
    *(Kind.STRATEGY, Kind.STRATEGY_EDIT, Kind.STRATEGY_NEWS, Kind.STRATEGY_NEWS_EDIT),
    *(Kind.CONFIDENTIALITY, Kind.HELLO_EDIT, Kind.ACCOUNT_NEWS, Kind.ACCOUNT_NEWS_EDIT),
    *(Kind.ACCOUNT_MOVED, Kind.ACCOUNT_GONE, Kind.WITHDRAWN),
    *(Kind.PAGE, Kind.PAGE_UPDATE, Kind.PAGE_EMPTIED, Kind.ELECTION, Kind.ELECTION_EDIT),
    *(Kind.CONCERN, Kind.CONCERN_EDIT, Kind.PORTFOLIO, Kind.PORTFOLIO_PICTURE),
}
TO_PEOPLE = {*(set(Kind) - IN_CHANNELS), Kind.PORTFOLIO_PICTURE}
TO_OWNERS = {
    *(Kind.HELD, Kind.OWNER_LOST, Kind.NUDGE_OWNER, Kind.UNCOMMITTED),
    *(Kind.OWNER_LEFT, Kind.LIFT_ASKED, Kind.PAGE_TROUBLE),
}
TOLD_ALL_THE_SAME = {Kind.CALENDAR, Kind.PORTFOLIO_HELD, Kind.ABOUT_ME}
"""These say nothing of any account to who has none."""


@pytest.fixture
def globex(office: Office) -> Office:
    """Ben owns Globex, and Chris and Dana are in its team: everything there is secret."""
    office.slack.join(GLOBEX, CHRIS)
    office.types('account "Globex"', channel=GLOBEX)
    for sentence in (*STORY, "milestone G3 4 by 2026-09-30"):
        office.types(sentence, channel=GLOBEX)
    for person, other in ((CHRIS, BEN), (BEN, CHRIS)):
        job = f'action "Secret job" <@{person}> by {TODAY}'
        office.types(job, channel=GLOBEX, by=other)
    office.types('strategy "Secret plan"', channel=GLOBEX)
    fear = office.types('concern S1 "Secret worry"', channel=GLOBEX, by=CHRIS)
    assert fear
    return office


def enqueue(uow: UnitOfWork, kind: Kind, to: str, office: Office) -> None:
    """A message of this kind that waits to be sent."""
    account = None if kind in OF_NO_ACCOUNT else uow.accounts.in_channel(GLOBEX)
    known: Facts = {"account": account, "period": f"{kind}/{to}/{TODAY}"}
    known |= FACTS.get(kind, about())(uow, to)
    notices.enqueue(uow, kind, to=to, now=office.clock(), **known)


def planned(uow: UnitOfWork, to: str) -> Facts:
    action = next(each for each in activities(uow, "action.planned") if of(each) == to)
    return {"subject": action.subject, "facts": {"activity": action.id}}


def answered(uow: UnitOfWork, _to: str) -> Facts:
    concern = next(iter(activities(uow, "concern.raised")))
    return {"subject": concern.subject, "facts": {"activity": concern.id}}


def activities(uow: UnitOfWork, kind: str) -> list[Activity]:
    return [each for each in uow.session.scalars(select(Activity)) if each.kind == kind]


def of(activity: Activity) -> str | None:
    return (activity.after or {}).get("owner_id")


def no_account(_uow: UnitOfWork, to: str) -> Facts:
    return {"account": None, "period": f"{to}/{TODAY}", "facts": {"light": None, "owner": None}}


def last_month(_uow: UnitOfWork, to: str) -> Facts:
    """The question of another month: that of today would keep the reminders away."""
    return {"account": None, "period": f"{to}/2026-03"}


def about(subject: str | None = None, **facts: object) -> Any:  # noqa: ANN401 - see FACTS
    return lambda _uow, _to: {"subject": subject, "facts": facts}


FACTS: dict[Kind, Any] = {
    Kind.ASSIGNED: planned,
    Kind.CONCERN_ANSWERED: answered,
    **dict.fromkeys((Kind.REMINDER, Kind.COMMIT_REMINDER, Kind.PORTFOLIO_PICTURE), no_account),
    Kind.CALENDAR: no_account,
    Kind.ABOUT_ME: no_account,
    Kind.QUESTION: last_month,
    Kind.UNDELIVERED: no_account,
    Kind.HELD: about(obstacle="shared"),
    Kind.PORTFOLIO_HELD: about(obstacle="shared"),
    Kind.OWNER_LOST: about(person="U0GONE"),
    Kind.HANDED_OVER: about(numbers=list(range(1, 9)), by=BEN, of=BEN),
    Kind.NUDGE_OWNER: about("2026-05"),
    Kind.SILENT: about("M2"),
    Kind.NEW_OWNER: about(by=BEN),
    Kind.UNCOMMITTED: about(silent={"S2": [BEN, CHRIS, DANA]}),
    Kind.EXPORT: about(format="json"),
    **dict.fromkeys((Kind.PAGE_ANSWER, Kind.PAGE_TROUBLE), about(trouble="gone")),
}


def send_all(office: Office, kinds: Collection[Kind], to: str) -> dict[Kind, Notice]:
    """What becomes of a message of each kind."""
    with open_for(office) as uow:
        for kind in sorted(kinds):
            enqueue(uow, kind, to, office)
        uow.commit()
    drain(office.kam.sender)
    with open_for(office) as uow:
        found = uow.session.scalars(select(Notice).order_by(Notice.id.desc()).limit(len(kinds)))  # type: ignore[union-attr]
        return {each.kind: each for each in found}


def letters(office: Office, to: str, before: int = 0) -> list[Json]:
    return office.slack.direct_messages(to)[before:]


def leave(office: Office, person: str) -> None:
    office.deliver(events.member_left_channel(person, GLOBEX))


def become(office: Office, person: str, **facts: bool) -> None:
    with open_for(office) as uow:
        known = uow.people.get(person)
        assert isinstance(known, Person)
        for name, value in facts.items():
            setattr(known, name, value)
        uow.commit()


# -------------------------------------------------------------------------------------- people


def test_who_is_in_the_team_gets_what_waits_for_them(globex: Office) -> None:
    found = send_all(globex, TO_PEOPLE, CHRIS)

    sent = {kind for kind, each in found.items() if each.state is State.SENT}
    moot = {
        Kind.OWNER_LOST,
        Kind.OWNER_LEFT,
        Kind.LIFT_ASKED,
        Kind.SILENT,
        Kind.CONCERN_ANSWERED,
        Kind.STRATEGIES_SHOWN,
        Kind.HELD,
        Kind.NEW_OWNER,
        Kind.UNDELIVERED,
    }
    assert sent >= TO_PEOPLE - moot - {Kind.COMMIT_REMINDER}


def test_who_left_the_team_is_sent_nothing_of_it_any_more(globex: Office) -> None:
    leave(globex, CHRIS)
    before = len(letters(globex, CHRIS))

    send_all(globex, TO_PEOPLE, CHRIS)

    for letter in letters(globex, CHRIS, before):
        assert SECRET not in str(letter)
        assert "Globex" not in str(letter)
    assert len(letters(globex, CHRIS, before)) == len(TOLD_ALL_THE_SAME)


@pytest.mark.parametrize("fate", ["is_guest", "is_deactivated", "is_foreign", "is_bot"])
def test_who_may_not_be_here_any_more_is_sent_nothing_at_all(globex: Office, fate: str) -> None:
    become(globex, CHRIS, **{fate: True})
    before = len(letters(globex, CHRIS))

    found = send_all(globex, TO_PEOPLE - TO_OWNERS, CHRIS)

    assert letters(globex, CHRIS, before) == []
    assert {each.state for each in found.values()} == {State.HELD}


def test_of_an_archived_account_only_its_export_is_sent(globex: Office) -> None:
    globex.types("account archive", channel=GLOBEX)
    before = len(letters(globex, BEN))

    found = send_all(globex, TO_PEOPLE, BEN)

    sent = {kind for kind, each in found.items() if each.state is State.SENT}
    assert sent == {Kind.EXPORT, *TOLD_ALL_THE_SAME}
    said = [letter for letter in letters(globex, BEN, before) if SECRET in str(letter)]
    assert said == []


# -------------------------------------------------------------------------------------- owners


def test_what_is_owed_to_the_owner_goes_to_who_owns_the_account_by_then(globex: Office) -> None:
    globex.types(f"account owner <@{DANA}>", channel=GLOBEX)
    leave(globex, BEN)
    before = {person: len(letters(globex, person)) for person in (BEN, DANA)}

    found = send_all(globex, TO_OWNERS, BEN)

    assert letters(globex, BEN, before[BEN]) == []
    said = [words(letter) for letter in letters(globex, DANA, before[DANA])]
    assert len(said) == len(TO_OWNERS) - 4
    assert found[Kind.OWNER_LOST].state is State.SKIPPED  # nobody has left actions behind
    assert found[Kind.OWNER_LEFT].state is State.SKIPPED  # who owns it by then has not left
    (silent,) = [text for text in said if "has not answered" in text]
    assert "Chris" in silent
    assert "Dana" not in silent


def test_a_new_owner_who_may_not_be_here_keeps_nothing_from_the_team(globex: Office) -> None:
    become(globex, BEN, is_guest=True)

    found = send_all(globex, {Kind.UNCOMMITTED}, CHRIS)

    assert found[Kind.UNCOMMITTED].state is State.SENT
    assert found[Kind.UNCOMMITTED].to == CHRIS


# ------------------------------------------------------------------------------------ channels


def owe_in_channel(uow: UnitOfWork, kind: Kind, first: int, office: Office) -> None:
    """A message of this kind to the channel; those that edit or answer do so to its `first`."""
    notices.enqueue(
        uow,
        kind,
        period="now",
        to=GLOBEX,
        now=office.clock(),
        account=None if kind in OF_NO_ACCOUNT else uow.accounts.in_channel(GLOBEX),
        subject="L1",
        edits=first if kind.endswith("_edit") else None,
        replies_to=first if kind in (Kind.CONCERN, Kind.SLIP_OVER) else None,
    )


@pytest.mark.parametrize("how", [{"is_ext_shared": True}, {"is_pending_ext_shared": True}], ids=str)
def test_whatever_waits_for_a_channel_stays_away_once_another_company_reads_there(
    globex: Office, how: dict[str, Any]
) -> None:
    before, posted = globex.told(GLOBEX), len(globex.slack.ledger)
    globex.clock.forward(minutes=2)
    globex.slack.change_channel(GLOBEX, **how)
    with open_for(globex) as uow:
        first = next(each for each in uow.session.scalars(select(Notice)) if each.ts)
        for kind in sorted(IN_CHANNELS):
            owe_in_channel(uow, kind, first.id or 0, globex)
        uow.commit()

    globex.tick(minutes=1)
    globex.tick(minutes=30)

    assert globex.told(GLOBEX) == before
    assert [each for each in globex.slack.ledger[posted:] if each["channel"] == GLOBEX] == []
