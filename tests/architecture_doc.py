"""docs/architecture.md, drawn from the modules: `python -m tests.architecture_doc --update`."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.catalogs.code import ROOT

FILE = ROOT / "docs" / "architecture.md"
ROOMS = (
    "bot",
    "handlers",
    "scheduler",
    "documents",
    "services",
    "storage",
    "language",
    "domain",
    "tests",
)
SENTENCE = re.compile(r".+?[.?!](?=\s|$)")

INTRODUCTION = """\
# The house, a line a file

`python -m tests.architecture_doc --update` draws the tree below from the first sentence of each
module.

## Rooms

Which room does a line belong to? Ask which library it needs.

| room | what is in it | its library |
|---|---|---|
| `bot/` | wiring: reads the clock and the environment, makes every collaborator once | all |
| `handlers/` | Slack, in and out: a folder a noun, the command language, the outbox | slack |
| `scheduler/` | what falls due when | apscheduler |
| `documents/` | what is drawn and written into files: charts, report, calendar | PDFium |
| `services/` | one function, one use case: for Slack, clock and command line alike | none |
| `storage/` | tables, queries by noun, one unit of work, migrations | sqlalchemy, alembic |
| `language/` | what people type, and how numbers, days and states are said | babel |
| `domain/` | the method's rules and words | the standard library |

Imports point down only, and `make check` says so:
`bot > handlers | scheduler > documents > services > storage | language > domain`. Packages beside
each other do not know each other; a noun's folder in `handlers/` never imports another's commands.

## Where is it?

| looked for | place |
|---|---|
| the sentence that announces a red light | `news` in `handlers/lights/views.py` |
| the card on which it stands | `card` in `handlers/lights/cards.py` |
| the day on which the monthly review is due | `last_working_day` in `domain/calendar.py` |
| the rule that a routine follows | `RULES` in `domain/timetable.py` |
| "by 31.10." in a sentence | `Day` in `language/arguments/days.py` |
| "by 31.10." of an action | `Deadline` in `language/arguments/days.py` |
| "31.10." as a date | `read_date` in `language/dates/parse.py` |
| the settings of an account or of a person | `handlers/settings/of_account.py`, `of_person.py` |
| the sentence of an error | `errors.py` of the noun |
| who may do what | `domain/permission.py`, asked in `services/access.py` |
| what may be changed freely, and what needs a reason | `CONTRIBUTING.md` |

## The way of a command

`/kam light red "…"` arrives in `bot/web.py` (HTTP, behind the signature guard) or by Socket Mode.
`handlers/listeners.py` takes it from Bolt, `handlers/payloads.py` reads who speaks and from where,
and `handlers/responder.py` brings it to `handlers/dispatcher.py`, which opens one transaction,
notes the delivery (a repeated one has no second effect), looks the person and the account up, and
has `handlers/grammar/table.py` find the command that the sentence means. The command asks
`services/access.py` for `Acting`, without which no use case can be called, and calls one:
`services/lights.py` applies the rules of `domain/light.py`, records the change
(`services/history.py`) and enqueues a notice for the team (`services/notices.py`). All of it is
committed at once; only then does Slack get its answer, drawn by `handlers/lights/views.py`. What
goes wrong is an error of `domain/errors.py` with facts in it; its sentence, in the reader's
language, stands in the errors of the noun, such as `handlers/lights/errors.py`.

## The way of a notice

Whatever is posted is a notice: a row that says what is to reach whom, under a key that the database
lets exist once. Changes enqueue notices in their own transaction; the clock enqueues them through
`scheduler/planner.py`. `handlers/outbox/sender.py` claims a notice with a lease, asks Slack about
the channel where our knowledge is older than a minute, holds back what others could read, has the
noun compose the message from how things stand now (`handlers/lights/notices.py`), commits
"sending", and lets `handlers/outbox/posting.py` post. Slack refused: again later. Nobody knows: it
is looked up in the channel by its id before it is posted again.

## The tree
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(line for room in ROOMS for line in _room(ROOT / room))])


def _room(folder: Path) -> Iterator[str]:
    yield f"### {folder.name}/\n\n{said_of(folder / '__init__.py')}\n"
    files = sorted(folder.rglob("*.py"), key=lambda file: (file.parent.parts, file.name))
    for file in files:
        sentence = said_of(file)
        if sentence and file != folder / "__init__.py":
            yield f"- `{_name(file, folder)}`: {sentence}"
    yield ""


def _name(file: Path, folder: Path) -> str:
    inside = file.relative_to(folder)
    return f"{inside.parent}/" if file.name == "__init__.py" else str(inside)


def said_of(file: Path) -> str:
    """The first sentence of a module; empty where it says nothing, as most tests do."""
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    sentence = SENTENCE.match(" ".join(said.split("\n\n")[0].split()))
    return sentence[0] if sentence else ""


def main() -> int:
    """Write the page anew, or say whether it is stale."""
    if "--update" in sys.argv[1:]:
        FILE.write_text(page(), encoding="utf-8")
    return 0 if FILE.read_text(encoding="utf-8") == page() else 1


if __name__ == "__main__":
    sys.exit(main())
