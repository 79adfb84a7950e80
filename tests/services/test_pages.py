"""The account's page is owed a look after changes, in few statements."""

from sqlalchemy import Engine

from documents.charts.roadmap.drawing import draw_map
from documents.charts.roadmap.facts import road_map
from documents.page import page
from domain.language import Language
from domain.light import Colour
from domain.notice import Notice
from domain.notice_kinds import Kind
from domain.page import PagePlace
from domain.permission import Right
from language.speech import speech
from services import access, glance, lights, pages
from services.pages import PageStep
from storage.unit_of_work import OpenUnitOfWork
from tests.builders import HERE, NOW, TODAY, a_person, an_account
from tests.databases import statements

EN = speech(Language.ENGLISH)


def with_page(open_uow: OpenUnitOfWork, name: str = "Acme") -> int:
    """An account whose page stands in its channel."""
    home = an_account(open_uow, name=name, channel_id=f"C{name.upper()}", team=["U1"])
    with open_uow(HERE) as uow:
        acting = access.on_account(uow, "U1", home.saved_id, Right.CHANGE, NOW)
        pages.ask(uow, acting, PagePlace.CHANNEL, key="1")
        uow.commit()
    with open_uow(HERE) as uow:
        (asked,) = uow.notices.latest_of(home.saved_id, Kind.PAGE, 2)
    pages.keep(open_uow, asked, PageStep("F1", {}), NOW)
    return home.saved_id


def log_some(open_uow: OpenUnitOfWork, account_id: int, count: int, engine: Engine) -> int:
    """Log lights in one transaction; the statements that the page takes at its end."""
    with open_uow(HERE) as uow:
        acting = access.on_account(uow, "U1", account_id, Right.CHANGE, NOW)
        for number in range(count):
            lights.log(uow, acting, Colour.GREEN, f"news {number}")
        with statements(engine) as seen:
            pages.follow(uow, NOW)
        uow.commit()
        return len(seen)


def updates(open_uow: OpenUnitOfWork, account_id: int) -> list[Notice]:
    with open_uow(HERE) as uow:
        return list(uow.notices.latest_of(account_id, Kind.PAGE_UPDATE, 9))


def test_many_changes_owe_one_update_in_as_many_statements_as_one_change(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U1")
    account_id = with_page(open_uow)

    first = log_some(open_uow, account_id, 1, engine)
    few, many = (log_some(open_uow, account_id, count, engine) for count in (1, 30))

    assert few == many <= first <= 5
    assert len(updates(open_uow, account_id)) == 1


def test_changes_of_many_accounts_take_as_many_statements_as_those_of_one(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U1")
    ids = [with_page(open_uow, name) for name in ("Acme", "Globex", "Initech", "Hooli")]
    for _first_they_are_owed_then_put_off in range(2):
        counts = []
        for some in (ids[:1], ids[1:]):
            with open_uow(HERE) as uow:
                for one in some:
                    acting = access.on_account(uow, "U1", one, Right.CHANGE, NOW)
                    lights.log(uow, acting, Colour.GREEN, "news")
                uow.flush()
                with statements(engine) as seen:
                    pages.follow(uow, NOW)
                    uow.commit()
                counts.append(len(seen))
        assert counts[0] == counts[1]

    assert [len(updates(open_uow, one)) for one in ids] == [1, 1, 1, 1]


def test_an_account_without_a_page_costs_nothing(engine: Engine, open_uow: OpenUnitOfWork) -> None:
    a_person(open_uow, "U1")
    home = an_account(open_uow, team=["U1"])

    assert log_some(open_uow, home.saved_id, 3, engine) == 0


def test_map_and_page_ask_the_database_for_nothing_beside_the_glance(
    engine: Engine, open_uow: OpenUnitOfWork
) -> None:
    a_person(open_uow, "U1")
    home = an_account(open_uow, team=["U1"], with_lights=[Colour.RED] * 30)
    with open_uow(HERE) as uow:
        account = uow.accounts.get(home.saved_id)
        assert account is not None
        seen = glance.look_at(uow, account, NOW)
        with statements(engine) as asked:
            svg = draw_map(EN, road_map(account, seen, TODAY))
            text = page(EN, account, seen, NOW).whole()

    assert asked == []
    assert "</svg>" in svg
    assert "Traffic lights" in text
