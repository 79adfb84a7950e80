"""`kam why` and `kam notices`: what became of what was due, for who runs the bot."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from sqlalchemy import Engine

from bot.database import fail, usable
from bot.settings import Settings
from domain.account import Account
from domain.notice import Notice
from handlers.deliveries import views
from language.speech import Speech, speech
from services import deliveries
from services.deliveries import CannotRetry, Delivered, NoSuchNotice
from storage.notice_lists import MOST, Which, listed, workspace_of
from storage.queues import Queues
from storage.unit_of_work import OpenUnitOfWork, UnitOfWork, units_of_work


def why(settings: Settings, name: str, about: str | None, now: datetime) -> None:
    """Say what was due of an account and what became of it."""
    with usable(settings.database_url) as engine:
        found = list(_why(engine, speech(settings.kam_language), name, _subject(about), now))
    if not found:
        raise fail(f"There is no account of the name {name!r}.")
    click.echo("\n".join(found))


def _why(
    engine: Engine, _: Speech, name: str, about: Delivered | int | None, now: datetime
) -> Iterator[str]:
    open_uow = units_of_work(engine)
    for workspace_id in Queues(engine).workspaces():
        with open_uow(workspace_id) as uow:
            for account in uow.accounts.all_called(name):
                place = f"{workspace_id}, {account.channel_id}, {account.time_zone}"
                yield f"{account.name} ({place})"
                yield from _of(uow, account, _, about, now)


def _of(
    uow: UnitOfWork, account: Account, _: Speech, about: Delivered | int | None, now: datetime
) -> Iterator[str]:
    try:
        found = deliveries.of_account(uow, account, about)
    except NoSuchNotice:
        yield "  No message of this account has this number."
    else:
        yield from (f"  {line}" for line in views.lines(_, found, now))


def _subject(about: str | None) -> Delivered | int | None:
    if about is None:
        return None
    if about.isdecimal():
        return int(about)
    try:
        return Delivered(about)
    except ValueError as error:
        raise click.BadParameter("digest, review, or the number of a message") from error


def notices(settings: Settings, which: Which, retry: list[int], now: datetime) -> None:
    """List what is not done with, or have some of it sent once more."""
    with usable(settings.database_url) as engine:
        if retry:
            _retry(engine, retry, now)
            return
        found = listed(engine, which, now)
        accounts = _accounts(units_of_work(engine), found)
    for notice in found:
        click.echo(
            _line(notice, accounts.get(notice.account_id or 0), speech(settings.kam_language))
        )
    if not found:
        click.echo({Which.OPEN: "Nothing is owed."}.get(which, f"Nothing is {which}."))
    if len(found) == MOST:
        click.echo(f"These are the first {MOST}; there may be more.")


def _accounts(open_uow: OpenUnitOfWork, found: Sequence[Notice]) -> dict[int, Account]:
    """The accounts that these notices are about, by their ids."""
    accounts: dict[int, Account] = {}
    for workspace_id in {notice.workspace_id for notice in found}:
        with open_uow(workspace_id) as uow:
            accounts |= {each.saved_id: each for each in uow.accounts.all()}
    return accounts


def _line(notice: Notice, account: Account | None, _: Speech) -> str:
    """One notice: where it goes, of whom, and what stands against it."""
    zone = account.zone if account else ZoneInfo("UTC")
    of = account.name if account else "-"
    return f"{notice.state:<9} {notice.to:<12} {of}  {views.sentence(_, notice, zone)}"


def _retry(engine: Engine, numbers: list[int], now: datetime) -> None:
    open_uow = units_of_work(engine)
    for number in numbers:
        workspace_id = workspace_of(engine, number)
        if workspace_id is None:
            raise fail(f"No message has the number {number}.")
        with open_uow(workspace_id) as uow:
            try:
                deliveries.retry(uow, number, now)
            except CannotRetry as error:
                raise fail(f"No. {number} is {error.state}: it is not sent once more.") from error
            uow.commit()
        click.echo(f"No. {number} goes out with the next tick.")
