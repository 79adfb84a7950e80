"""The command line: `kam run`, `kam web`, `kam worker`, `kam migrate`, `kam tick` and more."""

from collections.abc import Sequence
from pathlib import Path

import click
from click.exceptions import Exit

from bot.lean import lean

NOW = click.option(
    "--now", help="Start the clock here (ISO 8601 with offset): for rehearsals and tests."
)
WORKSPACE = click.option(
    "--workspace", help="Slack's ID of the workspace, where there are several."
)
FILE = click.Path(path_type=Path)
PORT = click.IntRange(0, 65_535)


class Commands(click.Group):
    """Lists its commands in the order in which they stand here, each with its whole sentence."""

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, each.help or "") for name, each in self.commands.items()])


@click.group(cls=Commands)
@click.version_option(package_name="kam", message="kam %(version)s", help="Say which.")
def app() -> None:
    """Kam keeps each key account on its roadmap, in Slack."""


@app.command()
@NOW
def run(now: str | None) -> None:
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
@click.option("--check", is_flag=True, help="Only say what would be done; 3 where something would.")
def migrate(*, check: bool) -> None:
    """Bring the database to the newest schema."""
    from bot.schema import look_at_schema, upgrade
    from bot.start import read_settings

    settings = read_settings()
    if check:
        look_at_schema(settings)
        return
    for step in upgrade(settings.database_url):
        click.echo(f"done: {step}")
    click.echo("The database is up to date.")


@app.command()
@click.argument("file", type=FILE, help="Where the copy goes; not there yet.")
def backup(file: Path) -> None:
    """Copy the database into a file while kam runs; for PostgreSQL, say which tool does."""
    from bot.keeping import back_up
    from bot.start import read_settings

    back_up(read_settings(), file)


@app.command()
@click.argument("file", type=FILE, help="A copy that `kam backup` made.")
def restore(file: Path) -> None:
    """Put a copy in the place of the database; kam must not run."""
    from bot import keeping
    from bot.clock import real
    from bot.start import read_settings

    keeping.restore(read_settings(), file, real())


@app.command()
@click.option("--to", required=True, help="An empty database: postgresql://user@host/name.")
def copy(to: str) -> None:
    """Copy everything from SQLite to PostgreSQL, each row compared; kam must not run."""
    from bot.moving import copy as copy_to
    from bot.start import read_settings

    copy_to(read_settings(), to)


@app.command()
@NOW
def tick(now: str | None) -> None:
    """One pass of scheduler and sender, then exit: for cron, rehearsals, or beside `kam demo`."""
    with lean():
        from bot.start import prepare

    _settings, kam = prepare(now, migrate_embedded=True, beside_demo=True)
    kam.runner.tick()
    kam.background.finish_sending()
    kam.close()


@app.command()
@click.argument("account", help="The name of an account.")
@click.argument("about", required=False, help="digest, review, or the number of a message.")
def why(account: str, about: str | None) -> None:
    """Say what was due of an account, what became of it, and why."""
    from bot import deliveries
    from bot.clock import real
    from bot.start import read_settings

    deliveries.why(read_settings(), account, about, real())


@app.command()
@click.option("--held", is_flag=True, help="What is held back.")
@click.option("--dead", is_flag=True, help="What can never be sent.")
@click.option("--late", is_flag=True, help="What should be gone.")
@click.option("--retry", type=int, multiple=True, help="Send this one once more.")
def notices(*, held: bool, dead: bool, late: bool, retry: Sequence[int]) -> None:
    """List the messages that are owed, or have some of them sent once more."""
    from bot import deliveries
    from bot.clock import real
    from bot.start import read_settings
    from storage.notice_lists import Which

    flags = {Which.HELD: held, Which.DEAD: dead, Which.LATE: late}
    which = next((each for each, is_asked in flags.items() if is_asked), Which.OPEN)
    deliveries.notices(read_settings(), which, list(retry), real())


@app.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV files.",
)
@click.option("--as", "by", required=True, help="Who imports: a Slack member ID, U0123ABCD.")
@click.option("--dry-run", is_flag=True, help="Only say what would come of it.")
@NOW
def import_(files: Sequence[Path], by: str, now: str | None, *, dry_run: bool) -> None:
    """Import accounts, goals, actions, contacts and key information: all of it, or nothing."""
    from bot.importing import import_files
    from bot.start import prepare

    settings, kam = prepare(now, migrate_embedded=True)
    is_well = import_files(kam, files, by, settings.kam_language, dry=dry_run)
    kam.close()
    raise Exit(0 if is_well else 1)


@app.command()
@click.argument("person", help="A Slack member ID, or a name.")
@click.argument("name", required=False, help="Of `contact`: who.")
@WORKSPACE
@NOW
def about(person: str, name: str | None, workspace: str | None, now: str | None) -> None:
    """Print everything that is kept of a person, or of a contact at a customer, as JSON."""
    from bot import privacy
    from bot.start import clock_at, read_settings

    if person == "contact" and name:
        privacy.about_contact(read_settings(), name, workspace, clock_at(now)())
    elif name is None:
        privacy.about(read_settings(), person, workspace, clock_at(now)())
    else:
        raise click.BadParameter('like this: kam about Anna, or kam about contact "Eva Leitner"')


@app.command()
@click.argument("what", help="A person by ID or name, `contact`, `account` or `workspace`.")
@click.argument("name", required=False, help="Of `account` or `contact`: which.")
@WORKSPACE
@click.option("--yes", is_flag=True, help="Do not ask again.")
def forget(what: str, name: str | None, workspace: str | None, *, yes: bool) -> None:
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
        raise click.BadParameter('like this: kam forget Anna, or kam forget account "Acme"')


@app.command()
@NOW
@click.option(
    "--port",
    type=PORT,
    default=3100,
    show_default=True,
    help="Where the browser finds it; 0: a free one.",
)
@click.option("--keep", type=FILE, help="Keep the account in this file for the next time.")
def demo(now: str | None, port: int, keep: Path | None) -> None:
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
        click.echo(f"{'ok     ' if finding.ok else 'MISSING'}  {finding.what}")
        if not finding.ok:
            click.echo(f"         {finding.hint}")
    raise Exit(0 if all(finding.ok for finding in findings) else 1)


@app.command()
@click.option("--url", help="Address of `kam web`, for HTTP.")
def manifest(url: str | None) -> None:
    """Print the Slack app manifest: Socket Mode, or HTTP with --url."""
    from bot.manifest import text

    click.echo(text(url=url))


def main() -> None:
    """The console script."""
    app()
