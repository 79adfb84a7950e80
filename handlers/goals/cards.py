"""The cards of goals as the channel sees them: one each, and true as long as it stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement

from documents.facts import agreement
from domain.account import Account
from domain.agreement import AgreementStanding
from domain.goal import Goal
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, row, said, section, sections
from handlers.blocks.payload import Numbered
from handlers.goals.buttons import AGREE, PROGRESS, PROPOSE, SHOW
from handlers.goals.views import closed, headline, plain_headline
from language.speech import Speech
from services.courses import Course


@dataclass(frozen=True)
class GoalOnCard:
    """A goal, the lines of its milestones, and where the agreement to it stands, if it has any.

    `course`: what was measured of a business goal.
    """

    goal: Goal
    milestones: Sequence[str] = ()
    standing: AgreementStanding | None = None
    course: Course | None = None


@dataclass(frozen=True)
class SeenGoals:
    """The goals on a card by reference, those that still live here, and who set them.

    `what` is who did what to the one goal on it last, and `why` the reason that was given.
    """

    refs: Sequence[str]
    goals: Mapping[str, GoalOnCard]
    living: Collection[str]
    who: str
    what: str = ""
    why: str = ""

    @property
    def is_one(self) -> bool:
        """Whether one goal has the card for itself."""
        return len(self.refs) == 1


def card(_: Speech, account: Account, seen: SeenGoals) -> Message:
    """The card of one goal, or of several that were set together."""
    blocks = [block for ref in seen.refs for block in _goal(_, account, seen, ref)]
    title = seen.what
    if not seen.is_one:
        n = len(seen.refs)
        title = _.plural("{n} goal from {who}", "{n} goals from {who}", n, who=seen.who)
        blocks.insert(0, section(f"*{escape(title)}*"))
    plain = " · ".join(
        plain_headline(_, seen.goals[ref].goal) if ref in seen.goals else _taken_back(_, ref)
        for ref in seen.refs
    )
    return Message(". ".join(filter(None, [title, plain])), blocks)


def _goal(_: Speech, account: Account, seen: SeenGoals, ref: str) -> list[Block]:
    one = seen.goals.get(ref)
    if one is None:
        return [section(_taken_back(_, ref))]
    beside = "" if seen.is_one else ref
    if ref not in seen.living:
        show = SHOW.draw(_, account, Numbered(one.goal.number), beside=beside)
        text = _("{goal}\nContinued in a newer message below.", goal=headline(_, one.goal))
        return [section(text, show)]
    what = [escape(seen.what)] if seen.what and seen.is_one else []
    lines = [*what, headline(_, one.goal), *_facts(_, seen, one)]
    return [*sections(lines), *row(*_buttons(_, account, one, beside))]


def _facts(_: Speech, seen: SeenGoals, one: GoalOnCard) -> list[str]:
    if not one.goal.is_open:
        return [closed(_, one.goal)]
    agreed = agreement(_, one.standing, escape) if one.standing else ""
    why = _("Why: {why}", why=escape(seen.why)) if seen.why and seen.is_one else ""
    return [line for line in (*one.milestones, agreed, why) if line]


def _buttons(_: Speech, account: Account, one: GoalOnCard, beside: str) -> list[ButtonElement]:
    """The next steps for an open goal with numbers: agree, propose milestones or report."""
    if one.standing is None or not one.goal.is_open:
        return []
    steps = [] if one.standing.team.is_complete else [AGREE]
    steps.append(PROGRESS if one.milestones else PROPOSE)
    return [step.draw(_, account, Numbered(one.goal.number), beside=beside) for step in steps]


def _taken_back(_: Speech, ref: str) -> str:
    return _("{ref} was taken back.", ref=ref)


def taken_back(_: Speech) -> Message:
    """Everything that a reply told of was taken back."""
    return said(_("Taken back."))


def news(_: Speech, one: GoalOnCard, told: Sequence[str], reached: Sequence[str] = ()) -> Message:
    """News of a goal by one person within a few minutes, what that reached, and how it stands."""
    said = [*(escape(line) for line in told), *reached]
    cheers = (line.replace("*", "").replace("`", "").rstrip(".") for line in reached)
    plain = ". ".join([*told, *cheers, plain_headline(_, one.goal)])
    return Message(plain, sections([*said, headline(_, one.goal), *one.milestones]))
