"""The plan as people see it: overdue first, one month in detail, two in outline."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from slack_sdk.models.blocks import Block, ButtonElement

from domain.account import Account
from domain.calendar import Month, PlanWindow
from domain.plan import Entry, Plan
from domain.text import shorten
from handlers.actions import mending
from handlers.actions.views import LINE, Names, facts, headline, menu, new_button
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, section
from handlers.plan.buttons import MONTH, OfMonth
from language.lists import and_more, paragraphs
from language.speech import REGION, Speech
from language.words import action_state_word, month_name
from services.actions import Mine
from services.plan import MonthSight, PlanView

ROWS = 20
"""Actions with a menu of their own; Slack takes 50 blocks and 12,000 characters a message."""

MENDED = 6
"""Lines with buttons of their own for what they lack."""

OUTLINE = 4
"""Actions of a later month that are shown, each with its menu."""

OUTLINED = 100
"""Characters of such a line."""

REFS = 15


def plan(_: Speech, account: Account, sight: PlanView) -> Message:
    """The window: who does what by when, and what is missing."""
    found = sight.plan
    title = title_of(_, account, found.window)
    blocks: list[Block] = [header(title)]
    blocks += _banner(_, found)
    rows = _Rows(_, account, sight.names)
    blocks += rows.part("⏰ *" + _("Overdue") + "*", found.overdue)
    if found.left:
        left = _("Left over from {month}", month=months_of(_, found.left))
        blocks += rows.part(f"*{left}*", found.left)
    blocks += rows.part(f"*{month_name(_, found.window.first)}*", found.in_detail, always=True)
    blocks += rows.rest(found.window.first)
    for month in found.window.months[1:]:
        blocks += _outline(_, account, month, found.months[month], sight)
    blocks += _small_print(_, found)
    blocks.append(actions(new_button(_, account), *_months(_, account, found.window)))
    return Message(f"{title}. {summary(_, found)}", blocks)


def _months(_: Speech, account: Account, window: PlanWindow) -> list[ButtonElement]:
    """A button for each month, which shows it alone."""
    return [
        MONTH.draw(_, account, OfMonth(month), beside=month, label=month_alone(_, month))
        for month in window.months
    ]


def title_of(_: Speech, account: Account, window: PlanWindow) -> str:
    """Acme: plan for May to July 2026."""
    first, _middle, last = window.months
    return _(
        "{name}: plan for {first} to {last}",
        name=account.name,
        first=month_alone(_, first) if first.year == last.year else month_name(_, first),
        last=month_name(_, last),
    )


def month_alone(_: Speech, month: Month) -> str:
    """May, without its year."""
    return format_date(month.first_day, "LLLL", locale=REGION[_.language])


def summary(_: Speech, plan: Plan) -> str:
    """How many are open, overdue and incomplete: the plan in one sentence."""
    incomplete = sum(bool(entry.gaps) for entry in plan.open)
    counts = [_.plural("{n} open action", "{n} open actions", len(plan.open))]
    if plan.overdue:
        counts.append(_.plural("{n} overdue", "{n} overdue", len(plan.overdue)))
    if incomplete:
        counts.append(_.plural("{n} incomplete", "{n} incomplete", incomplete))
    return _.listing(counts) + "."


def months_of(_: Speech, entries: Sequence[Entry]) -> str:
    """The months that these stand in: March and April."""
    months = sorted({entry.action.month for entry in entries})
    return _.listing([month_alone(_, month) for month in months])


def _banner(_: Speech, plan: Plan) -> list[Block]:
    if plan.window.rolled:
        return []
    text = _("⚠️ {month} is not rolled yet: `/kam review`", month=month_name(_, plan.window.first))
    return [context(text)]


class _Rows:
    """Rows with a menu each, as many as fit; what does not is counted."""

    def __init__(self, _: Speech, account: Account, names: Names) -> None:
        self._ = _
        self.account = account
        self.names = names
        self.left = ROWS
        self.mended = MENDED
        self.cut = 0

    def part(self, title: str, entries: Sequence[Entry], *, always: bool = False) -> list[Block]:
        """A titled part; an empty one only where it says something that there is nothing."""
        if not entries:
            is_first = self.left == ROWS
            nothing = self._("Nothing planned yet.") if is_first else self._("Nothing else.")
            return [section(f"{title}\n{nothing}")] if always else []
        shown = entries[: self.left]
        self.left -= len(shown)
        self.cut += len(entries) - len(shown)
        rows = [block for entry in shown for block in self._row(entry)]
        return [section(title), *rows] if rows else []

    def _row(self, entry: Entry) -> list[Block]:
        """The line, and under it the buttons that mend what it lacks."""
        mends = mending.of_entry(self._, self.account, entry) if self.mended > 0 else []
        self.mended -= len(mends)
        return [self._line(entry), *mends]

    def _line(self, entry: Entry) -> Block:
        details = " · ".join(facts(self._, entry, self.names))
        text = headline(entry.action, LINE)
        return section(
            f"{text}\n      {details}" if details else text,
            menu(self._, self.account, entry.action),
        )

    def rest(self, month: Month) -> list[Block]:
        """The number of lines that did not fit, and how to see them."""
        if not self.cut:
            return []
        more = and_more(self._, self.cut)
        return [context(f"{more}: `/kam plan {month_alone(self._, month)}` · `/kam mine`")]


def _outline(
    _: Speech, account: Account, month: Month, entries: Sequence[Entry], sight: PlanView
) -> list[Block]:
    """A later month: a line each with its menu, as many as there is room for."""
    title = f"*{month_name(_, month)}*"
    if not entries:
        return [section(f"{title}\n{_('Nothing outlined yet.')}")]
    rows = [
        section(_short(_, entry, sight.names), menu(_, account, entry.action))
        for entry in entries[:OUTLINE]
    ]
    left = len(entries) - OUTLINE
    return [section(title), *rows, *([context(and_more(_, left))] if left > 0 else [])]


def _short(_: Speech, entry: Entry, names: Names) -> str:
    details = " · ".join(facts(_, entry, names))
    line = headline(entry.action, OUTLINED)
    return f"{line} · {details}" if details else line


def _small_print(_: Speech, plan: Plan) -> list[Block]:
    """The actions that are done, that come later, and that serve nothing: listed, never blocked."""
    lines = []
    if plan.done:
        done = _.plural("{n} done", "{n} done", len(plan.done))
        lines.append(f"✅ {month_alone(_, plan.window.first)}: {done}")
    if plan.later:
        lines.append(_("Later: {refs}", refs=_refs(_, plan.later)))
    aimless = [entry for entry in plan.open if entry.action.serves is None]
    if aimless:
        lines.append(_("Linked to no light, milestone or strategy: {refs}", refs=_refs(_, aimless)))
    return [context(*lines)] if lines else []


def _refs(_: Speech, entries: Sequence[Entry]) -> str:
    refs = [entry.action.ref for entry in entries[:REFS]]
    if len(entries) > REFS:
        refs.append(_.plural("{n} more", "{n} more", len(entries) - REFS))
    return ", ".join(refs)


def month(_: Speech, account: Account, sight: MonthSight) -> Message:
    """One month: what is open, each with its menu, and what was done or dropped."""
    title = _("{name}: {month}", name=account.name, month=month_name(_, sight.month))
    blocks: list[Block] = [header(title)]
    rows = _Rows(_, account, sight.names)
    blocks += rows.part(f"*{_('Open')}*", sight.open, always=not sight.closed)
    hidden = [_short(_, entry, sight.names) for entry in sight.open[ROWS:]]
    closed = [
        f"{action_state_word(_, action.state)}: {headline(action, OUTLINED)}"
        for action in sight.closed
    ]
    blocks += [section(text) for text in _within(_, [*hidden, *closed])]
    blocks += [section(text) for text in _within(_, _as_rolled(_, account, sight), 3_000)]
    blocks.append(actions(new_button(_, account)))
    counts = [
        _.plural("{n} open action", "{n} open actions", len(sight.open)),
        _.plural("{n} done", "{n} done", sum(action.is_done for action in sight.closed)),
    ]
    return Message(f"{title}. {_.listing(counts)}.", blocks)


def _as_rolled(_: Speech, account: Account, sight: MonthSight) -> list[str]:
    """The plan of this month as it was when it was rolled, whatever became of it since."""
    review = sight.review
    if review is None or review.rolled_at is None or review.snapshot is None:
        return []
    who = escape(sight.names.get(review.rolled_by or "", _("Somebody")))
    day = _.day(account.today(review.rolled_at))
    kept = [each for each in review.snapshot["actions"] if each["month"] == str(sight.month)]
    title = _("As {who} rolled it on {day}", who=who, day=day)
    return [f"*{title}*", *(_kept(_, each) for each in kept)]


def _kept(_: Speech, action: dict[str, Any]) -> str:
    due = _.day(date.fromisoformat(action["due"])) if action["due"] else ""
    facts = [f"*{action['ref']}* {brief(action['text'], OUTLINED)}"]
    facts += [escape(action["owner"] or ""), due]
    return " · ".join(fact for fact in facts if fact)


def _within(_: Speech, lines: list[str], limit: int = 5_000) -> list[str]:
    """Lines as paragraphs, as many as stay well within a message."""
    shown: list[str] = []
    for line in lines:
        if sum(map(len, shown)) + len(line) > limit:
            shown.append(and_more(_, len(lines) - len(shown)))
            break
        shown.append(line)
    return paragraphs(shown)


def mine(_: Speech, found: Sequence[Mine], me: str) -> Message:
    """The actions of somebody, by account."""
    count = sum(len(each.entries) for each in found)
    title = _.plural("Your action", "Your {n} actions", count)
    blocks: list[Block] = [header(_("Your actions"))]
    left = ROWS
    for each in found:
        rows = _Rows(_, each.account, {me: ""})
        rows.left = left
        blocks += rows.part(f"*{escape(each.account.name)}*", each.entries)
        left = rows.left
        if left <= 0:
            break
    if count > ROWS:
        blocks.append(context(and_more(_, count - ROWS)))
    if not count:
        blocks.append(section(_("Nothing is waiting for you.")))
    refs = ", ".join(
        f"{entry.action.ref} {shorten(entry.action.text, LINE)}"
        for each in found[:3]
        for entry in each.entries[:3]
    )
    return Message(f"{title}: {refs}" if refs else _("Nothing is waiting for you."), blocks)
