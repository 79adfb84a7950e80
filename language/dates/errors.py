"""What kam asks back about a date, instead of guessing."""

from datetime import date

from domain.errors import Invalid


class UnclearDate(Invalid):
    """The text is no date that kam knows, or one that no calendar has."""

    def __init__(self, text: str) -> None:
        """`text` as it was typed."""
        super().__init__(text)
        self.text = text


class AmbiguousDate(Invalid):
    """The text can mean another day than one expects."""

    def __init__(self, text: str, candidates: tuple[date, ...]) -> None:
        """`text` as it was typed; `candidates` in order, at least one, to choose from."""
        super().__init__(text, candidates)
        self.text = text
        self.candidates = candidates


class PastDate(Invalid):
    """The date has passed, and a plan looks ahead."""

    def __init__(self, text: str, date: date) -> None:
        """`text` as it was typed and the `date` it means, of a month the last day."""
        super().__init__(text, date)
        self.text = text
        self.date = date
