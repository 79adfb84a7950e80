"""Notices about strategies: the card, a change of wording, a concern in its thread."""

from datetime import date

from domain.commitment import Concern
from domain.notice import Kind
from domain.person import Person
from domain.strategy import Strategy
from handlers.blocks.message import Message
from handlers.outbox.composer import Composer, Composition, Moot, activity_of, still
from handlers.strategies import cards as card_views
from handlers.strategies import reminders as asking_views
from services import (
    access,
    agreeing,
    asking,
    commitments,
    history,
    questions,
    standings,
    strategies,
)


def card(composition: Composition) -> Message:
    """The card as the strategy stands now."""
    return _card(composition, still(_strategy(composition), "strategy is gone"))


def card_edit(composition: Composition) -> Message:
    """Draw the card of a strategy anew where it stands; or say that it was taken back."""
    found = _strategy(composition)
    if found is None:
        return card_views.taken_back(
            composition.speech, composition.home, composition.notice.subject or ""
        )
    return _card(composition, found)


def news(composition: Composition) -> Message:
    """Somebody changed the wording, or retired it; said as it was recorded."""
    activity = activity_of(composition)
    found = still(_strategy(composition), "strategy is gone")
    who = history.name(composition.uow, activity.by) or composition.speech("Somebody")
    return card_views.news(composition.speech, composition.home, found, activity, who)


def news_edit(composition: Composition) -> Message:
    """That change was taken back."""
    return card_views.news_taken_back(
        composition.speech, composition.home, composition.notice.subject or ""
    )


def concern(composition: Composition) -> Message:
    """A concern, open or answered."""
    strategy, raised, names = still(_concern(composition), "concern was taken back")
    return card_views.concern(composition.speech, composition.home, strategy, raised, names)


def concern_edit(composition: Composition) -> Message:
    """Draw the concern anew where it stands; or say that it was taken back."""
    if _concern(composition) is None:
        return card_views.concern_taken_back(composition.speech)
    return concern(composition)


def answered(composition: Composition) -> Message:
    """The answer to a concern, for the person who raised it, if they are still in the team."""
    activity_of(composition)
    strategy, raised, names = still(_concern(composition), "no answer any more")
    if raised.is_open:
        raise Moot("no answer any more")
    look = access.look_at(composition.uow, composition.notice.to, composition.account_id)
    if not look.in_team and composition.home.owner_id != composition.notice.to:
        raise Moot("not in the team")
    return card_views.answered(composition.speech, composition.home, strategy, raised, names)


def _card(composition: Composition, found: Strategy) -> Message:
    return card_views.card(
        composition.speech,
        composition.home,
        standings.alone(composition.uow, composition.home, found),
    )


def _strategy(composition: Composition) -> Strategy | None:
    ref = history.whole(composition.notice.subject or "")
    return strategies.find(composition.uow, composition.account_id, ref)


def _concern(composition: Composition) -> tuple[Strategy, Concern, dict[str, str]] | None:
    """The concern a notice is about, its strategy, and what people are called."""
    found = commitments.find_concern(
        composition.uow, composition.account_id, composition.notice.subject or ""
    )
    strategy = _strategy(composition)
    if found is None or strategy is None:
        return None
    people = {person for person in (found.person_id, found.answered_by) if person}
    return strategy, found, history.names(composition.uow, people)


def shown(composition: Composition) -> Message:
    """The strategies that wait for the commitment of somebody who joined the team."""
    found = asking.shown(composition.uow, composition.home, _reader(composition).id)
    return asking_views.shown(composition.speech, still(found, "nothing waits any more"))


def reminder(composition: Composition) -> Message:
    """The strategies that still wait for somebody's commitment, as of the day of the reminder."""
    day = date.fromisoformat(composition.notice.period.rpartition("/")[2])
    person = _reader(composition)
    if questions.came_on(composition.uow, person, day):
        raise Moot("the monthly question says it")
    found = asking.due(composition.uow, person.id, day)
    to_agree = agreeing.due(composition.uow, person.id, day)
    still(found or to_agree, "nothing waits any more")
    return asking_views.reminder(composition.speech, found, to_agree)


def uncommitted(composition: Composition) -> Message:
    """The owner learns who has not answered."""
    details, reader = composition.notice.facts["silent"], _reader(composition).id
    found, names = asking.silent(composition.uow, composition.home, details, reader=reader)
    still(found, "all have answered")
    return asking_views.uncommitted(composition.speech, composition.home, found, names)


def _reader(composition: Composition) -> Person:
    """The person a notice goes to, if they may use the product still."""
    person = access.known(composition.uow, composition.notice.to)
    if person is None or not person.is_colleague:
        raise Moot("not a colleague any more")
    return person


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
