"""Errors about milestones and progress."""

from decimal import Decimal

from domain import milestone, progress
from domain.measure import Numbers
from handlers.error_messages import ErrorMessages
from language.amounts import show_amount, show_number
from language.speech import Speech
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
    milestone.DueInThePast: lambda _, e: _(
        "{day} is over. By when must we be there?", day=_.day(e.day)
    ),
    milestone.DueBeforeStart: lambda _, e: _(
        "The goal starts on {start}: a milestone lies behind that day.", start=_.day(e.start)
    ),
    milestone.DueAfterDeadline: lambda _, e: _(
        "The goal's deadline is {deadline}: a milestone lies before it.",
        deadline=_.day(e.deadline),
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
    milestone.DayTaken: lambda _, e: _(
        "{other} is already due on {day}. Two milestones on one day would be one.",
        other=e.other,
        day=_.day(e.day),
    ),
    milestone.ValueTaken: lambda _, e: _(
        'There is a milestone for that: `/kam move {milestone} to 2027-05-31 "why"` re-dates it.',
        milestone=e.other,
    ),
    milestone.OutOfOrder: lambda _, e: _(
        "{other} would ask for less later, or more earlier. Please put them in order.",
        other=e.other,
    ),
    milestone.DueAlready: lambda _, e: _(
        "{ref} is already due on {day}.", ref=e.ref, day=_.day(e.day)
    ),
    milestones.DueMissing: lambda _, _e: _("By when? Please choose a day below."),
    progress.ProgressInTheFuture: lambda _, e: _(
        "{day} is in the future: report what was measured up to today.", day=_.day(e.day)
    ),
    progress.ProgressBeforeStart: lambda _, e: _(
        "{day} lies before the goal's start on {start}.", day=_.day(e.day), start=_.day(e.start)
    ),
    progress.AlreadyCorrected: lambda _, _e: _("This measurement was taken back already."),
    measuring.NothingMeasured: nothing_measured,
}
