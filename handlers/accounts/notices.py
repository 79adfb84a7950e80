"""Notices about an account and its channel."""

from domain.channel import Obstacle
from domain.notice import Kind
from handlers.accounts import audience_views, held, views
from handlers.accounts import news as news_views
from handlers.blocks.message import Message
from handlers.outbox.composer import Composer, Composition, Moot
from language.speech import speech
from services import accounts, audience, history, pages
from services.absences import FOR


def hello(composition: Composition) -> Message:
    """The bot introduces itself; where the channel has its account by now, it says so instead."""
    account = accounts.here(composition.uow, composition.notice.to)
    if account is None:
        return views.hello(composition.speech)
    by = composition.notice.facts.get("by")
    who = history.name(composition.uow, by) if by else None
    return news_views.at_home(speech(account.language), account, who)


def news(composition: Composition) -> Message:
    """Somebody renamed the account, handed it over, archived or restored it, or took that back."""
    change = _change(composition)
    if change.activity.undone_at is not None and not composition.is_edit:
        raise Moot("undone")
    return news_views.news(composition.speech, change)


def new_owner(composition: Composition) -> Message:
    """Somebody learns that an account was handed over to them."""
    if composition.home.owner_id != composition.notice.to:
        raise Moot("undone")
    who = composition.called(composition.notice.facts["by"])
    return news_views.new_owner(composition.speech, composition.home, who)


def _change(composition: Composition) -> news_views.AccountChange:
    uow, home = composition.uow, composition.home
    activity = history.get(uow, composition.notice.facts["activity"])
    if activity is None:
        raise Moot("undone")
    owner_id = (activity.after or {}).get("owner_id") or home.owner_id or ""
    names = history.names(uow, {activity.by, owner_id})
    somebody = composition.speech("Somebody")
    who, owner = (names.get(each, somebody) for each in (activity.by, owner_id))
    return news_views.AccountChange(home, activity, who, owner)


def held_back(composition: Composition) -> Message:
    """The owner learns that messages to the home channel are held, and why."""
    message = _held_back(composition)
    if FOR not in composition.notice.facts and composition.notice.to != composition.home.owner_id:
        message = held.instead_of_owner(composition.speech, composition.home, message)
    obstacle = Obstacle(composition.notice.facts["obstacle"])
    if obstacle in pages.EMPTYING and pages.stands(composition.uow, composition.home):
        return held.with_emptied_page(composition.speech, message)
    return message


def _held_back(composition: Composition) -> Message:
    obstacle = Obstacle(composition.notice.facts["obstacle"])
    if obstacle not in (Obstacle.GUESTS, Obstacle.PUBLIC):
        return held.held(composition.speech, composition.home, obstacle)
    found = audience.of(composition.uow, composition.home, composition.now)
    if found.obstacle(is_confidential=composition.home.is_confidential) is not obstacle:
        raise Moot("nobody reads there any more who should not")
    if obstacle is Obstacle.PUBLIC:
        return held.held(composition.speech, composition.home, obstacle)
    return audience_views.held_for(composition.speech, composition.home, found.guests)


def owner_left(composition: Composition) -> Message:
    """The owner left the channel: who follows is for them to settle."""
    home = composition.home
    if home.owner_id in composition.uow.readers.present(home.channel_id):
        raise Moot("the owner is back")
    return audience_views.owner_left(composition.speech, home)


COMPOSERS: dict[Kind, Composer] = {
    Kind.HELLO: hello,
    Kind.HELLO_EDIT: hello,
    Kind.ACCOUNT_NEWS: news,
    Kind.ACCOUNT_NEWS_EDIT: news,
    Kind.NEW_OWNER: new_owner,
    Kind.HELD: held_back,
    Kind.OWNER_LEFT: owner_left,
}
