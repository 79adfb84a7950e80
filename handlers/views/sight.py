"""The line of sight as people see it: a list with a button each, nothing blocked."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from domain.account import Account
from domain.goal import GoalKind
from handlers.mrkdwn import brief
from handlers.speech import Speech
from handlers.views import goals, milestones
from handlers.views.message import Message, button, context, header, section
from services.sight import Finding, Gap

SHOWN = 30
NAME_GOAL = "light.blocks_form"


def findings(_: Speech, account: Account, found: Sequence[Finding]) -> Message:
    """Every gap with what closes it."""
    title = _("{name}: line of sight", name=account.name)
    if not found:
        text = _("Everything serves something: no gaps.")
        return Message(f"{title}. {text}", [header(title), section(text)])
    blocks: list[Block] = [header(title)]
    blocks += [section(line(_, one), _mend(_, account, one)) for one in found[:SHOWN]]
    if len(found) > SHOWN:
        more = len(found) - SHOWN
        blocks.append(context(_.plural("and {n} more", "and {n} more", more)))
    blocks.append(context(_("A list, not a barrier: nothing here stops you.")))
    count = _.plural("{n} gap", "{n} gaps", len(found))
    return Message(f"{title}: {count}.", blocks)


def line(_: Speech, finding: Finding) -> str:
    """One gap in one line; the monthly review shows the first three."""
    name = f"*{finding.ref}* {brief(finding.text, 200)}"
    return {
        Gap.RED_WITHOUT_GOAL: _("🔴 {name}: which goal does it block?", name=name),
        Gap.MISPLACED_MILESTONE: _(
            "🏁 {name}: this milestone no longer lies on the way to its goal", name=name
        ),
        Gap.GOAL_WITHOUT_MILESTONES: _("🎯 {name}: no milestones yet", name=name),
        Gap.NO_BUSINESS_GOAL: _("🎯 There is no business goal: where to, in numbers?"),
        Gap.NO_RELATIONSHIP_GOAL: _("💬 There is no relationship goal: what do we want to hear?"),
        Gap.NO_VISION: _("🔭 There is no vision: how could the account look?"),
    }[finding.gap]


def name_goal_button(_: Speech, account: Account, number: int) -> ButtonElement:
    """Asks which goal a red light blocks."""
    return button(_("Name the goal"), NAME_GOAL, {"a": account.id, "n": number})


def _mend(_: Speech, account: Account, finding: Finding) -> ButtonElement:
    value = {"a": account.id, "n": finding.number}
    add = {
        Gap.NO_BUSINESS_GOAL: GoalKind.BUSINESS,
        Gap.NO_RELATIONSHIP_GOAL: GoalKind.RELATIONSHIP,
        Gap.NO_VISION: GoalKind.VISION,
    }
    if finding.gap in add:
        return goals.add_button(_, account, add[finding.gap])
    if finding.gap is Gap.RED_WITHOUT_GOAL:
        return name_goal_button(_, account, finding.number)
    if finding.gap is Gap.MISPLACED_MILESTONE:
        return button(_("Re-date"), milestones.MOVE, value)
    return button(_("Propose milestones"), goals.PROPOSE, value)
