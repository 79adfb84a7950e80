"""The move of an account to another channel, as people read it: before, there, and where it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from slack_sdk.models.blocks import ConversationFilter, ConversationSelectElement, InputBlock
from slack_sdk.models.views import View

from domain.account import Account
from domain.audience import Audience
from domain.channel import Channel
from domain.permission import Right
from domain.person import Person, told_apart
from handlers.blocks import inputs
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, row, said, section
from handlers.blocks.payload import Button, Payload, Window
from handlers.grammar.buttons import SAY, Said
from handlers.roadmap.buttons import MAKE_PAGE
from language.lists import rest
from language.speech import Speech, mark
from services.access import Acting
from services.moves import CannotMove, NewHome, Unfit

NAMED = 10
"""People of the new team, or of those who leave it, who are named; the rest is counted."""


@dataclass(frozen=True)
class ToChannel(Payload):
    """The channel to which an account moves, by its Slack id."""

    channel: str


MOVE = Button("account.move", mark("Move to another channel"), Payload, Right.MANAGE)
CHOSEN = Window("account.move", ToChannel)


def with_way_out(_: Speech, acting: Acting, message: Message) -> Message:
    """The team of an account, with the button for who may move it."""
    if not acting.may(Right.MANAGE):
        return message
    return replace(message, blocks=[*message.blocks, actions(MOVE.draw(_, acting.account))])


def form(_: Speech) -> View:
    """The window in which the channel is chosen."""
    choice = ConversationSelectElement(
        action_id="value",
        filter=ConversationFilter(
            include=["public", "private"],
            exclude_bot_users=True,
            exclude_external_shared_channels=True,
        ),
    )
    return inputs.form(
        _,
        CHOSEN,
        _("Move the account"),
        _("Next"),
        section(_("Nothing moves yet: first I say who reads there.")),
        InputBlock(block_id="channel", label=_("To which channel?"), element=choice),
    )


def before(_: Speech, account: Account, home: NewHome, workspace: str) -> Message:
    """The question: the new team, those who leave it, all who read there, and the button."""
    text = _(
        "Move *{name}* to {channel}? Nothing has moved yet.",
        name=escape(account.name),
        channel=named(home.channel),
    )
    facts = [
        _("The team would be: {names}.", names=_people(_, home.team)),
        *_leaving(_, home.leaving),
        *_others(_, home.audience, workspace),
    ]
    sentence = f"account move <#{home.channel.id}>"
    button = SAY.draw(
        _, account, Said(sentence, is_sure=True), style="primary", label=_("Move it there")
    )
    return said(text, section(" ".join(facts)), actions(button), plain=text.replace("*", ""))


def _leaving(_: Speech, people: Sequence[Person]) -> list[str]:
    if not people:
        return []
    return [
        _.plural(
            "{names} is not in that channel and would leave the team.",
            "{names} are not in that channel and would leave the team.",
            len(people),
            names=_people(_, people),
        )
    ]


def _others(_: Speech, seen: Audience, workspace: str) -> list[str]:
    facts = []
    if seen.is_public:
        where = escape(workspace or _("your workspace"))
        facts.append(_("⚠️ Everybody in {workspace} can read there.", workspace=where))
    if seen.companions:
        names = _people(_, seen.companions)
        facts.append(_("Reading along, as the owner allowed: {names}.", names=names))
    return facts


def _people(_: Speech, people: Sequence[Person]) -> str:
    called = told_apart(people)
    names = [escape(called[each.id]) for each in people[:NAMED]]
    return " ".join([_.listing(names), *rest(_, len(people) - NAMED)])


def named(channel: Channel) -> str:
    """A channel by its name, for somebody who is in it."""
    return f"#{escape(channel.name)}"


def arrived(_: Speech, account: Account, who: str, *, had_page: bool) -> Message:
    """The new channel learns that the account lives in it."""
    text = _("{who} moved {name} to this channel.", who=who, name=account.name)
    means = _(
        "Everybody here is on the team now. The cards of lights and goals follow as they change; "
        "`/kam` shows how things stand."
    )
    page = row(MAKE_PAGE.draw(_, account)) if had_page else []
    return said(escape(text), section(means), *page, plain=text)


def left(_: Speech, account: Account, who: str) -> Message:
    """The old channel learns that the account has gone."""
    text = _(
        "{who} moved {name} to another channel. Nothing more is posted here.",
        who=who,
        name=account.name,
    )
    return said(escape(text))


def withdrawn(_: Speech) -> Message:
    """The line in place of a card that the old channel reads no more."""
    return said(_("This has moved to another channel, with its account."))


def cannot(_: Speech, error: CannotMove) -> str:
    """Why the account cannot live there, and what can be done."""
    names = escape(_.listing(list(error.names[:NAMED])))
    return _(REFUSALS[error.why], name=names, names=names)


REFUSALS: dict[Unfit, str] = {
    Unfit.NO_CHANNEL: mark("An account lives in a channel, such as `/kam account move #acme-new`."),
    Unfit.HERE: mark("{name} already lives in that channel."),
    Unfit.NOT_IN_IT: mark(
        "You and I must both be in that channel. Join it, invite me there with `/invite @kam`, "
        "and say this again."
    ),
    Unfit.UNKNOWN: mark(
        "Slack did not tell me who can read that channel. I left everything as it was; please try "
        "again in a minute."
    ),
    Unfit.ARCHIVED: mark(
        "That channel is archived. Please choose another one, or unarchive it first."
    ),
    Unfit.SHARED: mark(
        "Another company can read that channel, so no account can live there. Please choose an "
        "internal channel."
    ),
    Unfit.GUESTS: mark(
        "People who are not colleagues can read that channel: {names}. Please choose another "
        "one, or have them leave it first."
    ),
    Unfit.PUBLIC: mark(
        "The account is confidential, and everybody in the workspace can read that channel. "
        "Please choose a private one."
    ),
    Unfit.LEADERS: mark(
        "Leaders read the portfolio of all accounts in that channel. Please choose another one."
    ),
    Unfit.TAKEN: mark(
        "That channel already has an account: {name}. Please choose another channel."
    ),
    Unfit.WITHOUT_OWNER: mark(
        "{name} owns the account and is not in that channel. Invite them there first, or hand the "
        "account over: `/kam account owner @name`"
    ),
}
