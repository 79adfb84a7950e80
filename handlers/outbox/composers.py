"""What each kind of notice says, composed from how things stand when it is sent.

A module a noun; each declares its `COMPOSERS`.
"""

from collections.abc import Mapping

from domain.notice import Kind
from handlers.owed import (
    accounts,
    actions,
    calendars,
    charts,
    digests,
    exports,
    goals,
    lights,
    portfolio,
    reviews,
    slips,
    strategies,
)
from handlers.owed.base import Composer, Moot, Owed

MODULES = (
    accounts,
    lights,
    actions,
    reviews,
    goals,
    slips,
    strategies,
    charts,
    digests,
    exports,
    calendars,
    portfolio,
)
COMPOSERS: Mapping[Kind, Composer] = {
    kind: composer for module in MODULES for kind, composer in module.COMPOSERS.items()
}

__all__ = ["COMPOSERS", "Moot", "Owed"]
