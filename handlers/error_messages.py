"""The type of what errors say, and how their facts are put into it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain.amount import Amount
from domain.errors import KamError
from handlers.blocks.escaping import escape
from language.amounts import show_amount
from language.speech import Speech

Says = str | Callable[[Speech, Any], str]
"""A sentence of the catalog about the fields of the error by their names, or what makes one."""

ErrorMessages = Mapping[type[KamError], Says]


def told(_: Speech, says: Says, error: KamError) -> str:
    """The sentence with the facts of the error, safe to show."""
    if callable(says):
        return says(_, error)
    return _(says, **{name: _fact(_, value) for name, value in vars(error).items()})


def _fact(_: Speech, value: object) -> object:
    if isinstance(value, Amount):
        value = show_amount(value, _.language)
    if isinstance(value, date):
        return _.day(value)
    return escape(value) if isinstance(value, str) else value
