"""`kam import`: files into accounts, on the command line."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

from bot.app import Kam
from documents.tables.reading import read_all, reader_for
from domain.errors import KamError
from domain.language import Language
from handlers.files import import_problems as views
from language.speech import speech
from services import access, imports, pages
from services.imports import ImportPlan, PlanOutdated, PreparedImport


def import_files(
    kam: Kam, files: Sequence[Path], by: str, language: Language, *, dry: bool
) -> bool:
    """Import files as the person `by`, or only say what would come of it; whether all is well.

    `language` is spoken to somebody who is not known.
    """
    kam.directory.person(by)
    try:
        plan = _planned(kam, files, by, dry=dry)
    except KamError as error:
        click.echo(views.plain(speech(language), error), err=True)
        return False
    is_done = plan.is_sound and not dry
    for account in plan.accounts if is_done else ():
        kam.directory.renew_team(account.channel_id)
    for line in views.report(speech(plan.person.language), plan, is_done=is_done):
        click.echo(line)
    return not plan.problems


def _planned(kam: Kam, files: Sequence[Path], by: str, *, dry: bool) -> ImportPlan:
    """The new rows of an import, kept unless this is a dry run; raises NotAllowed."""
    tables, broken = read_all(_contents(files))
    while True:
        with kam.directory.open_uow(kam.installation.team_id) as uow:
            uow.only_reads()
            reader = reader_for(access.person(uow, by).language)
            plan = imports.check(uow, by, tables, reader, kam.directory.clock(), may_set_up=True)
            plan.problems[:0] = broken
            if not plan.is_sound or dry:
                return plan
            prepared = imports.prepare(uow, plan)
        with suppress(PlanOutdated):
            _keep(kam, prepared)
            return plan


def _keep(kam: Kam, prepared: PreparedImport) -> None:
    """Keep everything; raises PlanOutdated."""
    with kam.directory.open_uow(kam.installation.team_id) as uow:
        uow.stage(prepared.rows)
        imports.keep(uow, prepared, kam.directory.clock())
        pages.follow(uow, kam.directory.clock())
        uow.commit()


def _contents(files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    return ((file.name, file.read_bytes()) for file in files)
