"""Accounts as people see them: set one up, look after it, its team."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from domain.account import NAME_LIMIT, Account
from domain.audience import Audience
from domain.language import Language
from domain.person import Person, told_apart
from domain.text import shorten
from handlers.accounts import audience_views
from handlers.accounts.buttons import CHOOSE, SET_UP, START, OfDraft
from handlers.blocks import inputs
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import Message, actions, context, header, said, section, sections
from handlers.blocks.past import Tell, tells
from handlers.blocks.payload import OPTIONS
from handlers.help.views import inline_code
from handlers.lights import views as lights
from handlers.lights.buttons import LOG
from handlers.roadmap.buttons import MAKE_PAGE
from language.lists import rest
from language.speech import Speech, mark
from services.accounts import ARCHIVED, HANDED_OVER, RENAMED, RESTORED, STARTED

EUROPE = (
    *("Amsterdam", "Athens", "Berlin", "Brussels", "Bucharest", "Budapest", "Copenhagen"),
    *("Dublin", "Helsinki", "Istanbul", "Kyiv", "Lisbon", "London", "Madrid", "Oslo", "Paris"),
    *("Prague", "Rome", "Sofia", "Stockholm", "Vienna", "Warsaw", "Zurich"),
)
AMERICA = ("Chicago", "Denver", "Los_Angeles", "New_York", "Sao_Paulo", "Toronto")
ASIA = ("Dubai", "Hong_Kong", "Kolkata", "Shanghai", "Singapore", "Tokyo")
COMMON_ZONES = (
    *(f"Europe/{city}" for city in EUROPE),
    *(f"America/{city}" for city in AMERICA),
    *(f"Asia/{city}" for city in ASIA),
    "Australia/Sydney",
    "UTC",
)
LANGUAGES = {Language.ENGLISH: "English", Language.GERMAN: "Deutsch"}
TEAM_SHOWN = 50


def form(_: Speech, person: Person) -> View:
    """The modal that sets up an account."""
    return inputs.form(
        _,
        SET_UP,
        _("Set up an account"),
        _("Set up"),
        section(
            _(
                "This becomes the account's channel. Everybody in it is on the team, except "
                "guests, bots and people from other companies."
            )
        ),
        inputs.text("name", _("Which customer is it?"), _("Acme GmbH"), limit=NAME_LIMIT),
        inputs.select(
            "language",
            _("Language of messages to the channel"),
            {language.value: label for language, label in LANGUAGES.items()},
            initial=person.language.value,
        ),
        inputs.select(
            "time_zone", _("Time zone"), zones(person.time_zone), initial=person.time_zone
        ),
    )


def zones(own: str) -> dict[str, str]:
    """Time zones to choose from, one's own first."""
    return {zone: zone for zone in (own, *COMMON_ZONES)}


def started(_: Speech, account: Account, seen: Audience, workspace: str) -> Message:
    """The account is set up: what that means, and the next step."""
    text = _(
        "*{name}* is now set up in this channel. Everybody here is on the team.",
        name=escape(account.name),
    )
    facts = _(
        "Language: {language} · Time zone: {zone} · You are the owner",
        language=LANGUAGES[account.language],
        zone=account.time_zone,
    )
    example = _('Try: `/kam light red "finance director leaving"`')
    blocks = [
        section(text),
        context(facts),
        *audience_views.readers(_, account, seen, workspace),
        section(example),
        actions(LOG.draw(_, account, style="primary"), MAKE_PAGE.draw(_, account)),
    ]
    heard = _("{name} is set up in this channel.", name=account.name)
    return Message(heard, blocks, resync=True)


def hello(_: Speech) -> Message:
    """The greeting of the bot, said once, when it joins a channel."""
    text = _(
        "Hello, I keep an account team's strategy alive: traffic lights, goals and a plan. "
        "Which customer does this channel look after?"
    )
    small = context(_("You see this once, because I was added to this channel."))
    return said(text, actions(START.draw(_, style="primary")), small)


def team(
    _: Speech, account: Account, people: Sequence[Person], seen: Audience, workspace: str
) -> Message:
    """The people who look after the account, and the other readers of its channel."""
    called = told_apart(people)
    title = _.plural(
        "{name}: a team of {n}", "{name}: a team of {n}", len(people), name=account.name
    )
    lines = [
        f"• {brief(called[person.id], lights.NAME)}"
        + (_(" (owner)") if person.id == account.owner_id else "")
        for person in people[:TEAM_SHOWN]
    ]
    lines += rest(_, len(people) - TEAM_SHOWN)
    if account.owner_id not in {person.id for person in people}:
        lines.append(_("The owner is not in this channel: `/kam account owner @name`"))
    names = _.listing([called[person.id] for person in people[:TEAM_SHOWN]])
    also = audience_views.readers(_, account, seen, workspace)
    small = context(_("The team: everybody in the account's channel, without guests and bots."))
    return Message(f"{title}: {names}", [header(title), *sections(lines), *also, small])


def no_account_here(_: Speech) -> Message:
    """This channel has no account, and the person has none elsewhere."""
    hint = context(_('Or in one line: `/kam account "Acme GmbH"`'))
    start = actions(START.draw(_, style="primary"))
    return said(_("This channel has no account yet."), start, hint)


def choose(
    _: Speech, accounts: Sequence[Account], draft_id: int, sentence: str, *, is_free: bool = False
) -> Message:
    """Which account did a sentence mean? The sentence is kept.

    `is_free`: it was said in a channel in which an account can be set up.
    """
    text = _("Which account do you mean?")
    if is_free:
        text = _("This channel has no account yet. Set one up here, or choose another one.")
    offered = [(account.name, account, OfDraft(draft_id)) for account in accounts]
    select = CHOOSE.menu(_("Choose an account"), offered)
    here = START.draw(_, style="primary", label=_("Set up an account here"))
    left = rest(_, len(accounts) - OPTIONS)
    hints = [context(_("{more}: mention the account's channel", more=more)) for more in left]
    kept = _("I kept what you typed: {typed}", typed=inline_code(shorten(sentence, 300)))
    ways = actions(*([here] if is_free else []), select)
    return said(text, ways, *hints, context(kept))


WHAT: dict[str, Tell] = {
    STARTED: tells(mark("set up the account")),
    RENAMED: tells(mark("renamed the account to {name}"), name="name"),
    HANDED_OVER: tells(mark("handed the account over")),
    ARCHIVED: tells(mark("archived the account")),
    RESTORED: tells(mark("restored the account")),
}
"""What each kind of change did, for the history."""
