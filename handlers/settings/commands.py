"""`/kam settings …`: what is set for an account, and what one wants for oneself."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from domain.permission import Right
from domain.settings import SettingsChanged
from handlers.blocks.fields import belongs_to
from handlers.blocks.message import Message, Open, packed
from handlers.grammar.grammar import (
    Buttons,
    Command,
    Form,
    Windows,
)
from handlers.incoming import InvalidPayload
from handlers.request import Request
from handlers.settings import buttons, forms, views
from handlers.settings import personal as own_settings
from handlers.settings.buttons import Shown
from handlers.settings.of_account import SETTINGS
from handlers.settings.personal import managing
from handlers.settings.setting import SettingSentence, typed
from language.speech import mark
from services import settings
from services.access import Acting

Facts = Mapping[str, Any]


# ------------------------------------------------------------------------------ an account's own


def open_form(request: Request) -> Open:
    """The account's settings for who may change them; to everybody else their own."""
    acting = managing(request)
    if acting is None:
        return own_settings.open_mine(request)
    found = settings.look(request.uow, acting)
    is_admin = acting.person.is_admin
    form = forms.form(request.speech, acting.account, found, request.now, is_admin=is_admin)
    return request.open(form, buttons.FORM, remembers=Shown(packed(dict(forms.seen(found)))))


def save_form(request: Request, shown: str, **entered: Any) -> Message:  # noqa: ANN401 - EnteredSettings
    """The window of the account was sent; raises InvalidPayload and what `settings.change` does."""
    acting = request.acting(Right.MANAGE)
    changes, seen = _entered(entered), _seen(shown)
    try:
        done = settings.change(request.uow, acting, changes, seen=seen)
    except SettingsChanged as error:
        belongs_to(error, _field_of(next(iter(error.changes))))
        raise
    return _saved(request, acting, done)


def _seen(shown: str) -> Facts:
    """The settings that the window showed when it was opened; raises InvalidPayload."""
    try:
        found = json.loads(shown)
    except ValueError as error:
        raise InvalidPayload from error
    if not isinstance(found, dict) or found.keys() != set(forms.SHOWN):
        raise InvalidPayload
    return found


def _entered(entered: Facts) -> dict[str, Any]:
    """The choices of the window, by the names of the settings; raises InvalidPayload."""
    chosen = [forms.FIELDS[field].changes(value) for field, value in entered.items()]
    return {name: value for each in chosen for name, value in each.items()}


def _field_of(name: str) -> str:
    return next(field for field, setting in forms.FIELDS.items() if name in setting.covers)


def _saved(request: Request, acting: Acting, done: settings.Saved) -> Message:
    request.uow.flush()
    return views.saved(request.speech, acting.account, done)


# ------------------------------------------------------------------------------------ in one line


def sets(sentence: SettingSentence) -> Callable[..., Message]:
    """The command that sets what this sentence names.

    It raises UnknownCountry and what `settings.change` does.
    """

    def run(request: Request, **values: Any) -> Message:  # noqa: ANN401 - what was typed
        acting = request.acting(Right.MANAGE)
        changes = typed(SETTINGS, sentence, values)
        return _saved(request, acting, settings.change(request.uow, acting, changes))

    return run


BY_RANK = sorted(SETTINGS, key=lambda setting: setting.rank)

COMMANDS = (
    Command(
        word="settings",
        also=("setting", "einstellungen", "einstellung"),
        usage=(mark("settings"), *(usage for each in BY_RANK for usage in each.usage)),
        example=mark("settings digest friday 8"),
        about=mark("What comes when, in which language, and what you want to be told"),
        forms=(
            *(
                Form(sets(sentence), sentence.arguments, sentence.options)
                for setting in BY_RANK
                for sentence in setting.sentences
            ),
            Form(open_form),
        ),
    ),
)
BUTTONS: Buttons = {buttons.FORM: open_form}
MODALS: Windows = {buttons.SAVE: save_form}
