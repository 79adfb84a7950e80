"""Errors about milestones and progress."""

from domain import milestone, progress
from handlers.error_messages import ErrorMessages
from language.amounts import show_amount, show_number
from language.speech import Speech, mark
from services import milestones
from services import progress as measuring


def off_the_way(_: Speech, error: milestone.AgainstDirection | milestone.PastTarget) -> str:
    """The way of the goal beside a value that does not lie on it."""
    numbers, language = error.numbers, _.language
    start, target = show_number(numbers.start, language), show_amount(numbers.target, language)
    way = _("from {start} to {target}", start=start, target=target)
    value = show_number(numbers.target.at(error.value), language)
    if isinstance(error, milestone.PastTarget):
        return _("The goal goes {way}: {value} lies beyond it.", way=way, value=value)
    return _("The goal goes {way}: {value} does not lie on that way.", way=way, value=value)


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
    milestone.AgainstDirection: off_the_way,
    milestone.PastTarget: off_the_way,
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
