"""Charts that were asked for: drawn from how things stand when they are posted."""

from domain.light import Colour
from domain.notice import Kind
from domain.progress import counted
from domain.slip import projected_date
from handlers.owed.base import Composer, Moot, Owed
from handlers.views.chart.goal import goal_chart
from handlers.views.chart.goal_facts import GoalFacts, Mark, Reading
from handlers.views.chart.goal_words import goal_alt
from handlers.views.chart.lights import lights_alt, lights_chart
from handlers.views.chart.lights_facts import Count, LightsFacts
from handlers.views.message import Message, Picture
from services import charts, goals
from services.goals import Course


def chart(owed: Owed) -> Message:
    """The picture of a goal, or of the account's lights."""
    return _goal(owed, owed.notice.subject) if owed.notice.subject else _lights(owed)


def _goal(owed: Owed, ref: str) -> Message:
    found = goals.find(owed.uow, owed.account_id, ref)
    if found is None or not found.is_business:
        raise Moot("goal is gone")
    facts = _goal_facts(owed, goals.course(owed.uow, found))
    title = f"{ref} {found.text}"
    picture = Picture(goal_chart(owed.speech, facts), goal_alt(owed.speech, facts), ref, title)
    return Message(title, files=[picture])


def _goal_facts(owed: Owed, course: Course) -> GoalFacts:
    goal, today = course.goal, owed.home.today(owed.now)
    numbers = goal.numbers
    return GoalFacts(
        account=owed.home.name,
        ref=goal.ref,
        text=goal.text,
        numbers=numbers,
        readings=tuple(Reading(one.on, one.value) for one in counted(course.progress, today)),
        marks=tuple(
            Mark(one.ref, one.value, one.due, outlook.state, outlook.projected)
            for one, outlook in course.outlooks(today)
        ),
        projected=projected_date(numbers.target.value, numbers, course.progress, today),
        today=today,
    )


def _lights(owed: Owed) -> Message:
    days = charts.lights_by_day(owed.uow, owed.home, owed.now)
    counts = tuple(
        Count(
            day.on,
            red=day.counts[Colour.RED],
            amber=day.counts[Colour.AMBER],
            green=day.counts[Colour.GREEN],
        )
        for day in days
    )
    facts = LightsFacts(owed.home.name, counts, owed.home.today(owed.now))
    _ = owed.speech
    title = _("Lights of {account}", account=owed.home.name)
    picture = Picture(lights_chart(_, facts), lights_alt(_, facts), "lights", title)
    return Message(title, files=[picture])


COMPOSERS: dict[Kind, Composer] = {Kind.CHART: chart}
