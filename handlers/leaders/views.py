"""Leaders and the leaders' channel: the answers to admins about their decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.dates import get_day_names

from domain.activity import AdminChange
from domain.channel import Channel, Obstacle
from domain.person import Person
from domain.workspace import Rhythm, Workspace
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, context, header, said, section, sections
from handlers.blocks.payload import Button, Payload
from handlers.lights.views import NAME
from language.lists import cut
from language.speech import REGION, Speech, mark
from services.leaders import Leader, Named
from services.workspace import LeadersView, Posted


@dataclass(frozen=True)
class OfDecision(Payload):
    """A decision of an admin's."""

    decision: int


UNDO = Button("decision.undo", mark("Undo"), OfDecision)
SHOWN = 50
"""Leaders in the list; more than fit would be a mistake."""

READERS = 12
"""Readers of a channel who are named; the rest is counted."""


# -------------------------------------------------------------------------------------- leaders


def named(_: Speech, found: Named) -> Message:
    """Somebody leads from now on."""
    name = found.person.name
    text = _("*{name}* is a leader now and may read every account.", name=escape(name))
    plain = _("{name} is a leader now and may read every account.", name=name)
    hint = _("Confidential accounts by name only · `/kam leaders` shows who leads")
    return _decided(_, plain, text, found.change, hint)


def dismissed(_: Speech, found: Named) -> Message:
    """Somebody leads no more."""
    name = found.person.name
    text = _("*{name}* is no longer a leader.", name=escape(name))
    plain = _("{name} is no longer a leader.", name=name)
    hint = _("They still read the accounts in whose team they are.")
    return _decided(_, plain, text, found.change, hint)


def everyone(_: Speech, found: Sequence[Leader], names: Mapping[str, str]) -> Message:
    """The people who may read every account, and the admins who named them."""
    hint = _(
        "Leaders can read every account, but only the names of confidential ones. Workspace "
        "admins name them."
    )
    if not found:
        none_yet = _("There are no leaders yet. An admin names them: `/kam leader @anna`")
        return said(none_yet, context(hint))
    title = _.plural("{n} leader", "{n} leaders", len(found))
    lines = cut(_, [_leader(_, each, names) for each in found], SHOWN)
    plain = _.listing([names[each.person.id] for each in found[:SHOWN]])
    return Message(f"{title}: {plain}", [header(title), *sections(lines), context(hint)])


def _leader(_: Speech, found: Leader, names: Mapping[str, str]) -> str:
    name = brief(names[found.person.id], NAME)
    if found.change is None:
        return f"• {name}"
    by = brief(names.get(found.change.by, _("somebody")), NAME)
    day = _.day(found.change.at.date())
    return _("• {name}, named by {by} on {day}", name=name, by=by, day=day)


# ------------------------------------------------------------------------- the leaders' channel


def posted(_: Speech, found: Posted) -> Message:
    """Where the portfolio goes and when, and who will read it there."""
    text = _(
        "The portfolio goes to *{channel}* {rhythm}.",
        channel=channel_name(_, found.channel),
        rhythm=rhythm(_, found.workspace),
    )
    readers = _readers(_, found.readers)
    rest = _(
        "Whoever joins the channel can read it too. Of confidential accounts it shows only "
        "the name."
    )
    return _decided(_, text.replace("*", ""), "\n".join([text, *readers]), found.change, rest)


def turned_off(_: Speech, found: Posted) -> Message:
    """It goes nowhere."""
    text = _("The portfolio is not posted any more.")
    hint = _("`/kam portfolio` still shows it to whoever asks.")
    return _decided(_, text, text, found.change, hint)


def settings(_: Speech, found: LeadersView) -> Message:
    """The settings of the leaders' channel, for an admin."""
    example = context(_("Set it: `/kam portfolio channel #sales-leads weekly`"))
    if found.workspace is None or not found.workspace.is_on:
        return said(_("The portfolio is posted nowhere."), example)
    text = _(
        "The portfolio goes to *{channel}* {rhythm}, set by {who}.",
        channel=channel_name(_, found.channel),
        rhythm=rhythm(_, found.workspace),
        who=escape(found.set_by or _("somebody")),
    )
    return said(text, example, plain=text.replace("*", ""))


def held(_: Speech, obstacle: Obstacle, *, has_chosen: bool) -> Message:
    """The admin who has chosen the channel, or another, learns that the portfolio is held."""
    plain = _("I am holding back the portfolio for the leaders' channel.")
    reason = (
        _("You get this once a day, because you chose the channel.")
        if has_chosen
        else _("You get this once a day, because who chose the channel is no admin any more.")
    )
    return said(f"{plain} {obstacle_to(_, obstacle)}", context(reason), plain=plain)


OBSTACLES: dict[Obstacle, str] = {
    Obstacle.SHARED: mark(
        "Another company can read that channel or has been invited to it, so no portfolio is "
        "posted there. Please choose an internal channel."
    ),
    Obstacle.ARCHIVED: mark("That channel is archived. Please choose another one."),
    Obstacle.NOT_MEMBER: mark("I am not in that channel. Please invite me there: `/invite @kam`"),
    Obstacle.GONE: mark(
        "I cannot find that channel. If it is private, invite me there first: `/invite @kam`"
    ),
    Obstacle.RESTRICTED: mark(
        "I may not post in that channel. Please let everybody post there, apps included."
    ),
    Obstacle.POLICY: mark("A rule of your Slack workspace does not let me post there."),
    Obstacle.UNKNOWN: mark("Slack did not tell me who can read that channel."),
    Obstacle.GUESTS: mark(
        "Guests or people of other companies can read that channel, so no portfolio is posted "
        "there. Please choose a channel for colleagues only."
    ),
    Obstacle.PUBLIC: mark("Everybody in the workspace can read that channel."),
}


def obstacle_to(_: Speech, obstacle: Obstacle) -> str:
    """Why the portfolio cannot be posted to a channel, and what to do about it."""
    return _(OBSTACLES[obstacle])


def channel_name(_: Speech, channel: Channel | None) -> str:
    """#sales-leads; a private channel is named to nobody."""
    if channel is None or not channel.name or channel.is_private:
        return _("a private channel") if channel and channel.is_private else _("the channel")
    return f"#{escape(channel.name)}"


def rhythm(_: Speech, workspace: Workspace) -> str:
    """Every Monday at 09:00 (Europe/Berlin)."""
    at, zone = f"{workspace.hour:02}:00", workspace.time_zone
    if workspace.rhythm is Rhythm.MONTHLY:
        return _("on the first working day of each month at {time} ({zone})", time=at, zone=zone)
    day = get_day_names("wide", locale=REGION[_.language])[workspace.weekday]
    return _("every {weekday} at {time} ({zone})", weekday=day, time=at, zone=zone)


def _readers(_: Speech, readers: Sequence[Person]) -> list[str]:
    """The readers of the leaders' channel; which of them see no account otherwise."""
    if not readers:
        return []
    count, names = len(readers), _names(_, readers)
    told = [
        _.plural(
            "{n} person reads there: {names}", "{n} people read there: {names}", count, names=names
        )
    ]
    outside = [each for each in readers if not each.is_colleague]
    if outside:
        names = _names(_, outside)
        told.append(_("⚠️ Guests or people of other companies among them: {names}", names=names))
    return told


def _names(_: Speech, people: Sequence[Person]) -> str:
    names, left = [brief(each.name, NAME) for each in people[:READERS]], len(people) - READERS
    return _.listing([*names, *([_.plural("{n} more", "{n} more", left)] if left > 0 else [])])


def _decided(_: Speech, plain: str, text: str, change: AdminChange, small: str) -> Message:
    return Message(
        plain, [section(text, UNDO.draw(_, carried=OfDecision(change.saved_id))), context(small)]
    )
