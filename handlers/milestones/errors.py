"""Errors about milestones and progress."""

from decimal import Decimal

from domain import milestone, progress
from domain.measure import Numbers
from handlers.error_messages import ErrorMessages
from language.amounts import show_amount, show_number
from language.speech import Speech, mark
from services import milestones
from services import progress as measuring


def _way(_: Speech, numbers: Numbers) -> str:
    return _(
        "from {start} to {target}",
        start=show_number(numbers.start, _.language),
        target=show_amount(numbers.target, _.language),
    )


def _value(_: Speech, value: Decimal, numbers: Numbers) -> str:
    return show_number(numbers.target.at(value), _.language)


def nothing_measured(_: Speech, error: measuring.NothingMeasured) -> str:
    """Nothing to take back."""
    if error.on is None:
        return _("Nothing has been measured for {ref} yet.", ref=error.ref)
    return _("Nothing was measured for {ref} on {day}.", ref=error.ref, day=_.day(error.on))


ERROR_MESSAGES: ErrorMessages = {
    milestone.DueInThePast: mark("{day} is over. By when must we be there?"),
    milestone.DueBeforeStart: mark("The goal starts on {start}: a milestone lies behind that day."),
    milestone.DueAfterDeadline: mark(
        "The goal's deadline is {deadline}: a milestone lies before it."
    ),
    milestone.AgainstDirection: lambda _, e: _(
        "The goal goes {way}: {value} does not lie on that way.",
        way=_way(_, e.numbers),
        value=_value(_, e.value, e.numbers),
    ),
    milestone.PastTarget: lambda _, e: _(
        "The goal goes {way}: {value} lies beyond it.",
        way=_way(_, e.numbers),
        value=_value(_, e.value, e.numbers),
    ),
    milestone.DayTaken: mark(
        "{other} is already due on {day}. Two milestones on one day would be one."
    ),
    milestone.ValueTaken: lambda _, e: _(
        'There is a milestone for that: `/kam move {milestone} to 2027-05-31 "why"` re-dates it.',
        milestone=e.other,
    ),
    milestone.OutOfOrder: mark(
        "{other} would ask for less later, or more earlier. Please put them in order."
    ),
    milestone.DueAlready: mark("{ref} is already due on {day}."),
    milestones.DueMissing: mark("By when? Please choose a day below."),
    progress.ProgressInTheFuture: mark(
        "{day} is in the future: report what was measured up to today."
    ),
    progress.ProgressBeforeStart: mark("{day} lies before the goal's start on {start}."),
    progress.AlreadyCorrected: mark("This measurement was taken back already."),
    measuring.NothingMeasured: nothing_measured,
}
