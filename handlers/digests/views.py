"""The weekly digest as a team reads it: what changed, what needs doing; short, or not at all."""

from collections.abc import Callable, Mapping, Sequence

from slack_sdk.models.blocks import Block

from domain.account import Account
from domain.action import Action
from domain.digest import LIMIT, Digest, Duties, Line, Part, StillUndecided, Undecided, cut
from domain.light import Light
from domain.notice_kinds import Topic
from domain.plan import MissingDetail
from handlers.actions import mending
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, context, header, said, section, sections
from handlers.digests.buttons import ALL, UNDECIDED, OfDigest
from handlers.digests.lines import line as line_of
from handlers.lights.choices import decisions
from handlers.mutes.views import footer
from language.lists import and_more, rest
from language.speech import Speech, mark
from language.words import colour_status
from services.digests import DigestView, Preview

MOST = 30
"""Lines of everything: they must fit into a message."""

MOST_ASKED = 20
"""Lights past their date that are asked about at once: Slack takes 50 blocks."""

ASKED = 8
"""Lights past their date that have buttons of their own, where everything is shown."""


def digest(_: Speech, account: Account, sight: DigestView, *, limit: int = LIMIT) -> Message:
    """The digest; what does not fit is counted, and shown by a button."""
    found = sight.digest
    shown, left = cut(found.lines, limit)
    title = f"{_('{name} this week', name=account.name)} · {colour_status(_, found.overall)}"
    parts = [_part(_, account, sight, part, shown) for part in Part]
    shown_parts = [block for blocks in parts for block in blocks]
    end = _rest(_, account, sight, left, is_all=limit > LIMIT)
    return Message(f"{title}: {summary(_, found)}", [header(title), *shown_parts, *end])


def _part(
    _: Speech, account: Account, sight: DigestView, part: Part, shown: Sequence[Line]
) -> list[Block]:
    """One part under its title, as far as it is shown."""
    lines = [line for line in shown if line.part is part]
    if not lines:
        return []
    title = _title(_, sight.digest, part)
    if part is Part.UNDECIDED:
        return [section(f"*{title}*"), *_questions(_, account, sight, lines)]
    texts = [line_of(_, line.item, sight.names) for line in lines]
    told = sections([f"*{title}*", *texts] if title else texts)
    return [*told, *_mends(_, account, lines)]


def _mends(_: Speech, account: Account, lines: Sequence[Line]) -> list[Block]:
    """Buttons for the actions that nobody does, or that have no date."""
    duties = [line.item for line in lines if isinstance(line.item, Duties)]
    found = [(each, _gaps(one, each)) for one in duties for each in one.actions]
    return mending.of_list(_, account, [(each, gaps) for each, gaps in found if gaps])


def _gaps(duties: Duties, action: Action) -> list[MissingDetail]:
    """The details that an action in a line lacks."""
    nobodys = [] if duties.owner else [MissingDetail.OWNER]
    return nobodys if action.due else [*nobodys, MissingDetail.DATE]


def _questions(
    _: Speech, account: Account, sight: DigestView, lines: Sequence[Line]
) -> list[Block]:
    """Ambers past their date, each with its three answers, as long as there are not too many."""
    blocks: list[Block] = []
    for number, line in enumerate(lines):
        told = line_of(_, line.item, sight.names)
        if isinstance(line.item, StillUndecided):
            blocks.append(section(told, UNDECIDED.draw(_, account)))
            continue
        blocks.append(section(told))
        if number < ASKED and isinstance(line.item, Undecided):
            blocks.append(actions(*decisions(_, account, line.item.light)))
    return blocks


def undecided(_: Speech, account: Account, lights: Sequence[Light]) -> Message:
    """Every amber past its date with its three answers, for the one who asks."""
    if not lights:
        return said(_("Everything is decided."))
    title = _("Time to decide")
    blocks: list[Block] = [section(f"*{title}*")]
    for light in lights[:MOST_ASKED]:
        blocks.append(section(line_of(_, Undecided(light), {})))
        blocks.append(actions(*decisions(_, account, light)))
    blocks += [context(each) for each in rest(_, len(lights) - MOST_ASKED)]
    return Message(title, blocks)


def _rest(
    _: Speech, account: Account, sight: DigestView, left: int, *, is_all: bool
) -> list[Block]:
    """How much is not shown and a way to see it, and why one sees all this."""
    why = _("Posted once a week, and only if there is something to say.")
    if not left:
        return footer(_, Topic.DIGEST, why, account=account)
    more = and_more(_, left)
    if is_all:
        hint = context(f"{more}: `/kam lights` · `/kam plan` · `/kam goals`")
        return [hint, *footer(_, Topic.DIGEST, why, account=account)]
    see = ALL.draw(_, account, OfDigest(sight.since))
    return [context(more), *footer(_, Topic.DIGEST, why, see, account=account)]


def _title(_: Speech, found: Digest, part: Part) -> str:
    """The title of a part; what speaks for itself has none."""
    if part not in TITLES:
        return ""
    day = found.until if part is Part.THIS_WEEK else found.since
    title = _(TITLES[part], day=_.near_day(day))
    return f"⏰ {title}" if part is Part.OVERDUE else title


TITLES = {
    Part.CHANGED: mark("Changed since {day}"),
    Part.THIS_WEEK: mark("To do until {day}"),
    Part.OVERDUE: mark("Overdue"),
    Part.UNDATED: mark("Without a date"),
    Part.UNDECIDED: mark("Time to decide"),
    Part.SLIPPING: mark("Milestones at risk or missed"),
}


def summary(_: Speech, found: Digest) -> str:
    """The digest in one sentence, for those who listen."""
    counts = {part: sum(line.count for line in found.of(part)) for part in Part}
    details = [say(_, counts[part]) for part, say in COUNTS.items() if counts[part]]
    return _.listing(details) + "."


COUNTS: Mapping[Part, Callable[[Speech, int], str]] = {
    Part.CHANGED: lambda _, n: _.plural("{n} change", "{n} changes", n),
    Part.PLAN: lambda _, _n: _("the plan is not rolled"),
    Part.THIS_WEEK: lambda _, n: _.plural("{n} action is due", "{n} actions are due", n),
    Part.OVERDUE: lambda _, n: _.plural("{n} is overdue", "{n} are overdue", n),
    Part.UNDATED: lambda _, n: _.plural("{n} has no date", "{n} have no date", n),
    Part.UNDECIDED: lambda _, n: _.plural("{n} light to decide", "{n} lights to decide", n),
    Part.SLIPPING: lambda _, n: _.plural("{n} milestone slips", "{n} milestones slip", n),
    Part.COMMITMENT: lambda _, n: _.plural(
        "{n} strategy waits for commitments", "{n} strategies wait for commitments", n
    ),
}


def everything(_: Speech, account: Account, sight: DigestView) -> Message:
    """All of it, as far as a message goes, to who asks; nothing where there is nothing."""
    if not sight.digest.lines:
        return said(_nothing(_, sight))
    return digest(_, account, sight, limit=MOST)


# -------------------------------------------------------------------------------------- preview


def preview(_: Speech, theirs: Speech, account: Account, found: Preview) -> Message:
    """The digest as it would be posted now, in `theirs`: the language of the account."""
    coming = _coming(_, account, found)
    if not found.is_due:
        return said(f"{_nothing(_, found.sight)} {coming}")
    posted = digest(theirs, account, found.sight)
    small_print = context(_("A preview that only you see."), coming)
    return Message(posted.text, [*posted.blocks, small_print])


def _nothing(_: Speech, sight: DigestView) -> str:
    day = _.near_day(sight.digest.since)
    if not sight.digest.lines:
        return _("Nothing has changed since {day}, and nothing needs doing.", day=day)
    return _("Nothing needs doing, and this account wants a digest only if something does.")


def _coming(_: Speech, account: Account, found: Preview) -> str:
    """When the next one is looked at."""
    if found.next_at is None:
        return _("The digest is turned off for {account}.", account=escape(account.name))
    at = found.next_at.astimezone(account.zone)
    return _("The next digest: {day}, {time}.", day=_.day(at.date()), time=f"{at:%H:%M}")
