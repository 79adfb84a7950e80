"""The monthly question as one person sees it, and what they have answered so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from slack_sdk.models.blocks import Block, ButtonElement
from slack_sdk.models.views import View

from domain.account import Account
from domain.calendar import Month
from domain.confidence import HowKept
from domain.goal import Goal
from domain.notice_kinds import Topic
from domain.pulse import ENOUGH, SCORES
from handlers.blocks import inputs
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, said, section
from handlers.goals import views as goals
from handlers.mutes.views import footer
from handlers.plan.views import month_alone
from handlers.questions.buttons import PART, RATE, SAVE_WORD, WORD, AboutMonth, RateGoal, SayPart
from handlers.strategies.lines import headline
from handlers.strategies.reminders import agreements_wait, commitments_wait
from language.lists import and_more, rest
from language.speech import Speech
from services.agreeing import ToAgree
from services.questions import Promised, Questions
from services.reminders import Due
from services.standings import Waiting

ASKED = 14
"""Questions in one message, each perhaps of another account: Slack takes 50 blocks."""

LINE = 200
FEW = 5


def kept_words(_: Speech) -> dict[HowKept, str]:
    """The four answers about one's own part, as they are said everywhere."""
    return {
        HowKept.KEPT: _("Kept"),
        HowKept.PARTLY: _("Partly"),
        HowKept.NOT: _("Not"),
        HowKept.CHANGED: _("It has changed"),
    }


@dataclass(frozen=True)
class QuestionRow:
    """A question about an account: what it is about, and the buttons that answer it."""

    account: Account
    blocks: list[Block]
    is_answered: bool


def question(
    _: Speech,
    month: Month,
    found: Sequence[Questions],
    beside: Sequence[str] = (),
    *,
    replace: bool = False,
) -> Message:
    """How sure somebody is of each goal, and whether they did their part, over all accounts.

    `beside` is what the reminders of this morning would have said.
    """
    title = _("How sure are we? {month}", month=month_alone(_, month))
    scale = _("How sure are you of each goal? 1: not at all · 5: entirely.")
    blocks: list[Block] = [header(title), section(scale), *_by_account(_, month, found)]
    if beside:
        blocks.append(section("\n".join(beside)))
    blocks += footer(_, Topic.QUESTION, _why(_, found), personal=True)
    return Message(f"{title}. {scale}", blocks, replace=replace)


def _by_account(_: Speech, month: Month, found: Sequence[Questions]) -> list[Block]:
    """The questions with their buttons, those of an account under its name."""
    blocks: list[Block] = []
    rows = [row for each in found for row in _rows(_, month, each)]
    for name, of_account in groupby(_asked(rows), lambda row: row.account.name):
        blocks.append(section(f"*{escape(name)}*"))
        blocks += [block for row in of_account for block in row.blocks]
    return [*blocks, *(context(each) for each in rest(_, len(rows) - ASKED))]


def _why(_: Speech, found: Sequence[Questions]) -> str:
    """How much is answered so far, why one is asked, and what is shown of it."""
    why = _(
        "You are asked once a month because you are on the team. Only how often each answer was "
        "given is shown, never by whom, and only from {enough} answers on; a word that you add is "
        "shown with your name.",
        enough=ENOUGH,
    )
    answered = sum(len(each.scores) + _said(each) for each in found)
    so_far = _.plural("{n} answer so far.", "{n} answers so far.", answered) if answered else ""
    return f"{so_far} {why}".strip()


def _said(found: Questions) -> int:
    return sum(each.report is not None for each in found.promises)


def _asked(rows: Sequence[QuestionRow]) -> list[QuestionRow]:
    """As many as one message takes, in their order; those without an answer come before others."""
    open_first = sorted(range(len(rows)), key=lambda place: rows[place].is_answered)
    return [rows[place] for place in sorted(open_first[:ASKED])]


def _rows(_: Speech, month: Month, found: Questions) -> list[QuestionRow]:
    home = found.account
    rated = [
        QuestionRow(home, _goal(_, month, found, goal), goal.saved_id in found.scores)
        for goal in found.goals
    ]
    promised = [
        QuestionRow(home, _promise(_, month, home, each), each.report is not None)
        for each in found.promises
    ]
    return [*rated, *promised]


def _goal(_: Speech, month: Month, found: Questions, goal: Goal) -> list[Block]:
    mine = found.scores.get(goal.saved_id)
    buttons = [
        RATE.draw(
            _,
            found.account,
            RateGoal(goal.number, month, score),
            label=f"✓ {score}" if score == mine else str(score),
            beside=f"{found.account.id}-{goal.number}-{score}",
        )
        for score in SCORES
    ]
    return [section(goals.headline(_, goal)), actions(*buttons)]


def _promise(_: Speech, month: Month, account: Account, one: Promised) -> list[Block]:
    number, mine = one.strategy.number, one.report
    lines = [
        headline(one.strategy, LINE),
        _("You said: “{line}” Did you do your part?", line=brief(one.commitment.line, LINE)),
    ]
    if mine and mine.note:
        lines.append(f"💬 {brief(mine.note, LINE)}")
    buttons = [
        _part(_, month, account, number, kept, label, is_mine=bool(mine and mine.kept is kept))
        for kept, label in kept_words(_).items()
    ]
    if mine:
        beside = f"{account.id}-{number}"
        buttons.append(WORD.draw(_, account, AboutMonth(number, month), beside=beside))
    return [section("\n".join(lines)), actions(*buttons)]


def _part(
    _: Speech,
    month: Month,
    account: Account,
    number: int,
    kept: HowKept,
    label: str,
    *,
    is_mine: bool,
) -> ButtonElement:
    shown, beside = f"✓ {label}" if is_mine else label, f"{account.id}-{number}-{kept}"
    return PART.draw(_, account, SayPart(number, month, kept), label=shown, beside=beside)


def beside(
    _: Speech, due: Sequence[Due], waiting: Sequence[Waiting], to_agree: Sequence[ToAgree]
) -> list[str]:
    """The other things that wait this morning: due actions, one's commitment and agreement."""
    late = [
        f"*{one.ref}* {brief(one.text, 60)}" for each in due for one in (*each.overdue, *each.due)
    ]
    strategies = sum(len(each.strategies) for each in waiting)
    lines = []
    if late:
        refs = _.listing(late[:FEW])
        more = f", {and_more(_, len(late) - FEW)}" if len(late) > FEW else ""
        lines.append(_("Due: {actions}. `/kam mine` shows them.", actions=f"{refs}{more}"))
    if strategies:
        lines.append(f"{commitments_wait(_, strategies)}: `/kam strategies`")
    business = sum(len(each.goals) for each in to_agree)
    if business:
        lines.append(f"{agreements_wait(_, business)}: `/kam goals`")
    return lines


def word(_: Speech, one: Promised) -> View:
    """The form for a word on how one did one's part."""
    initial = one.report.note if one.report and one.report.note else ""
    label, example = _("A word on how it went"), _("Two ideas, one of them is tried now")
    hint = _("The team reads it on the card, with your name.")
    text = inputs.text("text", label, example, initial=initial, hint=hint, optional=True)
    title, about = _("Your part in {ref}", ref=one.strategy.ref), headline(one.strategy, LINE)
    return inputs.form(_, SAVE_WORD, title, _("Save"), section(about), text)


def nothing(_: Speech) -> Message:
    """There is no goal and no promise to ask about."""
    return said(_("There is nothing to ask: no open business goal, and no commitment of yours."))
