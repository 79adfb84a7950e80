"""The monthly review as people see it: the head of its thread, a line for each action left over."""

from collections.abc import Sequence
from datetime import date, datetime

from babel.dates import format_date
from slack_sdk.models.blocks import ButtonElement

from domain.account import Account
from domain.action import ASK_AT, Action
from domain.calendar import Month
from domain.language import Language
from domain.notice_kinds import Topic
from domain.review import Review, ReviewState
from handlers.actions.buttons import (
    ASSIGN,
    DATE,
    FINISH,
    PLAN,
    ActionStep,
    ChangeAction,
    PlanAction,
)
from handlers.actions.views import Names, headline
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, said, section, sections
from handlers.blocks.past import Tell
from handlers.blocks.payload import Versioned
from handlers.history.buttons import undo_button
from handlers.lights.views import account_name
from handlers.mutes.views import footer
from handlers.plan.views import month_alone
from handlers.reviews import agenda as agenda_views
from handlers.reviews.buttons import (
    CARRY,
    CARRY_ANYWAY,
    CHANGES,
    DROP,
    LATER,
    RED,
    ROLL,
    CarryOver,
    OfReview,
)
from language.lists import cut
from language.speech import REGION, Speech, mark
from language.words import carried, month_name
from services.reviews import PUT_OFF, ROLLED, News, ReviewView

NEWS = 40
"""Changes shown at once."""

LONG_DAY = {Language.ENGLISH: "d MMMM", Language.GERMAN: "d. MMMM"}


# ------------------------------------------------------------------------- the head of the thread


def review(_: Speech, account: Account, sight: ReviewView) -> Message:
    """The head of the thread: what is due, or what became of it."""
    return {
        ReviewState.OPEN: _open,
        ReviewState.PUT_OFF: _put_off,
        ReviewState.ROLLED: _rolled,
    }[sight.review.state](_, account, sight)


def title_of(_: Speech, account: Account, month: Month) -> str:
    """Roll Acme's plan: May to July."""
    return _("Roll {name}'s plan: {first} to {last}", **_span(_, account.name, month))


def _span(_: Speech, name: str, month: Month) -> dict[str, str]:
    """An account, and the first and the last month of the plan that is rolled in a month."""
    first, last = month_alone(_, month), month_alone(_, month.plus(2))
    return {"name": name, "first": first, "last": last}


def _open(_: Speech, account: Account, sight: ReviewView) -> Message:
    agenda = sight.agenda
    title = title_of(_, account, agenda.month)
    why = _("You see this because the plan is rolled at the end of every month.")
    blocks = [
        header(title),
        *agenda_views.blocks(_, account, agenda),
        *agenda_views.asked(_, account, agenda, sight.heard),
        *footer(_, Topic.REVIEW, why, *_buttons(_, account, sight.review), account=account),
    ]
    return Message(f"{title}. {agenda_views.looking_back(_, agenda)}", blocks)


def _put_off(_: Speech, account: Account, sight: ReviewView) -> Message:
    found = sight.review
    title = title_of(_, account, found.month)
    who = sight.names.get(found.put_off_by or "", _("Somebody"))
    text = _("Not this month, says {who}: {why}", who=escape(who), why=escape(found.why or ""))
    again = _("No more reminders. It can still be rolled.")
    end = footer(_, Topic.REVIEW, again, roll_button(_, account, found), account=account)
    return Message(f"{title}. {text}", [header(title), section(text), *end])


def _rolled(_: Speech, account: Account, sight: ReviewView) -> Message:
    title = _("{name}'s plan: {first} to {last}", **_span(_, account.name, sight.review.month))
    text = rolled_by(_, account, sight)
    since = _("What changed since?")
    changes = CHANGES.draw(_, account, OfReview(sight.review.month), label=since)
    more = _("The plan is in the thread; `/kam plan` shows it as it is now.")
    end = footer(_, Topic.REVIEW, more, changes, account=account)
    return Message(f"{title}. {text}", [header(title), section(f"✅ *{text}*"), *end])


def rolled_by(_: Speech, account: Account, sight: ReviewView) -> str:
    """Rolled by Ben on 29 April."""
    who = sight.names.get(sight.review.rolled_by or "", _("somebody"))
    return _("Rolled by {who} on {day}", who=escape(who), day=_moment(_, account, sight.review))


def _moment(_: Speech, account: Account, found: Review) -> str:
    at = found.rolled_at or found.opened_at
    return long_day(_, account.today(at))


def long_day(_: Speech, day: date) -> str:
    """29 April."""
    return format_date(day, LONG_DAY[_.language], locale=REGION[_.language])


def _buttons(_: Speech, account: Account, found: Review) -> list[ButtonElement]:
    about = OfReview(found.month)
    return [
        roll_button(_, account, found),
        PLAN.draw(_, account, PlanAction(month=found.month), label=_("Add an action")),
        CHANGES.draw(_, account, about),
        LATER.draw(_, account, about),
    ]


def roll_button(
    _: Speech, account: Account, found: Review, *, style: str | None = "primary"
) -> ButtonElement:
    """Shows what rolling will do."""
    return ROLL.draw(_, account, OfReview(found.month), style=style)


# --------------------------------------------------------------------------------------- a line


def line(_: Speech, account: Account, action: Action, month: Month, names: Names) -> Message:
    """An action left over, with what can be done about it, or what became of it."""
    if action.is_open and action.month < month:
        return _undecided_line(_, account, action, month, names)
    who = escape(names.get(action.closed_by or "", _("somebody")))
    if action.is_open:
        mark, fate = "➡️", _("carried over to {month}", month=month_alone(_, action.month))
    elif action.is_done:
        mark, fate = "✅", _("done, says {who}", who=who)
    else:
        mark, fate = "✖️", _("dropped by {who}", who=who)
    heard = f"{action.ref} {fate}: {action.text}"
    return said(f"{mark} {headline(action)}\n      {fate}", plain=heard)


def _undecided_line(
    _: Speech, account: Account, action: Action, month: Month, names: Names
) -> Message:
    seen, carry = Versioned.of(action), CarryOver(action.number, action.version, month)
    known = [
        escape(names.get(action.owner_id or "", "")) or _("nobody yet"),
        _("due {day}", day=_.day(action.due)) if action.due else month_name(_, action.month),
        carried(_, action),
    ]
    to = _("Carry over to {month}", month=month_alone(_, month))
    ways = actions(
        FINISH.draw(_, account, seen),
        CARRY.draw(_, account, carry, label=to),
        *_details(_, account, action),
        DROP.draw(_, account, seen),
    )
    heard = _("Left over: {ref} {text}", ref=action.ref, text=action.text)
    return said(f"{headline(action)}\n      {' · '.join(filter(None, known))}", ways, plain=heard)


def _details(_: Speech, account: Account, action: Action) -> list[ButtonElement]:
    """Asks who does an action, and until when."""
    steps = {ASSIGN: ActionStep.ASSIGN, DATE: ActionStep.MOVE}
    return [
        button.draw(_, account, ChangeAction(action.number, action.version, step), beside=step)
        for button, step in steps.items()
    ]


def third_time(_: Speech, account: Account, action: Action, month: Month) -> Message:
    """Ask whether what is carried over so often is to be dropped, or really a red light."""
    text = _(
        "{ref} would be carried over {times} times: drop it, or is it really a red light?",
        ref=action.ref,
        times=max(action.carried + 1, ASK_AT),
    )
    seen, carry = Versioned.of(action), CarryOver(action.number, action.version, month)
    ways = actions(
        DROP.draw(_, account, seen, label=_("Drop it")),
        RED.draw(_, account, seen),
        CARRY_ANYWAY.draw(_, account, carry),
    )
    return said(f"{text}\n{headline(action)}", ways, plain=text)


# --------------------------------------------------------------------------------- other messages


def opened(_: Speech, account: Account, sight: ReviewView) -> Message:
    """The answer to `/kam review`: it is open now, or as it stands."""
    if not sight.is_new:
        return review(_, account, sight)
    title = title_of(_, account, sight.review.month)
    text = _("The review is open: see the thread in the account's channel.")
    return said(f"*{escape(title)}*\n{text}", plain=f"{title}. {text}")


def rolled(_: Speech, account: Account, sight: ReviewView) -> Message:
    """The answer to who rolled."""
    text = _(
        "Rolled. {name}'s plan now covers {first} to {last}; it is in the thread.",
        **_span(_, account_name(account), sight.review.month),
    )
    return Message(text, [section(text, _undo(_, account, sight))])


def put_off(_: Speech, account: Account, sight: ReviewView) -> Message:
    """The answer to who put it off."""
    text = _("Noted. Nobody is reminded this month; `/kam review` rolls it all the same.")
    return Message(text, [section(text, _undo(_, account, sight)), context(account_name(account))])


def _undo(_: Speech, account: Account, sight: ReviewView) -> ButtonElement | None:
    return undo_button(_, account, sight.change) if sight.change else None


def nudge(_: Speech, account: Account, sight: ReviewView) -> Message:
    """In the thread, after days of silence."""
    why = _("You see this because the plan is rolled at the end of every month.")
    return _nudge(_, account, sight, why, personal=False)


def nudge_owner(_: Speech, account: Account, sight: ReviewView) -> Message:
    """The private reminder to the owner that the plan is not rolled yet."""
    why = _("You get this because you own {name}: three times at most.", name=account_name(account))
    return _nudge(_, account, sight, why, personal=True)


def _nudge(_: Speech, account: Account, sight: ReviewView, why: str, *, personal: bool) -> Message:
    text = _(
        "{name}'s plan for {month} is not rolled yet. Five minutes are enough.",
        name=account.name,
        month=month_alone(_, sight.review.month),
    )
    roll = roll_button(_, account, sight.review)
    end = footer(_, Topic.REVIEW, why, roll, account=account, personal=personal)
    return said(escape(text), *end, plain=text)


def news(
    _: Speech, account: Account, found: News, lines: Sequence[str], *, is_cut: bool = False
) -> Message:
    """The changes since the last roll; `lines` as the history tells them."""
    day = long_day(_, account.today(found.since))
    if found.month is None:
        title = _("{name}: what changed since {day}", name=account.name, day=day)
    else:
        title = _("{name}: what changed since the plan was rolled", name=account.name)
    shown = sections(cut(_, lines, NEWS) or [_("Nothing yet.")])
    more = [_("`/kam history` shows more")] if is_cut or len(lines) > NEWS else []
    small = context(_("Since {day}", day=day), *more)
    count = _.plural("{n} change", "{n} changes", len(lines))
    return Message(f"{title}: {count}.", [header(title), *shown, small])


def already_rolled(_: Speech, who: str, at: datetime, month: Month) -> str:
    """The person who rolled first, and the time."""
    return _(
        "{who} already rolled the plan for {month}, on {day}.",
        who=brief(who, 80),
        month=month_alone(_, month),
        day=long_day(_, at.date()),
    )


WHAT: dict[str, Tell] = {
    ROLLED: lambda _, change: _(
        "rolled the plan for {month}", month=month_name(_, Month.parse(change.subject))
    ),
    PUT_OFF: lambda _, change: _(
        "put off the plan for {month}", month=month_name(_, Month.parse(change.subject))
    ),
}
"""What each kind of change did, for the history."""

VERBS: dict[str, str] = {
    ROLLED: mark("rolled"),
    PUT_OFF: mark("put off"),
}
"""What each kind of change did to a review, in one word."""
