"""Every way in: each sentence, button, window and shortcut, used on Globex by whomever."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from handlers.grammar.shortcuts import Surface
from handlers.grammar.table import MODALS, SHORTCUTS, TABLE
from handlers.listeners import RUNS
from tests.slack import events, payloads
from tests.slack.office import GENERAL, GLOBEX, Office
from tests.slack.payloads import Actor, By
from tests.slack.test_every_door import (
    KEYS,
    ON_A_MESSAGE,
    THERE,
    every_form_of,
    pressed,
    pressed_at_home,
    sent,
)

Use = Callable[[Office, By], object]


@dataclass(frozen=True)
class Door:
    """One way in, by name, and how somebody uses it."""

    name: str
    use: Use


def every_door() -> Iterator[Door]:
    """All of them; whatever is added to the table of commands is among them."""
    for sentence in every_form_of(TABLE):
        yield Door(f"/kam {sentence}", partial(_types, sentence))
        yield Door(f"/kam {sentence}, elsewhere", partial(_types_elsewhere, sentence))
    for command in TABLE:
        yield Door(f"@kam {command.example}", partial(_mentions, command.example))
        yield Door(f"{command.example}, in a letter", partial(_writes, command.example))
    for action in sorted(RUNS):
        yield Door(f"button {action}", partial(_presses, action))
        yield Door(f"button {action} on the Home", partial(_presses_at_home, action))
    for callback_id in sorted(MODALS):
        yield Door(f"window {callback_id}", partial(_sends, callback_id))
    for callback_id in ON_A_MESSAGE:
        yield Door(f"shortcut {callback_id}", partial(_uses_on_a_message, callback_id))
    for each in (each for each in SHORTCUTS if each.surface is Surface.ANYWHERE):
        yield Door(f"shortcut {each.callback_id}", partial(_uses_anywhere, each.callback_id))
    yield Door("the Home", _opens_home)


def _id(by: By) -> str:
    return by.id if isinstance(by, Actor) else by


def _types(sentence: str, office: Office, by: By) -> None:
    office.types(sentence, by=by, channel=GLOBEX)


def _types_elsewhere(sentence: str, office: Office, by: By) -> None:
    office.types(f"{sentence} {THERE}", by=by, channel=GENERAL)


def _mentions(sentence: str, office: Office, by: By) -> None:
    home = by.home if isinstance(by, Actor) else ""
    office.mentions(sentence, by=_id(by), channel=GLOBEX, user_team=home)


def _writes(sentence: str, office: Office, by: By) -> None:
    office.writes(f"{sentence} {THERE}", by=_id(by))


def _presses(action: str, office: Office, by: By) -> None:
    pressed(office, action, KEYS | {"a": 1}, by)


def _presses_at_home(action: str, office: Office, by: By) -> None:
    pressed_at_home(office, action, "{}", by)


def _sends(callback_id: str, office: Office, by: By) -> None:
    sent(office, callback_id, KEYS | {"a": 1, "c": GLOBEX}, by)


def _uses_on_a_message(callback_id: str, office: Office, by: By) -> None:
    office.uses_shortcut(callback_id, office.told(GLOBEX)[0], by=by)


def _uses_anywhere(callback_id: str, office: Office, by: By) -> None:
    office.deliver(payloads.global_shortcut(callback_id, by=by))


def _opens_home(office: Office, by: By) -> None:
    office.deliver(events.app_home_opened(_id(by)))
