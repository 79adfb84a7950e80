"""Notices about goals: their cards, what became of them, and the pulse of relationship goals."""

from collections.abc import Iterable, Mapping, Sequence

from domain.activity import Activity
from domain.goal import Goal
from domain.notice import Kind, Notice
from handlers.blocks.message import Message
from handlers.goals import cards as card_views
from handlers.goals import news as goal_news
from handlers.goals import views as goal_views
from handlers.goals.cards import GoalOnCard, SeenGoals
from handlers.milestones import views as milestone_views
from handlers.outbox.composer import Composer, Composition, Moot, changes_of
from handlers.quotes import views as quote_views
from services import access, cards, goal_cards, history, progress, pulses
from services.courses import courses_of
from services.goal_overviews import agreement_standings

ABOUT_GOALS = frozenset(goal_news.WHAT)


def card(composition: Composition) -> Message:
    """The goals on a card as they stand: when it is posted, and whenever one of them moves on."""
    seen = _seen(composition, composition.original)
    if not (seen.goals or composition.is_edit):
        raise Moot("undone")
    return card_views.card(composition.speech, composition.home, seen)


def news(composition: Composition) -> Message:
    """News of a goal, its milestones or numbers, by one person within a few minutes."""
    told = changes_of(composition)
    found = _on_cards(composition, [composition.notice.subject or ""])
    if told and found:
        return _news(composition, next(iter(found.values())), told)
    if composition.is_edit:
        return card_views.taken_back(composition.speech)
    raise Moot("undone")


def _news(composition: Composition, one: GoalOnCard, told: Sequence[Activity]) -> Message:
    names, lines = history.names(composition.uow, {change.by for change in told}), []
    for change in told:
        why = composition.speech("Why: {why}", why=change.why) if change.why else ""
        lines.append(". ".join(filter(None, [_what(composition, one.goal, change, names), why])))
    reached = [line for change in told for line in _celebrated(composition, one, change)]
    return card_views.news(composition.speech, one, list(dict.fromkeys(lines)), reached)


def _celebrated(composition: Composition, one: GoalOnCard, change: Activity) -> list[str]:
    """The line for what a measurement was the first to reach."""
    if change.kind != progress.REPORTED or one.course is None:
        return []
    number = history.part_id(change.subject)
    new = next((each for each in one.course.progress if each.id == number), None)
    return milestone_views.celebrated(composition.speech, one.course, new) if new else []


def _what(composition: Composition, goal: Goal, change: Activity, names: Mapping[str, str]) -> str:
    """The person and the deed: a goal or its milestones changed, or were measured."""
    who = names.get(change.by, composition.speech("Somebody"))
    if change.kind in ABOUT_GOALS:
        return goal_news.news(composition.speech, change, who, goal.kind)
    return milestone_views.news(composition.speech, change, who, goal)


def _seen(composition: Composition, card: Notice) -> SeenGoals:
    refs = cards.refs(composition.uow, card) or [history.whole(card.subject or "")]
    found = _on_cards(composition, refs)
    change = None
    if len(refs) == 1 and found:
        change = goal_cards.last_told(composition.uow, next(iter(found.values())).goal)
    people = {one.goal.owner_id for one in found.values()} | ({change.by} if change else set())
    names = history.names(composition.uow, people)
    somebody = composition.speech("Somebody")
    return SeenGoals(
        refs,
        found,
        cards.living(composition.uow, card),
        who=next((names.get(one.goal.owner_id, somebody) for one in found.values()), somebody),
        what=_what(composition, found[refs[0]].goal, change, names) if change else "",
        why=change.why or "" if change else "",
    )


def _on_cards(composition: Composition, refs: Iterable[str]) -> dict[str, GoalOnCard]:
    """The goals with these references that still are, with milestones and agreement."""
    uow, account_id = composition.uow, composition.account_id
    found = goal_cards.on_card(uow, account_id, refs)
    business = [goal for goal in found if goal.is_business]
    courses = courses_of(uow, business)
    standings = agreement_standings(uow, account_id, business)
    today, _ = composition.home.today(composition.now), composition.speech
    return {
        goal.ref: GoalOnCard(
            goal,
            goal_views.milestone_lines(_, courses[goal.saved_id], today)
            if goal.saved_id in courses
            else (),
            standings.get(goal.saved_id),
            courses.get(goal.saved_id),
        )
        for goal in found
    }


def pulse(composition: Composition) -> Message:
    """A member is asked how true the relationship goals are today."""
    wanted = pulses.questions(composition.uow, composition.account_id)
    if not wanted:
        raise Moot("no relationship goal")
    if not access.look_at(composition.uow, composition.notice.to, composition.account_id).in_team:
        raise Moot("not in the team")
    return quote_views.pulse(composition.speech, composition.home, wanted)


COMPOSERS: dict[Kind, Composer] = {
    Kind.GOAL: card,
    Kind.GOAL_EDIT: card,
    Kind.GOAL_NEWS: news,
    Kind.GOAL_NEWS_EDIT: news,
    Kind.PULSE: pulse,
}
