"""Errors about goals, their numbers, their agreement, and what was heard about them."""

from domain import agreement, amount, goal, guard, measure, progress, pulse, quote
from domain.measure import Missing
from handlers.blocks.escaping import brief, escape
from handlers.error_messages import ErrorMessages
from language.amounts import show_amount
from language.numbers import UnclearNumber
from language.speech import Speech, mark
from language.words import level_word
from services import goals


def not_measurable(_: Speech, error: measure.GoalNotMeasurable) -> str:
    """The missing part of a business goal, with an example."""
    words = {
        Missing.METRIC: _("what is measured"),
        Missing.START: _("where we start"),
        Missing.TARGET: _("where we want to be"),
        Missing.DEADLINE: _("by when"),
    }
    missing = _.listing([words[part] for part in error.missing])
    return _(
        "A business goal can be measured. Missing: {missing}. "
        'Like this: `/kam goal "Products sold" from 2 to 5 by 2027-12-31`',
        missing=missing,
    )


def other_unit(_: Speech, error: amount.OtherUnit) -> str:
    """A goal keeps its unit."""
    if not error.expected:
        return _(
            "This goal counts without a unit, and you wrote {given}. "
            "Something else to measure is a new goal.",
            given=escape(error.given),
        )
    return _(
        "This goal is measured in {expected}, and you wrote {given}. "
        "Something else to measure is a new goal.",
        expected=escape(error.expected),
        given=escape(error.given),
    )


def closed(_: Speech, error: goal.GoalClosed) -> str:
    """Reached or dropped."""
    if error.state is goal.GoalState.REACHED:
        return _(
            "{goal} is already reached. `/kam goal {goal} reopen` takes it up again.",
            goal=error.ref,
        )
    return _("{goal} was dropped. `/kam goal {goal} reopen` takes it up again.", goal=error.ref)


def far_from_target(_: Speech, error: progress.FarFromTarget) -> str:
    """The last measurement beside the target."""
    target = show_amount(error.target, _.language)
    if error.measured is None:
        return _(
            "{ref} wants {target}, and nothing was measured yet. Reached all the same?",
            ref=error.ref,
            target=escape(target),
        )
    return _(
        "{ref} wants {target} and stands at {value}. Reached all the same?",
        ref=error.ref,
        target=escape(target),
        value=escape(show_amount(error.measured, _.language)),
    )


ERROR_MESSAGES: ErrorMessages = {
    progress.FarFromTarget: far_from_target,
    UnclearNumber: lambda _, e: _(
        "I cannot read “{text}” as a number. Please write it like 3, 25 % or 1.2m EUR.",
        text=brief(e.text, 60),
    ),
    amount.NumberTooLong: mark(
        "That number has too many digits: 15 before and 6 after the decimal point are kept."
    ),
    amount.UnitTooLong: mark(
        "The unit is too long: at most {limit} characters fit behind every number."
    ),
    amount.OtherUnit: other_unit,
    measure.GoalNotMeasurable: not_measurable,
    measure.NothingToReach: mark("The goal starts at {amount} and ends there: what is to change?"),
    measure.DeadlineInThePast: mark("{day} is over. By when do you want to be there?"),
    measure.DeadlineTooSoon: mark("The goal starts on {start}: its deadline must be later."),
    measure.DeadlineTooFar: mark("{day} is more than ten years off; {latest} is the latest."),
    goal.HorizonMissing: mark(
        'In how many years? Like this: `/kam vision "First choice" 3y` (1 to 10, often 1, 3 or 5)'
    ),
    goal.HorizonOutOfRange: mark(
        "{years} years is out of range: look {shortest} to {longest} years ahead."
    ),
    goal.NotABusinessGoal: lambda _, e: _(
        "{ref} is a {level}: only business goals have numbers, milestones and agreement.",
        ref=e.ref,
        level=level_word(_, e.kind),
    ),
    goal.HasNoHorizon: lambda _, e: _(
        "{goal} is a business goal and has a deadline: `/kam goal {goal} by 2027-12-31`", goal=e.ref
    ),
    goal.GoalClosed: closed,
    goals.GoalInUse: lambda _, e: _(
        "Others have built on {goal}, so it cannot be undone. "
        '`/kam goal {goal} drop "why"` gives it up.',
        goal=e.ref,
    ),
    agreement.AlreadyAgreed: lambda _, e: _(
        "You agreed to {ref} on {day} already.", ref=e.ref, day=_.day(e.on)
    ),
    agreement.AgreedInTheFuture: mark("{day} is in the future. When did they agree?"),
    agreement.UnknownVersion: mark(
        "{ref} never had a version {version} of its numbers; now it has version {latest}."
    ),
    guard.NoGuardRail: lambda _, e: _(
        "{goal} has no number that must hold. `/kam goal {goal} keeping margin at 30%` sets one.",
        goal=e.ref,
    ),
    guard.OtherGuardRail: mark("{ref} keeps {name}: is that what was measured?"),
    guard.HeldInTheFuture: mark("{day} is still to come: report what was measured up to today."),
    quote.NotARelationshipGoal: lambda _, e: _(
        "{ref} is a {level}: what the customer says stands beside relationship goals.",
        ref=e.ref,
        level=level_word(_, e.kind),
    ),
    pulse.ScoreOutOfRange: mark("Please answer with 1 to 5."),
}
