"""docs/commands.md, drawn from the command table: `python -m tests.commands_doc --update`."""

import sys
from collections.abc import Iterator

from domain.language import Language
from domain.permission import Right
from handlers.grammar.grammar import Command
from handlers.grammar.table import TABLE
from language.speech import speech
from tests.catalogs.code import ROOT

FILE = ROOT / "docs" / "commands.md"

INTRODUCTION = """\
# What you can say to kam

`python -m tests.commands_doc --update` draws this page from the command table.

Say it as `/kam …` in the account's channel, as `@kam …` in a thread, or in a direct message.
Elsewhere name the account's channel (`/kam lights #acme`), or choose from the list that comes.

- In the usage lines `a|b` is one or the other, `[…]` may be left out.
- Quotes of every kind work, and none are needed where the rest is clear:
  `/kam light amber budget wobbles decide by next Friday`.
- Dates as people write them: `2027-10-15`, `15 Oct`, `15.10.`, `next Friday`, `end of April`,
  `Q3`, `KW 12`. The answer shows the day with its weekday.
- English and German words work side by side; answers come in the language of one's Slack.
- Guests, bots and people of other companies cannot use kam, and are meant by no "everybody" below.
  To rename, hand over, archive or restore an account takes its owner or a workspace admin; to
  name leaders and to choose the channel for the portfolio, a workspace admin.
"""

WHO = {
    None: "everybody",
    Right.READ: "the account's team, and sales leaders",
    Right.CHANGE: "the account's team",
    Right.EXPORT: "the account's team",
    Right.MANAGE: "the account's owner, and workspace admins",
    Right.RESTORE: "the account's owner, and workspace admins",
}


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(part for command in TABLE for part in _parts(command))])


def _parts(command: Command) -> Iterator[str]:
    english, german = speech(Language.ENGLISH), speech(Language.GERMAN)
    yield f"## {command.word}\n"
    yield f"{english(command.about)}. *{german(command.about)}.*\n"
    yield "```text"
    both = (f"/kam {_(usage)}" for _ in (english, german) for usage in command.usage)
    yield from dict.fromkeys(both)
    yield "```\n"
    examples = dict.fromkeys(f"`/kam {_(command.example)}`" for _ in (english, german))
    yield f"- Example: {', '.join(examples)}"
    yield f"- Words: {', '.join(f'`{name}`' for name in command.names)}"
    yield f"- Who: {WHO[command.access]}\n"


def main() -> int:
    """Write the page anew, or say whether it is stale."""
    if "--update" in sys.argv[1:]:
        FILE.write_text(page(), encoding="utf-8")
    return 0 if FILE.read_text(encoding="utf-8") == page() else 1


if __name__ == "__main__":
    sys.exit(main())
