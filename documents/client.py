"""The client's page on paper: from the type that holds nothing else, in the reader's language."""

from documents.report import Report, ReportLine, ReportPart
from domain.client_page import ClientPage, GoalShown, NextStep, StageShown, WordsHeard
from language.amounts import show_amount
from language.speech import Speech
from language.words import way_words


def client_report(_: Speech, page: ClientPage) -> Report:
    """The page as a report, which Markdown and HTML write down."""
    return Report(
        title=page.account,
        below=_("What we have agreed, and the next steps"),
        parts=(
            ReportPart(
                _("Goals that we have agreed"),
                tuple(_goal(_, one) for one in page.goals),
                _("No goal is agreed yet."),
            ),
            ReportPart(
                _("What we heard from you"),
                tuple(_words(_, one) for one in page.heard),
                _("Nothing chosen."),
            ),
            ReportPart(
                _("Next steps"),
                tuple(_step(_, one) for one in page.steps),
                _("Nothing chosen."),
            ),
        ),
        foot=_("As of {day}.", day=_.day(page.day)),
        language=_.language.value,
    )


def _goal(_: Speech, one: GoalShown) -> ReportLine:
    facts = [way_words(_, one)]
    if one.now is not None and one.measured_on is not None:
        amount = show_amount(one.now, _.language)
        facts.append(_("now {amount} ({day})", amount=amount, day=_.short_day(one.measured_on)))
    facts.append(_("version {number}", number=one.version))
    stages = tuple(_stage(_, each) for each in one.stages)
    return ReportLine(one.ref, one.text, tuple(facts), stages)


def _stage(_: Speech, one: StageShown) -> ReportLine:
    amount = show_amount(one.amount, _.language)
    said = _("{amount} by {day}", amount=amount, day=_.day(one.due))
    return ReportLine(
        "✅" if one.is_reached else "○", said, (_("reached"),) if one.is_reached else ()
    )


def _words(_: Speech, one: WordsHeard) -> ReportLine:
    return ReportLine("💬", _("“{text}”", text=one.text), (_.day(one.on),))


def _step(_: Speech, one: NextStep) -> ReportLine:
    return ReportLine("▫️", one.text, (_.day(one.due),) if one.due else ())
