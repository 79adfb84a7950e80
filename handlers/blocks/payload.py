"""The data that buttons and windows carry: declared once, with types, and read here alone.

A `Button` says what it carries, a `Window` what it brings back: what it remembers from when it
was opened, and what was entered into it. Whoever answers gets both by name, as a command does.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from itertools import islice
from types import NoneType
from typing import (
    Any,
    Generic,
    NewType,
    Protocol,
    Self,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from slack_sdk.models.blocks import ButtonElement, Option, StaticSelectElement

from domain.account import Account
from domain.calendar import Month
from domain.permission import Right
from domain.text import shorten
from handlers.blocks.fields import at_field
from handlers.blocks.message import packed
from handlers.incoming import LONGEST, InvalidPayload, is_number
from language.dates.errors import UnclearDate
from language.dates.reader import YEARS as YEARS_OF_PLANS
from language.speech import Speech

LABEL, OPTIONS = 75, 100
"""Slack's limits: characters of a button and of an option, and options of a menu."""

NOTHING = "-"
"""Chosen in a menu: none of it."""

YEARS = range(2000, 9000)
"""Years in which a moment is one in every time zone."""

ON, OFF = "on", "off"
"""Chosen in a menu: a switch."""

OLD_KEYS = {
    "account": "a",
    "activity": "x",
    "channel": "c",
    "colour": "c",
    "decision": "x",
    "draft": "d",
    "due": "d",
    "home": "h",
    "kind": "k",
    "link": "l",
    "month": "m",
    "mute": "",
    "number": "n",
    "owner": "o",
    "page": "p",
    "personal": "me",
    "response_url": "r",
    "score": "s",
    "seen": "v",
    "serves": "s",
    "since": "s",
    "shown": "s",
    "step": "do",
    "topic": "t",
    "value": "v",
    "wording": "w",
}
"""What names were called in messages that versions before this one posted; those still stand."""


@dataclass(frozen=True)
class Payload:
    """The data that is carried beside the account; by itself nothing.

    A field is a whole number, a text, a word of an enumeration, a date, a month or a yes; with a
    default it may be missing.
    """


@dataclass(frozen=True)
class Sure(Payload):
    """`is_sure`: the person was asked whether they mean what they entered, and enters it again."""

    is_sure: bool = False


P = TypeVar("P", bound=Payload)
T = TypeVar("T")
Rows = Mapping[str, T]
"""Fields that a form has several of, by what stands behind their name: `due1` is row 1 of `due`."""

SmallNumber = NewType("SmallNumber", int)
"""An hour or a day among options, 0 included; None where "off" was chosen."""


@dataclass(frozen=True)
class Numbered(Payload):
    """The number of a noun: 3 for the light L3, 2 for the goal G2."""

    number: int


@dataclass(frozen=True)
class Worded(Numbered):
    """A number, and what somebody writes of the noun: why it is given up, what came of it."""

    text: str = ""


@dataclass(frozen=True)
class Versioned(Numbered):
    """A number and the version of the noun when the button was drawn."""

    seen: int

    @classmethod
    def of(cls, noun: "HasVersion", **more: Any) -> Self:  # noqa: ANN401 - its other fields
        """A light, a goal, an action as it stands, and what else is carried."""
        return cls(noun.number, noun.version, **more)


@dataclass(frozen=True)
class Reworded(Versioned):
    """A noun, and what it says from now on."""

    text: str = ""


class HasVersion(Protocol):
    """A noun that people change: every change raises its version."""

    @property
    def number(self) -> int: ...
    @property
    def version(self) -> int: ...


class Pressable:
    """A button or a menu as it was drawn, perhaps for an account.

    `asks` is the right on that account that a press asks for.
    """

    asks: Right
    account_id: int | None

    def asking(self, right: Right, account: Account | None) -> Self:
        """The element, drawn for an account."""
        self.asks, self.account_id = right, account.id if account else None
        return self


class DrawnButton(Pressable, ButtonElement):
    """A button as it was drawn."""


class DrawnMenu(Pressable, StaticSelectElement):
    """A menu as it was drawn."""


@dataclass(frozen=True)
class Button(Generic[P]):
    """A button; pressed, it brings back what it carries, as a hint that is checked.

    What stands behind # in `action` tells the buttons of a row apart. `asks` is the right that a
    press asks for: the button is drawn to nobody who only reads the account and has not got it.
    """

    action: str
    label: str
    carries: type[P]
    asks: Right = Right.CHANGE

    def draw(
        self,
        _: Speech,
        account: Account | None = None,
        carried: P | None = None,
        *,
        style: str | None = None,
        beside: object = "",
        label: str = "",
    ) -> ButtonElement:
        """The button; `beside` tells it apart from others of its kind in one message."""
        return DrawnButton(
            text=shorten(label or _(self.label), LABEL),
            action_id=self._beside(beside),
            value=packed(written(account, carried)),
            style=style,
        ).asking(self.asks, account)

    def menu(
        self,
        placeholder: str,
        choices: Iterable[tuple[str, Account, P]],
        beside: object = "",
    ) -> StaticSelectElement:
        """A menu in place of several such buttons; as many as Slack shows."""
        shown = list(islice(choices, OPTIONS))
        options = [
            Option(value=packed(written(account, carried)), label=shorten(label, LABEL))
            for label, account, carried in shown
        ]
        return DrawnMenu(
            action_id=self._beside(beside), placeholder=placeholder, options=options
        ).asking(self.asks, shown[0][1])

    def _beside(self, others: object) -> str:
        return f"{self.action}#{others}" if others else self.action


@dataclass(frozen=True)
class Window:
    """A form in a window of its own; `brings` is what it remembers and what is entered."""

    callback: str
    brings: type[Payload]


def written(account: Account | None, carried: Payload | None) -> dict[str, Any]:
    """The data of a button, as JSON takes it; missing values are left out."""
    found: dict[str, Any] = {"account": account.id if account else None}
    if carried is not None:
        found |= {each.name: getattr(carried, each.name) for each in fields(carried)}
    return {name: _plain(value) for name, value in found.items() if value not in (None, "")}


def _plain(value: object) -> object:
    return value if isinstance(value, (int, str)) else str(value)


def kept(found: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - JSON
    """The value that came back under a name, whichever version wrote it."""
    return found.get(name, found.get(OLD_KEYS.get(name, name)))


def read(brings: type[Payload], found: Mapping[str, Any]) -> dict[str, Any]:
    """The values that came back, of the declared types; raises InvalidPayload, UnclearDate."""
    types = get_type_hints(brings)
    return {each.name: _field(types[each.name], each, found) for each in fields(brings)}


def _field(wanted: Any, field: Field[Any], found: Mapping[str, Any]) -> object:  # noqa: ANN401 - a type
    if get_origin(wanted) is Mapping:
        return _rows(get_args(wanted)[1], field.name, found)
    value = kept(found, field.name)
    if value in (None, "", NOTHING):
        if field.default is MISSING:
            raise InvalidPayload
        return field.default
    return _typed(_required(wanted), field.name, value)


def _required(hint: Any) -> Any:  # noqa: ANN401 - a type
    """The type without its None."""
    return next((one for one in get_args(hint) if one is not NoneType), hint)


def _rows(wanted: type, name: str, found: Mapping[str, Any]) -> Rows[object]:
    """The values of the rows that are filled in, whichever version drew them."""
    is_old = not any(key.startswith(name) for key in found)
    prefix = OLD_KEYS.get(name, name) if is_old else name
    return {
        key.removeprefix(prefix): _typed(wanted, key, value)
        for key, value in found.items()
        if _is_row(key, prefix) and value not in (None, "")
    }


def _is_row(key: str, prefix: str) -> bool:
    """Whether a field is one of several; those of mutes have no name but a slash."""
    return key.startswith(prefix) and key != prefix if prefix else "/" in key


def _typed(wanted: Any, name: str, found: object) -> Any:  # noqa: ANN401 - of the wanted type
    try:
        value = READERS.get(wanted, wanted)(found)
    except (TypeError, ValueError) as error:
        raise InvalidPayload from error
    if wanted is date and value.year not in YEARS_OF_PLANS:
        with at_field(name):
            raise UnclearDate(str(found))
    return value


def _whole(found: object) -> int:
    """A number; of a chosen option as text."""
    number = int(found[:LONGEST]) if isinstance(found, str) and found.isdecimal() else found
    if not is_number(number):
        raise ValueError
    return number


def _moment(found: object) -> datetime:
    """An instant; of a year in which it is one in every time zone."""
    at = datetime.fromisoformat(_text(found))
    if at.tzinfo is None or at.year not in YEARS:
        raise ValueError
    return at


def _small(found: object) -> int | None:
    if found == OFF:
        return None
    if not (isinstance(found, str) and found.isdecimal() and len(found) <= 2):  # noqa: PLR2004 - hours and days
        raise ValueError
    return int(found)


def _switch(found: object) -> bool:
    if found in (True, ON):
        return True
    if found in (False, OFF):
        return False
    raise ValueError


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found


READERS: Mapping[Any, Callable[[Any], Any]] = {
    int: _whole,
    SmallNumber: _small,
    str: _text,
    bool: _switch,
    date: date.fromisoformat,
    datetime: _moment,
    Month: lambda found: Month.parse(_text(found)),
}
"""What reads a value; an enumeration reads its own words."""
