"""`kam about` and `kam forget`: what is kept of somebody, and erasing it, on the command line.

Whoever runs this may see the database. Slack is asked for one thing alone: to let the pages of what
is forgotten be taken off their canvases. The app may be gone by then.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import click

from bot.database import fail, opened
from bot.settings import Settings
from bot.slack import patient_client
from domain.errors import KamError
from domain.page import Page, Trouble
from handlers.contacts.views import somebody_there
from handlers.outbox.canvases import TROUBLES, CanvasWriter
from handlers.outbox.slack_errors import UNANSWERED, reason
from handlers.settings.views import who_has_left
from language.speech import speech
from services import pages, privacy
from storage.queues import Queues
from storage.unit_of_work import UnitOfWork, units_of_work


def about(settings: Settings, typed: str, workspace: str | None, now: datetime) -> None:
    """Print what is kept of somebody, as JSON."""
    with _workspace(settings, workspace) as uow:
        click.echo(privacy.about(uow, privacy.find(uow, typed), now).decode())


def forget_person(settings: Settings, typed: str, workspace: str | None, *, sure: bool) -> None:
    """Erase somebody, once it is certain who is meant."""
    called = who_has_left(speech(settings.kam_language))
    with _workspace(settings, workspace) as uow:
        person = privacy.find(uow, typed)
        _ask(f"Forget {person.name} ({person.id})?", sure=sure)
        found = privacy.forget(uow, person, called)
        uow.commit()
    click.echo(f"Forgotten. {found.changed} rows name {called} instead.")
    if found.still_named:
        click.echo(f"In {found.still_named} rows others have written that name: reword them.")


def about_contact(settings: Settings, name: str, workspace: str | None, now: datetime) -> None:
    """Print what is kept of somebody at a customer, as JSON."""
    with _workspace(settings, workspace) as uow:
        click.echo(privacy.about_contact(uow, name, now).decode())


def forget_contact(settings: Settings, name: str, workspace: str | None, *, sure: bool) -> None:
    """Erase somebody at a customer, in every account."""
    called = somebody_there(speech(settings.kam_language))
    with _workspace(settings, workspace) as uow:
        _ask(f"Forget the contact {name}?", sure=sure)
        found = privacy.forget_contact(uow, name, called)
        uow.commit()
    click.echo(f"Forgotten. Contacts of that name that are gone now: {found.changed}.")
    if found.still_named:
        click.echo(f"In {found.still_named} rows others have written that name: reword them.")


def forget_account(settings: Settings, name: str, workspace: str | None, *, sure: bool) -> None:
    """Delete an account with everything in it."""
    with _workspace(settings, workspace) as uow:
        account = privacy.account_called(uow, name)
        _ask(f"Delete {account.name} with everything in it?", sure=sure)
        standing = pages.give_up(uow, [account])
        uow.commit()
    left = _wipe(settings, standing)
    with _workspace(settings, workspace) as uow:
        privacy.forget_account(uow, privacy.account_called(uow, name))
        uow.commit()
    click.echo(f"Deleted: {account.name}. What was posted stays in Slack.")
    _tell_of(left)


def forget_workspace(settings: Settings, workspace: str | None, *, sure: bool) -> None:
    """Delete everything of a workspace."""
    with _workspace(settings, workspace) as uow:
        _ask(f"Delete everything that is kept of {uow.workspace_id}?", sure=sure)
        standing = pages.give_up(uow, uow.accounts.all())
        uow.commit()
    left = _wipe(settings, standing)
    with _workspace(settings, workspace) as uow:
        rows = privacy.forget_workspace(uow)
        uow.commit()
    click.echo(f"Deleted: {rows} rows. What was posted stays in Slack.")
    _tell_of(left)


def _wipe(settings: Settings, standing: Mapping[str, Page]) -> dict[str, str]:
    """Take pages off their canvases; those of which Slack said no, by account, and why."""
    writer = CanvasWriter(patient_client(settings), lambda _step: None)
    left = {}
    for name, page in standing.items():
        try:
            writer.wipe(page)
        except UNANSWERED as error:
            if TROUBLES.get(reason(error)) is not Trouble.GONE:
                left[name] = f"canvas {page.canvas_id}: {reason(error)}"
    return left


def _tell_of(left: Mapping[str, str]) -> None:
    for name, why in left.items():
        click.echo(
            f"The page of {name} still stands in Slack ({why}). Delete it by hand: open the canvas "
            "in the channel, then … and Delete canvas.",
            err=True,
        )


def _ask(question: str, *, sure: bool) -> None:
    if not sure:
        click.confirm(question, abort=True)


@contextmanager
def _workspace(settings: Settings, named: str | None) -> Iterator[UnitOfWork]:
    """The workspace that is named, or the only one; ends the program where none can be told."""
    with opened(settings.database_url) as engine:
        try:
            with units_of_work(engine)(named or _only_one(Queues(engine))) as uow:
                yield uow
        except KamError as error:
            raise fail(_sentence(error)) from error


def _only_one(queues: Queues) -> str:
    known = sorted(queues.all_workspaces())
    if len(known) != 1:
        there = ", ".join(known) or "none"
        raise fail(f"Which workspace? Say --workspace; there are: {there}.")
    return known[0]


def _sentence(error: KamError) -> str:
    """One sentence that names the problem."""
    if isinstance(error, privacy.SeveralOfThatName):
        return f"Several people are called {error.typed}: say one of {', '.join(error.ids)}."
    if isinstance(error, privacy.NobodyOfThatName):
        return f"Nothing is kept of anybody called {error.typed}."
    if isinstance(error, privacy.NoSuchAccount):
        return f"There is no account called {error.typed}."
    return "The database is busy; nothing was changed. Try again."
