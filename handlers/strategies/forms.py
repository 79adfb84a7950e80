"""The forms of strategies and of what members say to them, and the three questions."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from domain.commitment import Concern
from domain.goal import Goal
from domain.strategy import Strategy
from domain.text import SENTENCE_LIMIT, STATEMENT_LIMIT
from handlers.blocks import inputs
from handlers.blocks.escaping import brief, escape
from handlers.blocks.message import context, section
from handlers.blocks.payload import Window
from handlers.strategies.buttons import (
    FIRST,
    SAVE,
    SAVE_ANSWER,
    SAVE_CHANGE,
    SAVE_COMMIT,
    SAVE_CONCERN,
    SAVE_RETIRE,
    SECOND,
    THIRD,
)
from handlers.strategies.lines import STATEMENT, headline
from language.speech import Speech

SMALL, NEW = "small", "new"


def propose(_: Speech, goals: Sequence[Goal], *, title: str = "", says: str = "") -> View:
    """A strategy in a line, and in as many as it takes."""
    return inputs.form(
        _,
        SAVE,
        _("Propose a strategy"),
        _("Propose it"),
        _title(_, title),
        _statement(_, says, optional=True),
        *_goal(_, goals),
    )


def change(_: Speech, strategy: Strategy) -> View:
    """Other words, and whether they say something else."""
    kinds = {
        NEW: _("It says something else: everybody is asked to commit again"),
        SMALL: _("A small correction, such as a typo: commitments stay"),
    }
    title, kind = _title(_, strategy.text), _("What kind of change is it?")
    says = _statement(_, strategy.statement, optional=not strategy.statement)
    fields = (title, says, inputs.radio("kind", kind, kinds, NEW))
    return inputs.form(_, SAVE_CHANGE, _("Change {ref}", ref=strategy.ref), _("Change it"), *fields)


def retire(_: Speech, strategy: Strategy) -> View:
    """Why it is given up."""
    title, about = _("Retire {ref}", ref=strategy.ref), section(headline(strategy))
    label, example = _("Why do we give it up?"), _("The customer buys innovation elsewhere now")
    text = inputs.text("text", label, example)
    return inputs.form(_, SAVE_RETIRE, title, _("Retire it"), about, text)


def commit(_: Speech, strategy: Strategy, *, line: str = "", has_changed: bool = False) -> View:
    """The modal for a commitment; `has_changed`: the wording, since it was read last."""
    notice = _("⚠️ *The wording has changed since.* This is what it says now:")
    says = [section(brief(strategy.statement, STATEMENT))] if strategy.statement else []
    about = [*([section(notice)] if has_changed else []), section(headline(strategy)), *says]
    example = _("I bring one idea from production every month")
    text = inputs.text("text", _("What will you do, in one line?"), example, initial=line)
    title = _("Commit to {ref}", ref=strategy.ref)
    return inputs.form(_, SAVE_COMMIT, title, _("I commit"), *about, text)


def concern(_: Speech, strategy: Strategy) -> View:
    """The modal for a concern about a strategy."""
    title, about = _("Concern about {ref}", ref=strategy.ref), section(headline(strategy))
    label, example = _("What is your concern?"), _("We have nobody who can run workshops")
    text = inputs.text("text", label, example, multiline=True)
    return inputs.form(_, SAVE_CONCERN, title, _("Raise it"), about, text)


def answer(_: Speech, strategy: Strategy, found: Concern, who: str) -> View:
    """The modal for the team's answer to a concern."""
    about = section(f"{headline(strategy)}\n💬 *{escape(who)}*: {escape(found.text)}")
    label, example = _("What do you answer?"), _("Chris trains two of us in May")
    text = inputs.text("text", label, example, multiline=True)
    return inputs.form(_, SAVE_ANSWER, _("Answer a concern"), _("Answer it"), about, text)


# ----------------------------------------------------------------------------- the three questions


def first(_: Speech, title: str = "") -> View:
    """The first question: which strategies the account needs."""
    return _question(
        _,
        FIRST,
        _("*1 of 3: Which strategy does this account need?*"),
        _("How do you get to your goals in the long run? Think of ways of working, not of calls."),
        _(
            "For example: they want to be the most modern plant of their group, "
            "and we know how. So: “Become their innovation partner”."
        ),
        _title(_, title),
    )


def second(_: Speech, text: str) -> View:
    """The second: what each should say."""
    return _question(
        _,
        SECOND,
        _("*2 of 3: What should it say?*") + f"\n🧭 {brief(text, SENTENCE_LIMIT * 3)}",
        _("Three or four sentences that everybody reads the same way. You can leave it out."),
        _(
            "For example: “Once a quarter we bring an idea they did not ask for, worked out with "
            "their people. We say what it costs and what it saves. We never sell in that meeting.”"
        ),
        _statement(_, "", optional=True),
    )


def third(_: Speech, text: str, goals: Sequence[Goal]) -> View:
    """The third: how every member comes to commit to it and carries it out."""
    return _question(
        _,
        THIRD,
        _("*3 of 3: How does everybody come to commit to it?*")
        + f"\n🧭 {brief(text, SENTENCE_LIMIT * 3)}",
        _(
            "I post it to your channel and ask each of you for one line: what will I do? "
            "Whoever does not answer is reminded in private. Others follow more easily if "
            "you go first."
        ),
        _("For example: “I visit their production twice a year and bring back what they need.”"),
        inputs.text(
            "text",
            _("Your own line: what will you do?"),
            _("I visit their production twice a year"),
            optional=True,
        ),
        *_goal(_, goals),
        submit=_("Propose it"),
    )


def _question(
    _: Speech,
    window: Window,
    title: str,
    hint: str,
    example: str,
    *fields: Block,
    submit: str | None = None,
) -> View:
    return inputs.form(
        _,
        window,
        _("Your first strategy"),
        submit or _("Next"),
        section(f"{title}\n{hint}"),
        context(example),
        *fields,
    )


# -------------------------------------------------------------------------------------- its parts


def _title(_: Speech, initial: str) -> InputBlock:
    label, example = _("The strategy in one line"), _("Become their innovation partner")
    return inputs.text("text", label, example, initial=initial)


def _statement(_: Speech, initial: str, *, optional: bool) -> InputBlock:
    return inputs.text(
        "statement",
        _("What it means, in a few sentences"),
        _("Once a quarter we bring an idea they did not ask for."),
        initial=initial,
        optional=optional,
        multiline=True,
        limit=STATEMENT_LIMIT,
    )


def _goal(_: Speech, goals: Sequence[Goal]) -> list[Block]:
    """Which goal it serves; nothing where there is none yet."""
    if not goals:
        return []
    label = _("Which goal does it serve?")
    return [inputs.select("goal", label, inputs.of_goals(goals), optional=True)]
