"""All lines or none: by the rules and with the history of sentences, in few statements."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from documents.tables.reading import read_all, reader_for
from domain.account import Account, ChannelTaken, Member, NameTaken
from domain.action import Action, ActionKind, ActionState, Intent
from domain.activity import Activity
from domain.amount import Amount, OtherUnit
from domain.errors import KamError
from domain.goal import Goal, GoalKind, HorizonMissing, HorizonOutOfRange
from domain.guard import GuardRail
from domain.language import Language
from domain.light import Colour
from domain.measure import DeadlineInThePast, GoalNotMeasurable
from domain.notice import Notice
from domain.permission import NotAllowed
from domain.routine import Routine, RoutineKind
from domain.text import TextTooLong
from language.cells import UnknownWord
from language.dates import UnclearDate
from language.numbers import UnclearNumber
from services import actions, goals, imports, undo
from services.accounts import STARTED, SharedChannel
from services.history import UnknownRef
from services.imports import ImportPlan
from services.imports.errors import (
    AccountsElsewhere,
    CellMissing,
    NotACount,
    SaidTwice,
    SeveralPeople,
    ThereAlready,
    UnknownAccount,
    UnknownChannel,
    UnknownPerson,
)
from services.imports.plan import PROBLEMS
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import (
    APRIL,
    ELSEWHERE,
    HERE,
    JUNE,
    MAY,
    NOW,
    Actor,
    a_channel,
    a_person,
    all_of,
    an_account,
)
from tests.databases import statements

Found = list[tuple[int, str, type[KamError]]]


@pytest.fixture
def anna(open_uow: OpenUnitOfWork) -> Actor:
    """A member of the team of Acme, who owns it."""
    a_person(open_uow, "U1", name="Anna")
    a_person(open_uow, "U2", name="Bert")
    an_account(open_uow, team=["U1", "U2"], with_lights=[Colour.RED])
    return Actor(open_uow, "U1")


def plan(
    anna: Actor, *texts: str, keep: bool = False, may_set_up: bool = True, here: str = ""
) -> ImportPlan:
    """What comes of files, named a.csv and so on, as Anna imports them."""
    files = [(f"{chr(97 + n)}.csv", text.encode()) for n, text in enumerate(texts)]
    tables, problems = read_all(files)
    assert problems == []
    with anna.open_uow(HERE) as uow:
        uow.only_reads()
        reader = reader_for(Language.ENGLISH)
        made = imports.check(
            uow, anna.person_id, tables, reader, anna.now, may_set_up=may_set_up, here=here
        )
        ready = imports.prepare(uow, made) if keep else None
    if ready is not None:
        with anna.open_uow(HERE) as uow:
            uow.stage(ready.rows)
            imports.keep(uow, ready, anna.now)
            uow.commit()
    return made


def imported(anna: Actor, *texts: str) -> ImportPlan:
    return plan(anna, *texts, keep=True)


def wrong(anna: Actor, *texts: str, may_set_up: bool = True) -> Found:
    """What is wrong with files, by line and column."""
    found = plan(anna, *texts, may_set_up=may_set_up).problems
    return [(each.line, each.column, type(each.error)) for each in found]


# --------------------------------------------------------------------------------------- actions


def test_an_action_is_planned_with_everything(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    imported(
        anna,
        "account,text,owner,due,month,kind,serves\n"
        "acme,  call  the CFO ,@bert,5 May,,contact,l1\n"
        "ACME,workshop,U1,,2026-06,,\n"
        "Acme,think,,,,,\n",
    )

    first, second, third = all_of(open_uow, Action)
    assert (first.ref, first.text, first.owner_id) == ("A1", "call the CFO", "U2")
    assert (first.due, first.month, first.kind) == (date(2026, 5, 5), MAY, ActionKind.CONTACT)
    assert (first.serves, first.created_by, first.created_at) == ("L1", "U1", NOW)
    assert (second.ref, second.owner_id, second.due, second.month) == ("A2", "U1", None, JUNE)
    assert (third.ref, third.month, third.state) == ("A3", APRIL, ActionState.OPEN)


def test_numbers_go_on_where_they_were(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    anna.does(actions.add, Intent("before"))
    imported(anna, "account,text,due\nAcme,imported,\n")
    anna.does(actions.add, Intent("after"))

    assert [each.ref for each in all_of(open_uow, Action)] == ["A1", "A2", "A3"]


def test_what_was_imported_stands_in_the_history_and_can_be_taken_back(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    imported(anna, "account,text,due\nAcme,one,\nAcme,two,\n")

    changes = all_of(open_uow, Activity)
    assert [(each.kind, each.subject, each.by) for each in changes] == [
        (actions.PLANNED, "A1", "U1"),
        (actions.PLANNED, "A2", "U1"),
    ]
    anna.does(undo.undo)
    assert [each.text for each in all_of(open_uow, Action)] == ["one"]


def test_nobody_is_told_line_by_line(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    imported(
        anna,
        "account,text,owner\nAcme,call,Bert\n",
        "account,level,text,years\nAcme,vision,First choice,3\n",
    )

    assert all_of(open_uow, Notice) == []


@pytest.mark.parametrize(
    "line,column,error",
    [
        (",call,,,", "account", CellMissing),
        ("Globex,call,,,", "account", UnknownAccount),
        ("Acme,,,,", "text", CellMissing),
        (f"Acme,{'x' * 501},,,", "text", TextTooLong),
        ("Acme,call,Nobody,,", "owner", UnknownPerson),
        ("Acme,call,U9,,", "owner", UnknownPerson),
        ("Acme,call,,31.02.2026,", "due", UnclearDate),
        ("Acme,call,,soon,", "due", UnclearDate),
        ("Acme,call,,,L2", "serves", UnknownRef),
        ("Acme,call,,,G1", "serves", UnknownRef),
        ("Acme,call,,,L", "serves", UnknownRef),
    ],
)
def test_a_bad_line_is_named_with_its_column(
    anna: Actor, line: str, column: str, error: type[KamError]
) -> None:
    assert wrong(anna, f"account,text,owner,due,serves\n{line}\n") == [(2, column, error)]


def test_everything_that_is_wrong_with_a_line_is_said_at_once(anna: Actor) -> None:
    assert wrong(anna, "account,text,Wer,due,art\nAcme,call,Nobody,soon,urgent\n") == [
        (2, "Wer", UnknownPerson),
        (2, "due", UnclearDate),
        (2, "art", UnknownWord),
    ]


def test_a_name_that_two_people_have_is_asked_back(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_person(open_uow, "U3", name="bert")
    with open_uow(HERE) as uow:
        uow.accounts.join(1, "U3", NOW)
        uow.commit()

    assert wrong(anna, "account,text,owner\nAcme,call,Bert\n") == [(2, "owner", SeveralPeople)]
    assert wrong(anna, "account,text,owner\nAcme,call,U3\n") == []


def test_of_good_and_bad_lines_nothing_is_kept(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    found = plan(anna, "account,text,due\nAcme,good,\nAcme,bad,soon\n")

    assert not found.is_sound
    with pytest.raises(ValueError, match="Problem"), open_uow(HERE) as uow:
        imports.prepare(uow, found)
    assert all_of(open_uow, Action) == []


def test_a_file_is_not_imported_twice(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    file = "account,text,due\nAcme,call,\nAcme,write,5 May\n"
    imported(anna, file)
    anna.does(actions.finish, 1)
    anna.does(actions.carry_over, 2)

    found = plan(anna, file).problems

    assert [str(each.error) for each in found] == ["A1", "A2"]
    assert len(all_of(open_uow, Action)) == 2


def test_lines_that_say_the_same_are_named_unless_they_are_of_different_months(
    anna: Actor,
) -> None:
    assert wrong(
        anna, "account,text,month\nAcme,Call,May\nacme,call ,2026-05\nAcme,call,June\n"
    ) == [(3, "text", SaidTwice)]


def test_what_is_closed_is_counted_and_left_out(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    found = imported(anna, "account,text,due,state\nAcme,a,,done\nAcme,b,,open\nAcme,c,,dropped\n")

    assert (found.skipped, found.size) == (2, 1)
    assert [each.text for each in all_of(open_uow, Action)] == ["b"]


def test_lines_that_name_no_account_belong_to_the_one_that_is_named_for_all(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    plan(anna, "text,due\ncall,\n", keep=True, here="Acme")

    assert [each.account_id for each in all_of(open_uow, Action)] == [1]


def test_after_so_many_problems_the_rest_is_not_looked_at(anna: Actor) -> None:
    found = plan(anna, "account,text,due\n" + "Acme,call,soon\n" * 500)

    assert len(found.problems) == PROBLEMS
    assert found.is_cut


# ---------------------------------------------------------------------------------- who may what


@pytest.mark.parametrize(
    "facts", [{"is_guest": True}, {"is_deactivated": True}, {"is_bot": True}, {"is_foreign": True}]
)
def test_who_may_not_use_the_product_imports_nothing(
    open_uow: OpenUnitOfWork, anna: Actor, facts: Mapping[str, bool]
) -> None:
    a_person(open_uow, "U8", **facts)

    with pytest.raises(NotAllowed):
        plan(Actor(anna.open_uow, "U8"), "account,text,due\nAcme,call,\n")


def test_other_peoples_accounts_are_not_even_there(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_person(open_uow, "U8")
    an_account(open_uow, workspace_id=ELSEWHERE, name="Secret")

    assert wrong(Actor(anna.open_uow, "U8"), "account,text,due\nAcme,call,\n") == [
        (2, "account", UnknownAccount)
    ]
    assert wrong(anna, "account,text,due\nSecret,call,\n") == [(2, "account", UnknownAccount)]


def test_a_leader_reads_and_imports_nothing(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    a_person(open_uow, "U8", is_leader=True)

    assert wrong(Actor(anna.open_uow, "U8"), "account,text,due\nAcme,call,\n") == [
        (2, "account", NotAllowed)
    ]


# ----------------------------------------------------------------------------------------- goals


def test_goals_of_every_level_are_set(open_uow: OpenUnitOfWork, anna: Actor) -> None:
    imported(
        anna,
        "account,level,text,years,from,to,unit,by\n"
        "Acme,vision,First choice,3,,,,\n"
        "Acme,Beziehung,They trust us,2,,,,\n"
        "Acme,business,Products sold,,2,5,products,2027-12-31\n"
        'Acme,business,Revenue,,"1.2m","€1,500,000",,end of 2027\n',
    )

    vision, relationship, products, revenue = all_of(open_uow, Goal)
    assert (vision.ref, vision.kind, vision.horizon_years) == ("G1", GoalKind.VISION, 3)
    assert relationship.kind is GoalKind.RELATIONSHIP
    assert (products.start_value, products.target_value) == (Decimal(2), Decimal(5))
    assert (products.unit, products.deadline) == ("products", date(2027, 12, 31))
    assert (revenue.start_value, revenue.unit) == (Decimal(1_200_000), "EUR")
    assert [each.kind for each in all_of(open_uow, Activity)] == [goals.SET] * 4


@pytest.mark.parametrize(
    "headings,line",
    [
        (
            "account,level,text,from,to,by,keeping,keeping at,keeping at most",
            "Acme,business,Products sold,2,5,2027-12-31,churn,5 %,yes",
        ),
        (
            "Kunde;Ebene;Ziel;Von;Auf;Bis;Halte;Halte bei;Halte Einheit;Halte höchstens",
            "Acme;Geschäft;Produkte;2;5;31.12.2027;churn;5,0;%;ja",
        ),
    ],
)
def test_a_goal_comes_with_the_number_that_must_hold(
    open_uow: OpenUnitOfWork, anna: Actor, headings: str, line: str
) -> None:
    imported(anna, f"{headings}\n{line}\n")

    (goal,) = all_of(open_uow, Goal)
    assert goal.guard == GuardRail("churn", Amount(Decimal(5), "%"), is_ceiling=True)


def test_a_number_that_must_hold_needs_its_bound(anna: Actor) -> None:
    file = "account,level,text,from,to,by,keeping\nAcme,business,Sold,2,5,2027-12-31,margin\n"
    assert wrong(anna, file) == [(2, "keeping_at", CellMissing)]


@pytest.mark.parametrize("unit", ["<!channel>", "<@U1>", "*fat* ones", "`x`", "a|b"])
def test_a_unit_that_would_be_markup_is_refused_in_a_file_like_ours_too(
    anna: Actor, unit: str
) -> None:
    headings = "account,level,text,from,to,unit,by,owner_id,created_at"
    assert wrong(anna, f"{headings}\nAcme,business,x,2,5,{unit},2027-12-31,,\n") == [
        (2, "from", UnclearNumber),
        (2, "to", UnclearNumber),
    ]


@pytest.mark.parametrize(
    "line,column,error",
    [
        ("Acme,dream,x,3,,,,", "level", UnknownWord),
        ("Acme,vision,x,,,,,", "years", HorizonMissing),
        ("Acme,vision,x,99,,,,", "years", HorizonOutOfRange),
        ("Acme,vision,x,three,,,,", "years", NotACount),
        ("Acme,business,x,,2,5,products,", "by", GoalNotMeasurable),
        ("Acme,business,x,,,5,products,2027-12-31", "from", GoalNotMeasurable),
        ("Acme,business,x,,two,5,,2027-12-31", "from", UnclearNumber),
        ("Acme,business,x,,2 products,5 EUR,,2027-12-31", "text", OtherUnit),
        ("Acme,business,x,,2,5,,2026-01-01", "by", DeadlineInThePast),
    ],
)
def test_a_goal_that_breaks_a_rule_is_named_with_its_column(
    anna: Actor, line: str, column: str, error: type[KamError]
) -> None:
    assert wrong(anna, f"account,level,text,years,from,to,unit,by\n{line}\n") == [
        (2, column, error)
    ]


def test_a_goal_is_not_set_twice(anna: Actor) -> None:
    file = "account,level,text,years\nAcme,vision,First choice,3\n"
    imported(anna, file)

    assert wrong(anna, file) == [(2, "text", ThereAlready)]


# -------------------------------------------------------------------------------------- accounts


def test_an_account_is_set_up_as_a_sentence_sets_it_up(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    a_channel(open_uow, "C0GLOBEX", name="globex-team")
    imported(
        anna,
        "name,channel,owner,language,time zone\n"
        "Globex,#Globex-Team,Bert,de,Europe/Berlin\n"
        "Initech,C0INITECH,,,\n",
    )

    _acme, globex, initech = all_of(open_uow, Account)
    assert (globex.channel_id, globex.owner_id) == ("C0GLOBEX", "U2")
    assert (globex.language, globex.time_zone) == (Language.GERMAN, "Europe/Berlin")
    assert (initech.owner_id, initech.language, initech.time_zone) == (
        "U1",
        Language.ENGLISH,
        "UTC",
    )
    with open_uow(HERE) as uow:
        assert uow.accounts.teams([globex.saved_id, initech.saved_id]) == {
            globex.saved_id: {"U1", "U2"},
            initech.saved_id: {"U1"},
        }
    routines = [each for each in all_of(open_uow, Routine) if each.account_id == globex.saved_id]
    assert RoutineKind.REVIEW in {each.kind for each in routines}
    assert [each.kind for each in all_of(open_uow, Activity)] == [STARTED] * 2
    assert len(all_of(open_uow, Member)) == 5


def test_goals_and_actions_may_name_an_account_of_the_same_import_in_any_order(
    open_uow: OpenUnitOfWork, anna: Actor
) -> None:
    imported(
        anna,
        "account,text,owner,due\nGlobex,call,Bert,5 May\n",
        "account,level,text,years\nGlobex,vision,First choice,3\n",
        "name,channel,owner\nGlobex,C0GLOBEX,Bert\n",
    )

    globex = all_of(open_uow, Account)[1]
    (action,), (goal,) = all_of(open_uow, Action), all_of(open_uow, Goal)
    assert (action.account_id, action.ref) == (globex.saved_id, "A1")
    assert (goal.account_id, goal.ref) == (globex.saved_id, "G1")


@pytest.mark.parametrize(
    "line,column,error",
    [
        (",C0GLOBEX,", "name", CellMissing),
        ("Globex,,", "channel", CellMissing),
        ("Globex,#nowhere,", "channel", UnknownChannel),
        ("Globex,#shared,", "channel", SharedChannel),
        ("Globex,C0SHARED,", "channel", SharedChannel),
        ("Globex,C1,", "channel", UnknownChannel),
        ("Globex,C0TAKEN,", "channel", ChannelTaken),
        ("ACME,C0GLOBEX,", "name", NameTaken),
        ("Globex,C0GLOBEX,Nobody", "owner", UnknownPerson),
    ],
)
def test_an_account_that_cannot_be_is_named_with_its_column(
    open_uow: OpenUnitOfWork, anna: Actor, line: str, column: str, error: type[KamError]
) -> None:
    a_channel(open_uow, "C0SHARED", name="shared", is_shared=True)
    an_account(open_uow, name="Taken", channel_id="C0TAKEN", archived_at=NOW)

    assert wrong(anna, f"name,channel,owner\n{line}\n") == [(2, column, error)]


@pytest.mark.parametrize("second", ["globex,C0OTHER,", "Other,C0GLOBEX,"])
def test_two_accounts_share_neither_name_nor_channel(anna: Actor, second: str) -> None:
    (found,) = wrong(anna, f"name,channel,owner\nGlobex,C0GLOBEX,\n{second}\n")

    assert (found[0], found[2]) == (3, SaidTwice)


def test_where_nobody_may_set_accounts_up_by_file_that_is_said(anna: Actor) -> None:
    assert wrong(anna, "name,channel\nGlobex,C0GLOBEX\n", may_set_up=False) == [
        (2, "", AccountsElsewhere)
    ]


# ------------------------------------------------------------------------------------ statements


def test_ten_thousand_lines_take_as_many_statements_as_ten(engine: Engine, anna: Actor) -> None:
    def take(text: str, times: int) -> int:
        lines = "".join(f"Acme,{text} {n},Bert,{n % 28 + 1}.5.2026\n" for n in range(times))
        with statements(engine) as seen:
            imported(anna, f"account,text,owner,due\n{lines}")
        return len(seen)

    assert take("few", 10) == take("many", 10_000) <= 31


def test_a_hundred_accounts_take_as_many_statements_as_two(engine: Engine, anna: Actor) -> None:
    def take(text: str, times: int) -> int:
        names = [f"{text}{n}" for n in range(times)]
        accounts = "".join(f"{name},C0{name.upper()},Bert\n" for name in names)
        works = "".join(f"{name},call,Bert\n" for name in names)
        with statements(engine) as seen:
            imported(anna, f"name,channel,owner\n{accounts}", f"account,text,owner\n{works}")
        return len(seen)

    assert take("few", 2) == take("many", 100) <= 48
