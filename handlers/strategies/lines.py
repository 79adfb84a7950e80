"""The lines of messages about strategies, their buttons, and what a new wording changed."""

from collections.abc import Mapping

from slack_sdk.models.blocks import Block, ButtonElement

from documents.facts import counted, kept
from domain.account import Account
from domain.activity import Activity
from domain.commitment import Commitment, Concern
from domain.strategy import Strategy
from handlers.blocks.difference import difference
from handlers.blocks.escaping import brief
from handlers.blocks.message import section
from handlers.blocks.payload import Numbered
from handlers.lights.views import NAME
from handlers.strategies.buttons import ANSWER, COMMIT, CONCERN, OfWording
from language.lists import cut, paragraphs
from language.speech import Speech
from services.standings import Card

LINE = 500
SHORT = 160
STATEMENT = 2_900
SHOWN = 12
"""Commitments with their lines on a card; the rest is counted."""

NAMED = 40
"""People named one by one where somebody asks who is still to come."""

FEW = 5
LISTED = 15
"""Strategies of a list; Slack takes 50 blocks and 12,000 characters a message."""

Names = Mapping[str, str]


def headline(strategy: Strategy, limit: int = LINE) -> str:
    """🧭 *S1* Become their innovation partner."""
    return f"🧭 *{strategy.ref}* {brief(strategy.text, limit * 3)}"


def plain_headline(strategy: Strategy) -> str:
    """The headline of a strategy without markup, for screen readers and notifications."""
    return f"{strategy.ref} {strategy.text}"


def wording(strategy: Strategy) -> list[Block]:
    """The wording of a strategy: the line, and the statement if there is one."""
    blocks: list[Block] = [section(headline(strategy))]
    if strategy.statement:
        blocks.append(section(brief(strategy.statement, STATEMENT)))
    return blocks


def _goals(_: Speech, card: Card) -> list[str]:
    goals = cut(_, [f"*{goal.ref}* {brief(goal.text, SHORT)}" for goal in card.goals], FEW)
    return [_("🎯 Serves {goals}", goals=_.listing(goals))] if goals else []


def _committed(_: Speech, card: Card, names: Names) -> list[str]:
    lines = [_promise(_, card, names, one) for one in card.standing.committed]
    head = " · ".join(filter(None, [f"*{counted(_, card)}*", kept(_, card)]))
    return [head, *cut(_, lines, SHOWN)]


def _promise(_: Speech, card: Card, names: Names, one: Commitment) -> str:
    """✅ *Ben*: one idea a month 💬 two of them; by name only the word that he added himself."""
    note = card.parts.notes.get(one.person_id)
    said = f" 💬 {brief(note, SHORT)}" if note else ""
    return f"✅ *{name_of(_, names, one.person_id)}*: {brief(one.line, SHORT)}{said}"


def _concerns(_: Speech, card: Card, names: Names) -> list[str]:
    lines = [
        _("💬 *{who}* has a concern, see the thread", who=name_of(_, names, one.person_id))
        for one in card.standing.concerns
    ]
    return cut(_, lines, FEW)


def _to_come(_: Speech, card: Card) -> list[str]:
    """How many, never who: nobody is shamed in the channel."""
    count = len(card.standing.waiting)
    if count:
        return [_.plural("⏳ {n} still to come", "⏳ {n} still to come", count)]
    is_done = card.standing.is_complete and not card.standing.concerns
    return [_("🎉 Everybody has committed.")] if is_done else []


def _serving(_: Speech, account: Account, card: Card) -> str:
    """The actions that serve it, and when one was last done."""
    refs = cut(_, [f"*{one.ref}* {brief(one.text, 60)}" for one in card.actions], FEW)
    last = _.day(account.today(card.last_done)) if card.last_done else ""
    done = _("last done on {day}", day=last) if last else _("none done yet")
    if refs:
        return _("🔧 Actions: {actions} · {done}", actions=_.listing(refs), done=done)
    if card.last_done:
        return _("⚠️ Nothing open for it · {done}", done=done)
    return _("⚠️ Nothing planned for it yet")


def name_of(_: Speech, names: Names, person_id: str) -> str:
    """The name of somebody, safe to show."""
    return brief(names.get(person_id, _("Somebody")), NAME)


def commit_button(
    _: Speech,
    account: Account,
    strategy: Strategy,
    *,
    wording: int | None = None,
    style: str | None = None,
) -> ButtonElement:
    """Asks for one line; `wording` where another one than the present was read."""
    read = OfWording(strategy.number, wording or strategy.wording)
    return COMMIT.draw(_, account, read, beside=strategy.number, style=style)


def answers(
    _: Speech,
    account: Account,
    strategy: Strategy,
    *,
    wording: int | None = None,
    style: str | None = None,
) -> list[ButtonElement]:
    """To commit, or to say what one has against it, which is always said of the present words."""
    concern = OfWording(strategy.number, strategy.wording)
    commit = commit_button(_, account, strategy, wording=wording, style=style)
    return [commit, CONCERN.draw(_, account, concern)]


def answer_button(_: Speech, account: Account, concern: Concern) -> ButtonElement:
    """Asks for an answer to a concern."""
    return ANSWER.draw(_, account, Numbered(concern.saved_id), beside=concern.saved_id)


def facts(_: Speech, account: Account, one: Card, names: Names) -> list[Block]:
    """The goals that a strategy serves, the answers of members, and the actions for it."""
    lines = [
        *_goals(_, one),
        *_committed(_, one, names),
        *_concerns(_, one, names),
        *_to_come(_, one),
        _serving(_, account, one),
    ]
    return [section(text) for text in paragraphs(lines)]


def line_as_changed(strategy: Strategy, activity: Activity) -> str:
    """🧭 *S1* Become their *favourite* partner: its line, with what a change did to it."""
    before, after = activity.before or {}, activity.after or {}
    if "text" not in after:
        return headline(strategy)
    return f"🧭 *{strategy.ref}* {difference(before['text'], after['text'])}"


def statement_as_changed(activity: Activity) -> list[Block]:
    """The change of the statement; nothing where the change left it alone."""
    before, after = activity.before or {}, activity.after or {}
    if "statement" not in after:
        return []
    return [section(difference(before["statement"], after["statement"]))]
