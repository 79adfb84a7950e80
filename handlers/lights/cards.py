"""The cards of lights as the channel sees them: one each, and true as long as it stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.activity import Activity
from domain.light import Light
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, said, section
from handlers.blocks.payload import Numbered
from handlers.lights.buttons import SHOW
from handlers.lights.choices import all_buttons
from handlers.lights.views import LINE, Names, headline, plain_headline, why_line
from handlers.lights.views import news as news_line
from language.lists import paragraphs
from language.speech import Speech
from language.words import light_details

WHOLE = 1
"""Lights on a card up to which each has its buttons; more have one button each."""


@dataclass(frozen=True)
class SeenLights:
    """The lights on a card: by reference, what still lives here, what became of each last, and why
    it is as it is.
    """

    refs: Sequence[str]
    lights: Mapping[str, Light]
    living: Collection[str]
    told: Mapping[str, Activity]
    whys: Mapping[str, str]
    names: Names


def card(_: Speech, account: Account, seen: SeenLights) -> Message:
    """The card of one light with all its buttons, or of several that were logged together."""
    if len(seen.refs) > WHOLE:
        return _together(_, account, seen)
    ref = seen.refs[0]
    light = seen.lights.get(ref)
    if light is None:
        return said(_taken_back(_, ref))
    if ref not in seen.living:
        show = SHOW.draw(_, account, Numbered(light.number))
        return Message(plain_headline(_, light), [section(_elsewhere(_, light), show)])
    what = _last(_, seen, ref)
    lines = [escape(what), *_facts(_, seen, light)]
    blocks: list[Block] = [section("\n".join(filter(None, lines)))]
    if light.is_open:
        blocks.append(actions(*all_buttons(_, account, light)))
    return Message(". ".join(filter(None, [what, plain_headline(_, light)])), blocks)


def _together(_: Speech, account: Account, seen: SeenLights) -> Message:
    """Several lights that one person logged within a few minutes."""
    who = _first_who(_, seen)
    title = _.plural("{n} light from {who}", "{n} lights from {who}", len(seen.refs), who=who)
    blocks: list[Block] = [section(f"*{escape(title)}*")]
    blocks += [_line(_, account, seen, ref) for ref in seen.refs]
    said_plainly = [
        plain_headline(_, seen.lights[ref]) if ref in seen.lights else _taken_back(_, ref)
        for ref in seen.refs
    ]
    return Message(f"{title}. {' · '.join(said_plainly)}", blocks)


def _first_who(_: Speech, seen: SeenLights) -> str:
    for ref in seen.refs:
        if ref in seen.lights:
            return seen.names.get(seen.lights[ref].logged_by, _("Somebody"))
    return _("Somebody")


def _line(_: Speech, account: Account, seen: SeenLights, ref: str) -> Block:
    light = seen.lights.get(ref)
    if light is None:
        return section(_taken_back(_, ref))
    show = SHOW.draw(_, account, Numbered(light.number), beside=ref)
    if ref not in seen.living:
        return section(_elsewhere(_, light), show)
    return section("\n".join(_facts(_, seen, light, LINE)), show)


def _facts(_: Speech, seen: SeenLights, light: Light, limit: int | None = None) -> list[str]:
    """The light, why it is as it is, and its details."""
    facts = (headline(_, light, limit), why_line(_, seen.whys, light), light_details(_, light))
    return [line for line in facts if line]


def _last(_: Speech, seen: SeenLights, ref: str) -> str:
    """The last deed on a light, and the person."""
    change = seen.told.get(ref)
    return news_line(_, change, seen.names.get(change.by, _("Somebody"))) if change else ""


def _elsewhere(_: Speech, light: Light) -> str:
    return _("{light}\nContinued in a newer message below.", light=headline(_, light, LINE))


def _taken_back(_: Speech, ref: str) -> str:
    return _("{ref} was taken back.", ref=ref)


def taken_back(_: Speech) -> Message:
    """Everything that a reply told of was taken back."""
    return said(_("Taken back."))


def news(_: Speech, found: Sequence[Light], told: Sequence[Activity], names: Names) -> Message:
    """News of lights: the person, the deed, the reason, and how they stand."""
    lines = []
    for change in told:
        what = news_line(_, change, names.get(change.by, _("Somebody")))
        why = _("Why: {why}", why=change.why) if change.why else ""
        lines.append(". ".join(filter(None, [what, why])))
    heads = [headline(_, light, LINE) for light in found]
    plain = ". ".join([*lines, *(plain_headline(_, light) for light in found)])
    texts = paragraphs([*(escape(line) for line in lines), *heads])
    return Message(plain, [section(text) for text in texts])
