"""The line of sight as people see it: a list with a button each, nothing blocked."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from domain.account import Account
from domain.goal import GoalKind
from domain.light import Colour
from domain.sight import MISSING, Finding, Gap
from handlers.actions import views as actions
from handlers.actions.buttons import AIM
from handlers.blocks.escaping import brief
from handlers.blocks.message import Message, context, header, section
from handlers.blocks.payload import Button, Numbered, Payload
from handlers.contacts.buttons import ADD, BOARD, HOLD
from handlers.goals import views as goals
from handlers.goals.buttons import PROPOSE
from handlers.milestones.buttons import MOVE
from handlers.roadmap.views import sharable
from handlers.sight.buttons import NAME_GOAL, SHARE, OfChart
from handlers.strategies import buttons as strategy_buttons
from language.amounts import show_amount
from language.lists import cut, rest
from language.speech import Speech, mark
from language.words import GOAL_SIGNS, titled
from services.access import Acting
from services.sight import Checked

SHOWN = 30
"""Gaps with a button each; Slack takes 50 blocks and 12,000 characters a message."""

LINE = 160

FAR = 12
"""Milestones that are named where they are far away."""


def findings(_: Speech, account: Account, checked: Checked) -> Message:
    """Every gap with what closes it; milestones that are far away are one line."""
    title = _("{name}: line of sight", name=account.name)
    found = checked.near
    if not found and not checked.far:
        text = _("No gaps: everything has a purpose.")
        return Message(f"{title}. {text}", [header(title), section(text)])
    blocks: list[Block] = [header(title)]
    blocks += [section(line(_, one), _mend(_, account, one)) for one in found[:SHOWN]]
    more = rest(_, len(found) - SHOWN)
    small = [_("{more}: they move up as these are closed.", more=each) for each in more]
    small += [_far(_, checked.far)] if checked.far else []
    blocks += map(context, [*small, _("Just a checklist, nothing is blocked.")])
    count = _.plural("{n} gap", "{n} gaps", len(found))
    return Message(f"{title}: {count}.", blocks)


def _far(_: Speech, found: Sequence[Finding]) -> str:
    """Further ahead: M5 by 31 Mar 2027, M6 by 30 Sep 2027."""
    dated = [
        _("*{ref}* by {day}", ref=one.ref, day=_.day(one.due))
        for one in found
        if one.due is not None
    ]
    refs = ", ".join(cut(_, dated, FAR))
    return _("Further ahead, no action yet: {milestones}", milestones=refs)


def chart_comes(_: Speech, acting: Acting, number: int | None) -> Message:
    """The chart comes as a direct message; whoever may change the account can share it."""
    details = _("The chart comes to you as a direct message in a moment.")
    return sharable(acting, details, SHARE.draw(_, acting.account, OfChart(number)))


LINES: dict[Gap, str] = {
    Gap.RED_WITHOUT_GOAL: mark("🔴 {name}: which goal does it block?"),
    Gap.MISPLACED_MILESTONE: mark(
        "🏁 {name}: this milestone no longer lies on the way to its goal"
    ),
    Gap.GOAL_WITHOUT_MILESTONES: mark("🎯 {name}: no milestones yet"),
    Gap.GOAL_WITHOUT_PLAN: mark("{sign} {name}: nothing is planned in three months"),
    Gap.MILESTONE_WITHOUT_ACTION: mark("🏁 {name}: no action leads there"),
    Gap.STRATEGY_WITHOUT_ACTIONS: mark("🧭 {name}: no action carries it out"),
    Gap.AIMLESS_ACTION: mark("▫️ {name}: what is it for?"),
    Gap.NO_BUSINESS_GOAL: mark("🎯 There is no business goal: where to, in numbers?"),
    Gap.NO_RELATIONSHIP_GOAL: mark("💬 There is no relationship goal: what do we want to hear?"),
    Gap.NOBODY_KNOWN: mark("👤 Nobody at the customer is named yet: who decides?"),
    Gap.GOAL_WITHOUT_DECIDER: mark("👤 {name}: who decides about it?"),
    Gap.DECIDER_WITHOUT_LINK: mark("👤 {name} decides: who of us holds the link?"),
    Gap.LINKS_OF_ONE: mark("👤 One of us holds all links: who else gets to know them?"),
    Gap.NO_VISION: mark("🔭 There is no vision: how could the account look?"),
}


def line(_: Speech, finding: Finding) -> str:
    """One gap in one line; the monthly review shows the first three."""
    return _(LINES[finding.gap], name=_name(_, finding), sign=GOAL_SIGNS.get(finding.level, ""))


def _name(_: Speech, finding: Finding) -> str:
    """*Red L3* finance director leaving; *M4* 3 products by Sat 31 Oct 2026 (Products sold)."""
    text = brief(finding.text, LINE)
    if finding.gap is Gap.RED_WITHOUT_GOAL:
        return f"*{titled(_, Colour.RED, finding.ref)}* {text}"
    if finding.amount is None or finding.due is None:
        return f"*{finding.ref}* {text}"
    amount = show_amount(finding.amount, _.language)
    wanted = _("{amount} by {day}", amount=amount, day=_.day(finding.due))
    return f"*{finding.ref}* {wanted} ({text})"


def _mend(_: Speech, account: Account, finding: Finding) -> ButtonElement:
    """The button that closes the gap, or leads there."""
    if finding.gap in LEVELS:
        return goals.add_button(_, account, LEVELS[finding.gap])
    if finding.gap in KNOWING:
        return KNOWING[finding.gap].draw(_, account, beside=finding.ref)
    if finding.gap is Gap.DECIDER_WITHOUT_LINK:
        return HOLD.draw(_, account, Numbered(finding.number), beside=finding.ref)
    if finding.gap in MENDING:
        beside = finding.number if finding.gap is Gap.AIMLESS_ACTION else ""
        return MENDING[finding.gap].draw(_, account, Numbered(finding.number), beside=beside)
    if finding.answer is None:
        return strategy_buttons.FORM.draw(_, account)
    return actions.new_button(_, account, finding.answer, beside=finding.ref)


MENDING: dict[Gap, Button[Numbered]] = {
    Gap.RED_WITHOUT_GOAL: NAME_GOAL,
    Gap.MISPLACED_MILESTONE: MOVE,
    Gap.GOAL_WITHOUT_MILESTONES: PROPOSE,
    Gap.AIMLESS_ACTION: AIM,
}
KNOWING: dict[Gap, Button[Payload]] = {
    Gap.NOBODY_KNOWN: ADD,
    Gap.GOAL_WITHOUT_DECIDER: ADD,
    Gap.LINKS_OF_ONE: BOARD,
}
LEVELS: dict[Gap, GoalKind] = {gap: kind for kind, gap in MISSING.items()}
