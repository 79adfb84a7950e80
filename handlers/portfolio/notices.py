"""Notices about the portfolio: the leaders' digest, its picture, and that it is held."""

from domain.channel import Obstacle
from domain.light import Colour
from domain.notice import Kind
from domain.portfolio import Filter
from domain.workspace import Workspace
from handlers.owed.base import Composer, Moot, Owed
from handlers.speech import Speech, speech
from handlers.views import leaders as leader_views
from handlers.views import portfolio as views
from handlers.views.chart.portfolio import portfolio_alt, portfolio_chart
from handlers.views.message import Message, Picture
from services import accounts, portfolio, workspace
from services.portfolio import Pasts


def digest(owed: Owed) -> Message:
    """Every account in a line, as things stand now; nothing where there is no account."""
    settings = _settings(owed)
    found = portfolio.of_leaders(owed.uow, owed.now)
    if found.is_empty:
        raise Moot("no account")
    who = workspace.set_by(owed.uow, settings)
    return views.digest(speech(settings.language), found, settings, who)


def picture(owed: Owed) -> Message:
    """The weeks of every account: what one person may read, or what leaders may."""
    if owed.notice.is_dm:
        wanted = _filter(owed)
        found = portfolio.my_pasts(owed.uow, owed.notice.to, wanted, owed.now)
        return _drawn(owed.speech, found)
    settings = _settings(owed)
    found = portfolio.pasts_of_leaders(owed.uow, settings, owed.now)
    return _drawn(speech(settings.language), found)


def held(owed: Owed) -> Message:
    """Whoever chose the leaders' channel learns why nothing is posted there."""
    return leader_views.held(owed.speech, Obstacle(owed.notice.facts["obstacle"]))


def _drawn(_: Speech, found: Pasts) -> Message:
    if found.is_empty:
        raise Moot("no account")
    title = _("Portfolio, week by week")
    drawn = Picture(portfolio_chart(_, found), portfolio_alt(_, found), "portfolio", title)
    return Message(title, files=[drawn])


def _settings(owed: Owed) -> Workspace:
    """What is set; raises Moot where it is not for this channel any more."""
    settings = owed.uow.workspaces.get()
    if settings is None or not settings.is_on or settings.leaders_channel_id != owed.notice.to:
        raise Moot("not the leaders' channel any more")
    if accounts.here(owed.uow, owed.notice.to) is not None:
        raise Moot("an account lives in the channel")
    return settings


def _filter(owed: Owed) -> Filter:
    facts = owed.notice.facts
    light = facts.get("light")
    return Filter(Colour(light) if light else None, facts.get("owner"))


COMPOSERS: dict[Kind, Composer] = {
    Kind.PORTFOLIO: digest,
    Kind.PORTFOLIO_PICTURE: picture,
    Kind.PORTFOLIO_HELD: held,
}
