"""Charts that were asked for: drawn from how things stand when they are posted."""

from documents.charts.goal import goal_chart
from documents.charts.goal_facts import GoalFacts, marks_of
from documents.charts.goal_words import goal_alt
from documents.charts.lights import lights_alt, lights_chart
from documents.charts.lights_plot import LightsFacts
from domain.notice import Kind
from handlers.blocks.message import Message, pictured
from handlers.outbox.composer import Composer, Composition, Moot, must_still_read
from services import charts, goals, questions
from services.courses import Course, course_of


def chart(composition: Composition) -> Message:
    """The picture of a goal, or of the account's lights."""
    must_still_read(composition)
    ref = composition.notice.subject
    return _goal(composition, ref) if ref else _lights(composition)


def _goal(composition: Composition, ref: str) -> Message:
    found = goals.find(composition.uow, composition.account_id, ref)
    if found is None or not found.is_business:
        raise Moot("goal is gone")
    facts = _goal_facts(composition, course_of(composition.uow, found))
    _, title = composition.speech, f"{ref} {found.text}"
    return pictured(title, goal_chart(_, facts), goal_alt(_, facts), ref)


def _goal_facts(composition: Composition, course: Course) -> GoalFacts:
    goal, today = course.goal, composition.home.today(composition.now)
    found = course.trend(today)
    return GoalFacts(
        account=composition.home.name,
        ref=goal.ref,
        text=goal.text,
        numbers=goal.numbers,
        readings=found.measured,
        marks=marks_of(course, today),
        projected=found.projected(goal.numbers.target.value),
        today=today,
        voices=questions.confidences(composition.uow, [goal]).get(goal.saved_id),
    )


def _lights(composition: Composition) -> Message:
    _, account, now = composition.speech, composition.home, composition.now
    counts = charts.lights_by_day(composition.uow, account, now)
    facts = LightsFacts(account.name, counts, account.today(now))
    title = _("Lights of {account}", account=account.name)
    return pictured(title, lights_chart(_, facts), lights_alt(_, facts), "lights")


COMPOSERS: dict[Kind, Composer] = {Kind.CHART: chart}
