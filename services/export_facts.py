"""The facts of an export: ids as references and names, instants in the account's own time."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from domain.calendar import Month
from services import lights
from services.exports import Whole

Row = dict[str, Any]


class ExportFacts:
    """Turns ids into references and names, and instants into the account's own time."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.refs = {goal.saved_id: goal.ref for goal in whole.goals}
        self.strategies = {each.saved_id: each for each in whole.strategies}
        self.goals = {goal.saved_id: goal for goal in whole.goals}
        self.whys = lights.whys_among(whole.history, whole.lights)

    def who(self, key: str, person_id: str | None) -> Row:
        """Somebody, by name and by Slack id."""
        return {key: self.whole.names.get(person_id or ""), f"{key}_id": person_id}

    def at(self, instant: datetime | None) -> datetime | None:
        """An instant in the account's time zone."""
        return instant.astimezone(self.whole.account.zone) if instant else None


def contact_ref(number: int | None) -> str | None:
    """The reference of a contact that is named by number, such as C5."""
    return f"C{number}" if number else None


def json_file(told: Mapping[str, Any]) -> bytes:
    """Everything that is told as JSON, in UTF-8."""
    return json.dumps(told, default=plain, ensure_ascii=False, indent=1).encode()


def plain(value: object) -> str:
    """A fact as text: ISO 8601 for times, every digit of a number."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Month):
        return str(value)
    raise TypeError(type(value))
