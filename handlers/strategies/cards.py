"""Strategies as their team sees them in the channel: one card each, and word of what changed."""

from documents.facts import counted
from domain.account import Account
from domain.activity import Activity
from domain.commitment import Concern
from domain.strategy import Strategy
from handlers.actions.buttons import PLAN, PlanAction
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, said, section
from handlers.blocks.past import Tell, tells
from handlers.blocks.payload import Numbered
from handlers.lights.views import account_name
from handlers.strategies.buttons import REOPEN
from handlers.strategies.lines import (
    Names,
    answer_button,
    answers,
    facts,
    headline,
    line_as_changed,
    plain_headline,
    statement_as_changed,
    wording,
)
from language.speech import Speech, mark
from services.commitments import ANSWERED, GIVEN, RAISED, REPHRASED
from services.standings import StrategyOverview
from services.strategies import AIMED, CONFIRMED, CORRECTED, PROPOSED, REOPENED, RETIRED, REWORDED


def card(_: Speech, account: Account, found: StrategyOverview) -> Message:
    """The one message of a strategy in the home channel, as it stands."""
    (one,) = found.cards
    strategy = one.strategy
    if not strategy.is_active:
        return retired_card(_, account, strategy)
    blocks = [*wording(strategy), *facts(_, account, one, found.names)]
    style = None if one.standing.is_complete else "primary"
    blocks += [
        actions(
            *answers(_, account, strategy, style=style),
            PLAN.draw(_, account, PlanAction(strategy.ref)),
        ),
        context(_("Everybody in the team is asked to say what they will do, in their own words.")),
    ]
    return Message(f"{plain_headline(strategy)}. {counted(_, one)}.", blocks)


def retired_card(_: Speech, account: Account, strategy: Strategy) -> Message:
    """The rest of a card once the strategy is given up."""
    why = _("Retired: {why}", why=escape(strategy.why or ""))
    return Message(
        f"{plain_headline(strategy)}. {_('Retired: {why}', why=strategy.why or '')}",
        [
            section(f"~{headline(strategy)}~\n🗄️ {why}"),
            actions(REOPEN.draw(_, account, Numbered(strategy.number))),
            context(_home(_, account)),
        ],
    )


def taken_back(_: Speech, account: Account, ref: str) -> Message:
    """The rest of a message about something that was undone."""
    return said(_("{ref} was taken back.", ref=ref), context(_home(_, account)))


def _home(_: Speech, account: Account) -> str:
    return _("{account} lives in this channel.", account=account_name(account))


def news_taken_back(_: Speech, account: Account, ref: str) -> Message:
    """The rest of the news of a change that was undone."""
    text = _("A change of {ref} was taken back: its card shows how it stands.", ref=ref)
    return said(text, context(_home(_, account)))


def news(_: Speech, account: Account, strategy: Strategy, activity: Activity, who: str) -> Message:
    """The channel learns of another wording, or that it is over."""
    if activity.kind == RETIRED:
        return _over(_, account, strategy, activity, who)
    what = _("{who} changed the wording of {ref}", who=who, ref=strategy.ref)
    after = activity.after or {}
    again = _("Please say again what you will do: it counts for what is written now.")
    return Message(
        f"{what}: {after.get('text', strategy.text)}. {again}",
        [
            section(f"*{escape(what)}*\n{line_as_changed(strategy, activity)}"),
            *statement_as_changed(activity),
            section(again),
            actions(*answers(_, account, strategy, wording=after.get("wording"), style="primary")),
            context(_home(_, account)),
        ],
    )


def _over(_: Speech, account: Account, strategy: Strategy, activity: Activity, who: str) -> Message:
    what = _("{who} retired {ref}", who=who, ref=strategy.ref)
    why = _("Why: {why}", why=activity.why or "")
    return Message(
        f"{what}: {strategy.text}. {why}",
        [
            section(f"*{escape(what)}*\n{headline(strategy)}\n{escape(why)}"),
            context(_home(_, account)),
        ],
    )


def concern(
    _: Speech, account: Account, strategy: Strategy, found: Concern, names: Names
) -> Message:
    """A concern in the thread under the card, open or answered."""
    who = names.get(found.person_id, _("Somebody"))
    title = _("{who} has a concern about {ref}", who=who, ref=strategy.ref)
    text = f"💬 *{escape(title)}*\n{escape(found.text)}"
    if found.is_open:
        asked = context(_("It is listed with the strategy until somebody answers it."))
        buttons = actions(answer_button(_, account, found))
        return Message(f"{title}: {found.text}", [section(text), buttons, asked])
    answered = _answered(_, found, names)
    said = section(f"{text}\n✅ {escape(answered)}")
    return Message(f"{title}: {found.text}. {answered}", [said])


def concern_taken_back(_: Speech) -> Message:
    """The rest of a concern that was undone."""
    return said(_("A concern was taken back."))


def _answered(_: Speech, found: Concern, names: Names) -> str:
    who = names.get(found.answered_by or "", _("Somebody"))
    return _("{who} answered: {answer}", who=who, answer=found.answer or "")


def answered(
    _: Speech, account: Account, strategy: Strategy, found: Concern, names: Names
) -> Message:
    """The answer to a concern, for the person who raised it."""
    text = _answered(_, found, names)
    why = _("You get this because you raised the concern at {name}.", name=account_name(account))
    buttons = answers(_, account, strategy, style="primary")
    return Message(
        f"{text} ({plain_headline(strategy)})",
        [
            section(f"{headline(strategy)}\n💬 {escape(found.text)}\n✅ {escape(text)}"),
            *([actions(*buttons)] if strategy.is_active else []),
            context(why),
        ],
    )


# --------------------------------------------------------------------------------------- history


WHAT: dict[str, Tell] = {
    PROPOSED: tells(mark("proposed {ref}: {text}"), text="text"),
    REWORDED: tells(mark("changed the wording of {ref}")),
    CORRECTED: tells(mark("corrected {ref}")),
    REOPENED: tells(mark("reopened {ref}")),
    AIMED: tells(mark("named another goal that {ref} serves")),
    RETIRED: tells(mark("retired {ref}")),
    CONFIRMED: tells(mark("said that {ref} still leads to its goals")),
    GIVEN: tells(mark("committed to {ref}: {text}"), text="line"),
    REPHRASED: tells(mark("committed to {ref} in other words: {text}"), text="line"),
    RAISED: tells(mark("raised a concern about {ref}: {text}"), text="text"),
    ANSWERED: tells(mark("answered a concern about {ref}: {text}"), text="answer"),
}
"""What each kind of change did, for the history."""

VERBS: dict[str, str] = {
    REWORDED: mark("reworded"),
    CORRECTED: mark("corrected"),
    RETIRED: mark("retired"),
    REOPENED: mark("reopened"),
}
"""What each kind of change did to a strategy, in one word."""
