"""The parts of which the forms of every noun are made: a modal, and the fields in it."""

from collections.abc import Iterable, Mapping, Sized
from datetime import date
from itertools import islice

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from domain.contact import Contact
from domain.goal import Goal
from domain.text import SENTENCE_LIMIT, shorten
from handlers.blocks.payload import LABEL, OPTIONS, Window
from language.speech import Speech

TITLE = 24
"""Characters of a modal's title that Slack shows."""

PEOPLE = 98
"""People of a menu, which leaves room for nobody and for who is chosen already."""


def form(_: Speech, window: Window, title: str, submit: str, *blocks: Block) -> View:
    """The form of a window; `Request.open` says what it remembers."""
    return View(
        type="modal",
        callback_id=window.callback,
        title=shorten(title, TITLE),
        submit=submit,
        close=_("Cancel"),
        blocks=list(blocks),
    )


def text(
    block_id: str,
    label: str,
    example: str | None = None,
    *,
    initial: str = "",
    hint: str | None = None,
    optional: bool = False,
    multiline: bool = False,
    limit: int = SENTENCE_LIMIT,
) -> InputBlock:
    """A text of at most so many characters, with an example where nothing is typed yet."""
    return InputBlock(
        block_id=block_id,
        label=label,
        hint=hint,
        optional=optional,
        element=PlainTextInputElement(
            action_id="value",
            multiline=multiline,
            max_length=limit,
            initial_value=initial or None,
            placeholder=example,
        ),
    )


def day(
    block_id: str, label: str, initial: date | None = None, *, optional: bool = False
) -> InputBlock:
    """A date."""
    return InputBlock(
        block_id=block_id,
        label=label,
        optional=optional,
        element=DatePickerElement(
            action_id="value", initial_date=initial.isoformat() if initial else None
        ),
    )


def select(
    block_id: str,
    label: str,
    choices: Mapping[str, str],
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    hint: str | None = None,
    optional: bool = False,
) -> InputBlock:
    """One of the choices, which are labels by value; as many as Slack shows.

    Nothing is chosen where `initial` is none of them: nobody else takes its place.
    """
    options = [
        Option(value=value, label=shorten(label, LABEL))
        for value, label in _shown(choices, initial)
    ]
    chosen = next((option for option in options if option.value == initial), None)
    return InputBlock(
        block_id=block_id,
        label=label,
        hint=hint,
        optional=optional,
        element=StaticSelectElement(
            action_id="value", placeholder=placeholder, options=options, initial_option=chosen
        ),
    )


def radio(
    block_id: str, label: str, choices: Mapping[str, str], initial: str | None = None
) -> InputBlock:
    """One of a few choices, all of them in sight."""
    options = {value: Option(value=value, label=text) for value, text in choices.items()}
    element = RadioButtonsElement(
        action_id="value", options=[*options.values()], initial_option=options.get(initial or "")
    )
    return InputBlock(block_id=block_id, label=label, element=element)


def _shown(choices: Mapping[str, str], initial: str | None) -> list[tuple[str, str]]:
    """As many as Slack shows; what is chosen stays among them, however many there are."""
    chosen = [each for each in choices.items() if each[0] == initial]
    first = list(islice(choices.items(), OPTIONS))
    return first if not chosen or chosen[0] in first else [*first[:-1], *chosen]


def not_all(_: Speech, people: Sized, usage: str) -> str | None:
    """Under a menu with no room for so many people: how to name the others."""
    if len(people) <= PEOPLE:
        return None
    return _(
        "Not everybody fits into this menu. A sentence names anybody: /kam {usage}", usage=usage
    )


def contact_field(
    _: Speech, contacts: Iterable[Contact], chosen: int | None = None
) -> list[InputBlock]:
    """With whom at the customer; nothing where nobody is known."""
    choices = {str(each.number): f"{each.ref} {each.name}" for each in contacts}
    if not choices:
        return []
    label, initial = _("Who at the customer is it about?"), str(chosen) if chosen else None
    return [select("contact", label, choices, initial=initial, optional=True)]


def of_goals(goals: Iterable[Goal]) -> dict[str, str]:
    """Goals to choose from, by number: G2 Products sold."""
    return {str(goal.number): f"{goal.ref} {goal.text}" for goal in goals}
