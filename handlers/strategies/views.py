"""Strategies as one person sees them: the list, one alone, and the answer to a change."""

from slack_sdk.models.blocks import Block

from documents.facts import counted
from domain.account import Account
from domain.commitment import Concern
from domain.text import alphabetical, shorten
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, section
from handlers.blocks.payload import Numbered
from handlers.history.buttons import undo_button, undoable
from handlers.lights.views import account_name
from handlers.strategies.buttons import CHANGE, FORM, RETIRE, SHOW, START
from handlers.strategies.cards import retired_card
from handlers.strategies.lines import (
    FEW,
    LINE,
    LISTED,
    NAMED,
    SHORT,
    STATEMENT,
    Names,
    answer_button,
    answers,
    commit_button,
    facts,
    headline,
    line_as_changed,
    name_of,
    plain_headline,
    statement_as_changed,
    wording,
)
from language.lists import cut, rest
from language.speech import Speech
from services.commitments import Given, Raised
from services.standings import Card, StrategyOverview
from services.strategies import (
    AIMED,
    CONFIRMED,
    CORRECTED,
    REOPENED,
    RETIRED,
    REWORDED,
    StrategyChange,
)


def overview(_: Speech, account: Account, found: StrategyOverview, me: str) -> Message:
    """Every active strategy with where it stands, and what waits for who asks."""
    title = _("{name}: strategies", name=account.name)
    if not found.cards:
        return _none_yet(_, account, title)
    blocks: list[Block] = [header(title)]
    blocks += [_row(_, account, one, me) for one in found.cards[:LISTED]]
    for others in rest(_, len(found.cards) - LISTED):
        blocks.append(context(f"{others}: `/kam strategy {found.cards[LISTED].strategy.ref}`"))
    if found.retired:
        blocks.append(context(_.plural("{n} retired", "{n} retired", found.retired)))
    blocks.append(actions(FORM.draw(_, account)))
    details = "; ".join(f"{plain_headline(one.strategy)}: {counted(_, one)}" for one in found.cards)
    return Message(shorten(f"{title}. {details}.", STATEMENT), blocks)


def _row(_: Speech, account: Account, one: Card, me: str) -> Block:
    strategy, standing = one.strategy, one.standing
    facts = [f"*{counted(_, one)}*"]
    if standing.concerns:
        facts.append(_.plural("💬 {n} concern", "💬 {n} concerns", len(standing.concerns)))
    if me in standing.waiting:
        facts.append("⏳ " + _("waits for you"))
    facts.append(", ".join(f"G{number}" for number in strategy.goals))
    small = " · ".join(fact for fact in facts if fact)
    text = "\n".join([headline(strategy, SHORT), small, _serving_short(_, account, one)])
    number = strategy.number
    return section(text, SHOW.draw(_, account, Numbered(number), beside=number))


def _serving_short(_: Speech, account: Account, one: Card) -> str:
    """The actions that serve a strategy, as references without their texts."""
    refs = cut(_, [each.ref for each in one.actions], FEW)
    done = _.short_day(account.today(one.last_done)) if one.last_done else ""
    if refs:
        return "🔧 " + _.listing(refs) + (f" · {_('last done {day}', day=done)}" if done else "")
    if done:
        return "⚠️ " + _("no open action, last done {day}", day=done)
    return "⚠️ " + _("no action yet")


def _none_yet(_: Speech, account: Account, title: str) -> Message:
    text = _(
        "No strategy yet. How does the team get to its goals? Three questions lead to the first."
    )
    buttons = actions(START.draw(_, account, style="primary"), FORM.draw(_, account))
    return Message(f"{title}. {text}", [header(title), section(text), buttons])


def alone(_: Speech, account: Account, found: StrategyOverview) -> Message:
    """One strategy for who asks: also who is still to come, and what the concerns say."""
    (one,) = found.cards
    strategy = one.strategy
    if not strategy.is_active:
        return retired_card(_, account, strategy)
    blocks = [*wording(strategy), *facts(_, account, one, found.names)]
    blocks += _who_is_to_come(_, one, found.names)
    blocks += [_concern_row(_, account, each, found.names) for each in one.standing.concerns[:FEW]]
    blocks.append(
        actions(
            *answers(_, account, strategy),
            CHANGE.draw(_, account, Numbered(strategy.number)),
            RETIRE.draw(_, account, Numbered(strategy.number)),
        )
    )
    since = _.day(account.today(strategy.worded_at))
    who = name_of(_, found.names, strategy.proposed_by)
    blocks.append(context(_("Proposed by {who} · in these words since {day}", who=who, day=since)))
    return Message(f"{plain_headline(strategy)}. {counted(_, one)}.", blocks)


def _who_is_to_come(_: Speech, one: Card, names: Names) -> list[Block]:
    waiting = one.standing.waiting
    people = sorted((name_of(_, names, person) for person in waiting[:NAMED]), key=alphabetical)
    people += rest(_, len(waiting) - NAMED)
    if not people:
        return []
    text = _("Still to come: {people}.", people=_.listing(people))
    return [context(text, _("Only you see these names."))]


def _concern_row(_: Speech, account: Account, found: Concern, names: Names) -> Block:
    who = name_of(_, names, found.person_id)
    return section(f"💬 *{who}*: {brief(found.text, LINE)}", answer_button(_, account, found))


def proposed(_: Speech, account: Account, change: StrategyChange) -> Message:
    """The one line the proposer gets; they can be the first to commit, or say more."""
    strategy = change.strategy
    done = _("Proposed.")
    small = _("I posted it in the account's channel, where everybody is asked to commit.")
    change_it = CHANGE.draw(_, account, Numbered(strategy.number))
    blocks = [
        section(f"{done} {headline(strategy)}", undo_button(_, account, change.activity)),
        actions(commit_button(_, account, strategy), change_it),
        context(f"{account_name(account)} · {small}"),
    ]
    return Message(f"{done} {plain_headline(strategy)}", blocks)


def changed(_: Speech, account: Account, change: StrategyChange) -> Message:
    """The one line the actor gets after another change, with the difference if there is one."""
    strategy, activity = change.strategy, change.activity
    done, small = _changed_words(_, activity.kind)
    said = f"{done} {line_as_changed(strategy, activity)}"
    blocks = [
        section(said, undo_button(_, account, activity)),
        *statement_as_changed(activity),
        context(f"{account_name(account)} · {small}"),
    ]
    return Message(f"{done} {plain_headline(strategy)}", blocks)


def _changed_words(_: Speech, kind: str) -> tuple[str, str]:
    return {
        REWORDED: (
            _("Changed."),
            _("Everybody is asked to commit again; what they said before no longer counts."),
        ),
        CORRECTED: (_("Corrected."), _("A small correction: commitments stay.")),
        AIMED: (_("Noted."), _("The card shows the goals it serves.")),
        CONFIRMED: (_("Noted."), _("The review asks again in half a year.")),
        RETIRED: (_("Retired."), _("Nobody is asked about it any more.")),
        REOPENED: (_("Open again."), _("What was promised to it counts again.")),
    }[kind]


def committed(_: Speech, account: Account, given: Given) -> Message:
    """The one line who committed gets."""
    strategy, line = given.strategy, given.commitment.line
    text, shown = (
        _("You committed to {ref}: “{line}”", ref=strategy.ref, line=each)
        for each in (line, escape(line))
    )
    short = brief(strategy.text, SHORT)
    return Message(text, undoable(_, account, given.activity, shown, short))


def raised(_: Speech, account: Account, found: Raised) -> Message:
    """The one line who raised a concern gets."""
    text = _("Noted: your concern is in the thread of {ref}.", ref=found.strategy.ref)
    return _noted(_, account, found, text)


def settled(_: Speech, account: Account, found: Raised) -> Message:
    """The one line who answered gets."""
    text = _("Answered: the concern about {ref} is no longer listed.", ref=found.strategy.ref)
    return _noted(_, account, found, text)


def _noted(_: Speech, account: Account, found: Raised, text: str) -> Message:
    short = brief(found.concern.text, SHORT)
    return Message(text, undoable(_, account, found.activity, text, short))
