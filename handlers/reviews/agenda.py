"""The agenda of a review: back, ahead, the method check, the line of sight."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from documents.facts import counts
from domain.account import Account
from domain.action import Action, Purpose
from domain.agenda import Agenda, MethodCheck
from domain.calendar import Month
from domain.goal import Goal
from domain.plan import Entry, MissingDetail
from domain.sight import FOREMOST
from domain.strategy import Strategy
from domain.voices import Discord
from handlers.actions import mending
from handlers.actions.views import headline, outcome
from handlers.blocks.escaping import brief
from handlers.blocks.message import actions, section, sections
from handlers.blocks.payload import Numbered
from handlers.goals import views as goals
from handlers.goals.buttons import DROP, RENEW
from handlers.knowledge import views as knowledge
from handlers.lights.ambers import told_tally
from handlers.plan.views import month_alone
from handlers.sight import views as sight_views
from handlers.strategies.buttons import CHANGE, CONFIRM, RETIRE
from language.amounts import show_amount
from language.lists import cut, rest
from language.speech import Speech
from services.review_notices import LINES
from services.voices import Heard

LINE = 120
ASKED = 3
"""Questions of a kind that a review asks; the others come up next month."""

NAMED, NAME = 5, 80
"""Things named by their words in one line, and characters of the words."""

SHOWN = 8
"""Actions, references or lights named one by one; the rest is counted."""


def blocks(_: Speech, account: Account, agenda: Agenda) -> list[Block]:
    """Everything a review goes through."""
    first, second, third = agenda.months
    lines = [f"*{month_alone(_, first.plus(-1))}*  {looking_back(_, agenda)}"]
    lines += cut(_, [_done(action) for action in agenda.done], SHOWN)
    lines += [
        _("In the thread: the first {count} left over, {more}.", count=LINES, more=others)
        for others in rest(_, len(agenda.left) - LINES)
    ]
    if agenda.ambers:
        lines.append(f"🟡 {told_tally(_, agenda.ambers)}")
    ahead = [_first_month(_, agenda), _outlined(_, second, agenda), _outlined(_, third, agenda)]
    check = [f"*{_('Method check')}*", *_checked(_, agenda)]
    mends = mending.of_list(_, account, mending.lacking(agenda.check.undetailed))
    return [
        *sections(lines),
        *sections(ahead),
        *mends,
        *sections(check),
        *sections(_foremost(_, agenda)),
    ]


def asked(_: Speech, account: Account, agenda: Agenda, heard: Heard) -> list[Block]:
    """Lines about the voices of the team, and questions that are answered by a button."""
    fading = [block for goal in agenda.fading[:ASKED] for block in _fading(_, account, goal)]
    old = [block for one in heard.old[:ASKED] for block in _old(_, account, one)]
    known = [block for one in agenda.old[:ASKED] for block in knowledge.asked(_, account, one)]
    lines = [*_differences(_, heard), *_unkept(_, heard)]
    return [*sections(lines), *fading, *old, *known]


def _differences(_: Speech, heard: Heard) -> list[str]:
    if not heard.differences:
        return []
    words = {
        Discord.DOUBTED: _("on track by pace, but the team doubts"),
        Discord.BEHIND: _("the team is sure, but it is behind"),
        Discord.UNHEARD: _("the pulse is high, but nothing was heard for a quarter"),
    }
    lines = [
        f"{goals.named(each.goal, LINE)}: {words[each.discord]} ({counts(each.voices)})"
        for each in heard.differences
    ]
    return [f"*{_('Where voices and numbers differ')}*", *cut(_, lines, SHOWN)]


def _unkept(_: Speech, heard: Heard) -> list[str]:
    return [
        "⚠️ "
        + _(
            "{strategy}: the promises were not kept two months in a row",
            strategy=f"*{one.ref}* {brief(one.text, LINE)}",
        )
        for one in heard.unkept[:SHOWN]
    ]


def _old(_: Speech, account: Account, one: Strategy) -> list[Block]:
    text = _("Half a year in these words: does it still lead to its goals?")
    about = Numbered(one.number)
    steps = (CONFIRM, CHANGE, RETIRE)
    buttons = (each.draw(_, account, about, beside=one.number) for each in steps)
    return [section(f"🧭 *{one.ref}* {brief(one.text, LINE)}\n{text}"), actions(*buttons)]


def _done(action: Action) -> str:
    return f"✅ {headline(action, LINE)} {outcome(action, LINE)}".rstrip()


def _fading(_: Speech, account: Account, goal: Goal) -> list[Block]:
    text = _("It looks ahead until {day}: renew it, or retire it?", day=_.day(goal.ends))
    about = Numbered(goal.number)
    buttons = (
        RENEW.draw(_, account, about, beside=goal.number),
        DROP.draw(_, account, about, beside=goal.number, label=_("Retire…")),
    )
    return [section(f"{goals.named(goal, LINE)}\n{text}"), actions(*buttons)]


def looking_back(_: Speech, agenda: Agenda) -> str:
    """4 done, 2 still open."""
    if not (agenda.done or agenda.left):
        return _("nothing was planned")
    done = _.plural("{n} done", "{n} done", len(agenda.done))
    left = _.plural("{n} still open", "{n} still open", len(agenda.left))
    return f"{done}, {left}"


def _first_month(_: Speech, agenda: Agenda) -> str:
    count = _count(agenda, agenda.month)
    name = f"*{month_alone(_, agenda.month)}*"
    if not count:
        return f"{name}  ⚠️ " + _("nothing planned yet")
    planned = _.plural("{n} action", "{n} actions", count)
    entries = agenda.check.undetailed
    if not entries:
        return f"{name}  {planned} · {_detailed(_, count)}"
    return f"{name}  {planned} · ⚠️ {missing(_, entries)}"


def _detailed(_: Speech, count: int) -> str:
    return _("with owner and date") if count == 1 else _("each with owner and date")


def _outlined(_: Speech, month: Month, agenda: Agenda) -> str:
    count = _count(agenda, month)
    name = f"*{month_alone(_, month)}*"
    if not count:
        return f"{name}  ⚠️ " + _("needs a first outline")
    return f"{name}  {_.plural('{n} action', '{n} actions', count)}"


def _count(agenda: Agenda, month: Month) -> int:
    return dict(agenda.planned)[month]


def missing(_: Speech, entries: Sequence[Entry]) -> str:
    """*Send the offer* (A5) needs owner, *call them* (A6) needs owner and date."""
    shown = [
        f"{name(entry.action.ref, entry.action.text)} {_gaps(_, entry)}"
        for entry in entries[:NAMED]
    ]
    return ", ".join([*shown, *rest(_, len(entries) - NAMED)])


def _gaps(_: Speech, entry: Entry) -> str:
    if len(entry.gaps) > 1:
        return _("needs owner and date")
    return _("needs owner") if MissingDetail.OWNER in entry.gaps else _("needs date")


def _checked(_: Speech, agenda: Agenda) -> list[str]:
    check = agenda.check
    detailed = bool(_count(agenda, agenda.month)) and not check.undetailed
    month = month_alone(_, agenda.month)
    return [
        _mark(detailed) + _("{month} in detail: who does what by when", month=month),
        _mark(not check.all_urgent) + _long_term(_, check),
        _mark(not check.unanswered) + _answered(_, check),
        *_undecided(_, check),
        *_idle(_, check),
    ]


def _mark(good: object) -> str:
    return "✅ " if good else "⚠️ "


def _long_term(_: Speech, check: MethodCheck) -> str:
    if not check.all_urgent:
        return _("Important work that is not urgent in every month")
    months = _.listing([month_alone(_, month) for month in check.all_urgent])
    return _("Important work that is not urgent: none in {months}", months=months)


def _answered(_: Speech, check: MethodCheck) -> str:
    if not check.unanswered:
        return _("Every red light and every slipping milestone has an action")
    return _("Nothing is planned yet for {what}", what=_named(_, check.unanswered))


def _idle(_: Speech, check: MethodCheck) -> list[str]:
    if not check.idle:
        return []
    what = _named(_, check.idle)
    return [_mark(good=False) + _("No action in these months supports {what}", what=what)]


def _undecided(_: Speech, check: MethodCheck) -> list[str]:
    if not check.undecided:
        return []
    found = [Purpose(light.ref, light.text) for light in check.undecided]
    return ["⏰ " + _("Amber past its date: {what}", what=_named(_, found))]


def _named(_: Speech, found: Sequence[Purpose]) -> str:
    """*A competitor offers 15 % less* (L7), and what else there is, by its words first."""
    lines = [name(each.ref, _words(_, each)) for each in found[:NAMED]]
    return _.listing([*lines, *rest(_, len(found) - NAMED)])


def _words(_: Speech, one: Purpose) -> str:
    """The words of it; of a milestone, what is to be reached of its goal."""
    if one.amount is None:
        return one.text
    return f"{one.text}: {show_amount(one.amount, _.language)}"


def name(ref: str, text: str) -> str:
    """*A competitor offers 15 % less* (L7)."""
    return f"*{brief(text, NAME)}* ({ref})"


def _foremost(_: Speech, agenda: Agenda) -> list[str]:
    """The most important lines of the line of sight, and where the others are."""
    if not agenda.gaps:
        return []
    lines = [sight_views.line(_, gap) for gap in agenda.gaps[:FOREMOST]]
    others = rest(_, len(agenda.gaps) - FOREMOST)
    more = [_("{more}: `/kam check`", more=each) for each in others]
    return [f"*{_('Line of sight')}*", *lines, *more]
