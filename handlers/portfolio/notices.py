"""Notices about the portfolio: the leaders' digest, its picture, and that it is held."""

from documents.charts.portfolio import portfolio_alt, portfolio_chart
from domain.channel import Obstacle
from domain.light import Colour
from domain.notice import Kind
from domain.portfolio import Filter
from domain.workspace import Workspace
from handlers.blocks.message import Message, pictured
from handlers.leaders import views as leader_views
from handlers.outbox.composer import Composer, Composition, Moot
from handlers.portfolio import views
from language.speech import Speech, speech
from services import accounts, portfolio, workspace
from services.portfolio import Pasts


def digest(composition: Composition) -> Message:
    """Every account in a line, as things stand now; nothing where there is no account."""
    settings = _settings(composition)
    found = portfolio.of_leaders(composition.uow, composition.now)
    if found.is_empty:
        raise Moot("no account")
    who = workspace.set_by(composition.uow, settings)
    return views.digest(speech(settings.language), found, settings, who)


def picture(composition: Composition) -> Message:
    """The weeks of every account: what one person may read, or what leaders may."""
    if composition.notice.is_dm:
        wanted = _filter(composition)
        found = portfolio.my_pasts(composition.uow, composition.notice.to, wanted, composition.now)
        return _drawn(composition.speech, found)
    settings = _settings(composition)
    found = portfolio.pasts_of_leaders(composition.uow, settings, composition.now)
    return _drawn(speech(settings.language), found)


def held(composition: Composition) -> Message:
    """Whoever chose the leaders' channel learns why nothing is posted there."""
    workspace = composition.uow.workspaces.get()
    return leader_views.held(
        composition.speech,
        Obstacle(composition.notice.facts["obstacle"]),
        has_chosen=workspace is None or workspace.set_by == composition.notice.to,
    )


def _drawn(_: Speech, found: Pasts) -> Message:
    if found.is_empty:
        raise Moot("no account")
    title = _("Portfolio, week by week")
    return pictured(title, portfolio_chart(_, found), portfolio_alt(_, found), "portfolio")


def _settings(composition: Composition) -> Workspace:
    """The settings of the leaders' channel; raises Moot where it is another now."""
    settings = composition.uow.workspaces.get()
    if (
        settings is None
        or not settings.is_on
        or settings.leaders_channel_id != composition.notice.to
    ):
        raise Moot("not the leaders' channel any more")
    if accounts.here(composition.uow, composition.notice.to) is not None:
        raise Moot("an account lives in the channel")
    return settings


def _filter(composition: Composition) -> Filter:
    facts = composition.notice.facts
    light = facts.get("light")
    return Filter(Colour(light) if light else None, facts.get("owner"))


COMPOSERS: dict[Kind, Composer] = {
    Kind.PORTFOLIO: digest,
    Kind.PORTFOLIO_PICTURE: picture,
    Kind.PORTFOLIO_HELD: held,
}
