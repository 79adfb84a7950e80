"""Notices about strategies: the card, a change of wording, a concern in its thread."""

from datetime import date

from domain.commitment import Concern
from domain.notice import Kind
from domain.strategy import Strategy
from handlers.owed.base import Composer, Moot, Owed, activity_of
from handlers.views import asking as asking_views
from handlers.views import strategies as views
from handlers.views.message import Message
from services import access, asking, commitments, history, standings, strategies


def card(owed: Owed) -> Message:
    """The card as the strategy stands now."""
    found = _strategy(owed)
    if found is None:
        raise Moot("strategy is gone")
    return _card(owed, found)


def card_edit(owed: Owed) -> Message:
    """The same, where it stands already; or that it was taken back."""
    found = _strategy(owed)
    if found is None:
        return views.taken_back(owed.speech, owed.home, owed.notice.subject or "")
    return _card(owed, found)


def news(owed: Owed) -> Message:
    """Somebody changed the wording, or retired it; said as it was recorded."""
    activity, found = activity_of(owed), _strategy(owed)
    if found is None:
        raise Moot("strategy is gone")
    who = history.name(owed.uow, activity.by) or owed.speech("Somebody")
    return views.news(owed.speech, owed.home, found, activity, who)


def news_edit(owed: Owed) -> Message:
    """That change was taken back."""
    return views.news_taken_back(owed.speech, owed.home, owed.notice.subject or "")


def concern(owed: Owed) -> Message:
    """A concern, open or answered."""
    found = _concern(owed)
    if found is None:
        raise Moot("concern was taken back")
    strategy, raised, names = found
    return views.concern(owed.speech, owed.home, strategy, raised, names)


def concern_edit(owed: Owed) -> Message:
    """The same, where it stands already."""
    if _concern(owed) is None:
        return views.concern_taken_back(owed.speech)
    return concern(owed)


def answered(owed: Owed) -> Message:
    """Who raised a concern is told the answer, if they are still in the team."""
    activity_of(owed)
    found = _concern(owed)
    if found is None or found[1].is_open:
        raise Moot("no answer any more")
    look = access.look_at(owed.uow, owed.notice.to, owed.account_id)
    if not look.in_team and owed.home.owner_id != owed.notice.to:
        raise Moot("not in the team")
    strategy, raised, names = found
    return views.answered(owed.speech, owed.home, strategy, raised, names)


def _card(owed: Owed, found: Strategy) -> Message:
    return views.card(owed.speech, owed.home, standings.alone(owed.uow, owed.home, found))


def _strategy(owed: Owed) -> Strategy | None:
    ref = history.whole(owed.notice.subject or "")
    return strategies.find(owed.uow, owed.account_id, ref)


def _concern(owed: Owed) -> tuple[Strategy, Concern, dict[str, str]] | None:
    """The concern a notice is about, its strategy, and what people are called."""
    found = commitments.find_concern(owed.uow, owed.account_id, owed.notice.subject or "")
    strategy = _strategy(owed)
    if found is None or strategy is None:
        return None
    people = {person for person in (found.person_id, found.answered_by) if person}
    return strategy, found, history.names(owed.uow, people)


def shown(owed: Owed) -> Message:
    """Who joined the team is shown what waits for them there."""
    found = asking.shown(owed.uow, owed.home, _reader(owed))
    if found is None:
        raise Moot("nothing waits any more")
    return asking_views.shown(owed.speech, found)


def reminder(owed: Owed) -> Message:
    """What still waits for somebody's commitment, as of the day of the reminder."""
    day = date.fromisoformat(owed.notice.period.rpartition("/")[2])
    found = asking.due(owed.uow, _reader(owed), day)
    if not found:
        raise Moot("nothing waits any more")
    return asking_views.reminder(owed.speech, found)


def uncommitted(owed: Owed) -> Message:
    """The owner learns who has not answered."""
    told, reader = owed.notice.facts["silent"], _reader(owed)
    found, names = asking.silent(owed.uow, owed.home, told, reader=reader)
    if not found:
        raise Moot("all have answered")
    return asking_views.uncommitted(owed.speech, owed.home, found, names)


def _reader(owed: Owed) -> str:
    """Who it goes to, if they may use the product still."""
    person = access.known(owed.uow, owed.notice.to)
    if person is None or not person.is_colleague:
        raise Moot("not a colleague any more")
    return person.id


COMPOSERS: dict[Kind, Composer] = {
    Kind.STRATEGY: card,
    Kind.STRATEGY_EDIT: card_edit,
    Kind.STRATEGY_NEWS: news,
    Kind.STRATEGY_NEWS_EDIT: news_edit,
    Kind.CONCERN: concern,
    Kind.CONCERN_EDIT: concern_edit,
    Kind.CONCERN_ANSWERED: answered,
    Kind.STRATEGIES_SHOWN: shown,
    Kind.COMMIT_REMINDER: reminder,
    Kind.UNCOMMITTED: uncommitted,
}
