"""The command line: `kam run`, `kam web`, `kam worker`, `kam migrate`, `kam tick` and more."""

from pathlib import Path
from typing import Annotated

import typer

from bot.lean import lean

app = typer.Typer(
    help="kam keeps each key account on its roadmap, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Now = Annotated[
    str | None,
    typer.Option(help="Start the clock here (ISO 8601 with offset): for rehearsals and tests."),
]


def _show_version(is_asked: bool) -> None:  # noqa: FBT001 - typer's way to a flag
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"kam {version('kam')}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[  # noqa: FBT002 - as above
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Kam keeps each key account on its roadmap, in Slack."""


@app.command()
def run(now: Now = None) -> None:
    """Run everything in one process: Socket Mode, scheduler and sender."""
    with lean():
        from bot import processes
        from bot.start import prepare

    settings, kam = prepare(now, "SLACK_APP_TOKEN", migrate_embedded=True, waits=True)
    processes.run(kam, settings)
    processes.leave()


@app.command()
def web() -> None:
    """Serve Slack's HTTP requests; any number of these, on PostgreSQL."""
    with lean():
        from bot import processes
        from bot.start import prepare

    settings, kam = prepare(None, "SLACK_SIGNING_SECRET", migrate_embedded=False, waits=True)
    secret, before = settings.slack_signing_secret, settings.slack_signing_secret_before
    watch = (settings.kam_watch_host, settings.watch_port)
    processes.serve(kam, secret, settings.port, watch, before)
    processes.leave()


@app.command()
def worker() -> None:
    """Schedule and send; any number of these, on PostgreSQL."""
    with lean():
        from bot import processes
        from bot.start import prepare

    settings, kam = prepare(None, migrate_embedded=False, waits=True)
    processes.work(kam, settings)
    processes.leave()


@app.command()
def migrate(
    check: Annotated[  # noqa: FBT002 - typer's way to a flag
        bool, typer.Option("--check", help="Only say what would be done; 3 where something would.")
    ] = False,
) -> None:
    """Bring the database to the newest schema."""
    from bot.schema import look_at_schema, upgrade
    from bot.start import read_settings

    settings = read_settings()
    if check:
        look_at_schema(settings)
        return
    for step in upgrade(settings.database_url):
        typer.echo(f"done: {step}")
    typer.echo("The database is up to date.")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes; not there yet.")],
) -> None:
    """Copy the database into a file while kam runs; for PostgreSQL, say which tool does."""
    from bot.keeping import back_up
    from bot.start import read_settings

    back_up(read_settings(), file)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A copy that `kam backup` made.")]) -> None:
    """Put a copy in the place of the database; kam must not run."""
    from bot import keeping
    from bot.clock import real
    from bot.start import read_settings

    keeping.restore(read_settings(), file, real())


@app.command()
def copy(
    to: Annotated[str, typer.Option(help="An empty database: postgresql://user@host/name.")],
) -> None:
    """Copy everything from SQLite to PostgreSQL, each row compared; kam must not run."""
    from bot.moving import copy as copy_to
    from bot.start import read_settings

    copy_to(read_settings(), to)


@app.command()
def tick(now: Now = None) -> None:
    """One pass of scheduler and sender, then exit: for cron, rehearsals, or beside `kam demo`."""
    with lean():
        from bot.start import prepare

    _settings, kam = prepare(now, migrate_embedded=True, beside_demo=True)
    kam.runner.tick()
    kam.background.finish_sending()
    kam.close()


@app.command()
def why(
    account: Annotated[str, typer.Argument(help="The name of an account.")],
    about: Annotated[
        str | None, typer.Argument(help="digest, review, or the number of a message.")
    ] = None,
) -> None:
    """Say what was due of an account, what became of it, and why."""
    from bot import deliveries
    from bot.clock import real
    from bot.start import read_settings

    deliveries.why(read_settings(), account, about, real())


@app.command()
def notices(
    held: Annotated[bool, typer.Option("--held", help="What is held back.")] = False,  # noqa: FBT002 - typer's way to a flag
    dead: Annotated[bool, typer.Option("--dead", help="What can never be sent.")] = False,  # noqa: FBT002
    late: Annotated[bool, typer.Option("--late", help="What should be gone.")] = False,  # noqa: FBT002
    retry: Annotated[list[int] | None, typer.Option(help="Send this one once more.")] = None,
) -> None:
    """List the messages that are owed, or have some of them sent once more."""
    from bot import deliveries
    from bot.clock import real
    from bot.start import read_settings
    from storage.notice_lists import Which

    flags = {Which.HELD: held, Which.DEAD: dead, Which.LATE: late}
    which = next((each for each, is_asked in flags.items() if is_asked), Which.OPEN)
    deliveries.notices(read_settings(), which, retry or [], real())


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="CSV files.")],
    by: Annotated[str, typer.Option("--as", help="Who imports: a Slack member ID, U0123ABCD.")],
    dry_run: Annotated[  # noqa: FBT002 - typer's way to a flag
        bool, typer.Option("--dry-run", help="Only say what would come of it.")
    ] = False,
    now: Now = None,
) -> None:
    """Import accounts, goals, actions, contacts and key information: all of it, or nothing."""
    from bot.importing import import_files
    from bot.start import prepare

    settings, kam = prepare(now, migrate_embedded=True)
    is_well = import_files(kam, files, by, settings.kam_language, dry=dry_run)
    kam.close()
    raise typer.Exit(0 if is_well else 1)


Workspace = Annotated[
    str | None, typer.Option(help="Slack's ID of the workspace, where there are several.")
]
Sure = Annotated[bool, typer.Option("--yes", help="Do not ask again.")]
Whose = Annotated[str, typer.Argument(help="A Slack member ID, or a name.")]


@app.command()
def about(
    person: Whose,
    name: Annotated[str | None, typer.Argument(help="Of `contact`: who.")] = None,
    workspace: Workspace = None,
    now: Now = None,
) -> None:
    """Print everything that is kept of a person, or of a contact at a customer, as JSON."""
    from bot import privacy
    from bot.start import clock_at, read_settings

    if person == "contact" and name:
        privacy.about_contact(read_settings(), name, workspace, clock_at(now)())
    elif name is None:
        privacy.about(read_settings(), person, workspace, clock_at(now)())
    else:
        raise typer.BadParameter('like this: kam about Anna, or kam about contact "Eva Leitner"')


@app.command()
def forget(
    what: Annotated[
        str, typer.Argument(help="A person by ID or name, `contact`, `account` or `workspace`.")
    ],
    name: Annotated[str | None, typer.Argument(help="Of `account` or `contact`: which.")] = None,
    workspace: Workspace = None,
    yes: Sure = False,  # noqa: FBT002 - typer's way to a flag
) -> None:
    """Erase a person, a contact, an account with everything in it, or a whole workspace."""
    from bot import privacy
    from bot.start import read_settings

    if what == "account" and name:
        privacy.forget_account(read_settings(), name, workspace, sure=yes)
    elif what == "contact" and name:
        privacy.forget_contact(read_settings(), name, workspace, sure=yes)
    elif what == "workspace" and name is None:
        privacy.forget_workspace(read_settings(), workspace, sure=yes)
    elif name is None and what not in {"account", "contact"}:
        privacy.forget_person(read_settings(), what, workspace, sure=yes)
    else:
        raise typer.BadParameter('like this: kam forget Anna, or kam forget account "Acme"')


@app.command()
def demo(
    now: Now = None,
    port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Where the browser finds it; 0: a free one.")
    ] = 3100,
    keep: Annotated[
        Path | None, typer.Option(help="Keep the account in this file for the next time.")
    ] = None,
) -> None:
    """A local Slack in the browser with the bot and a sample team in it. No token needed."""
    from bot.demo.command import demonstrate

    demonstrate(now, port, keep)


@app.command()
def doctor() -> None:
    """Check tokens, scopes, database and clock, with a hint for each."""
    from bot.doctor import examine
    from bot.start import read_settings

    findings = examine(read_settings())
    for finding in findings:
        typer.echo(f"{'ok     ' if finding.ok else 'MISSING'}  {finding.what}")
        if not finding.ok:
            typer.echo(f"         {finding.hint}")
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command()
def manifest(
    url: Annotated[str | None, typer.Option(help="Address of `kam web`, for HTTP.")] = None,
) -> None:
    """Print the Slack app manifest: Socket Mode, or HTTP with --url."""
    from bot.manifest import text

    typer.echo(text(url=url))


def main() -> None:
    """The console script."""
    app()
