"""An account as tables: the one place that says which facts are exported, under which names.

The names are promised (docs/formats.md): they are added to, never renamed. JSON and CSV are
both written from here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from domain.amber import amber_ends
from domain.confidence import parts
from domain.goal import Goal
from domain.light import Colour, Light
from services.export_customer import contacts, key_information
from services.export_facts import ExportFacts, Row, contact_ref, json_file
from services.exports import Whole
from services.lights import TURNED

FORMAT, VERSION = "kam-account", 1
"""What a JSON file says it is; the version rises when a name changes its meaning."""

Tables = Mapping[str, list[Row]]


def tables(whole: Whole) -> Tables:
    """Every table of the account, a row a thing, in the order things were made."""
    return {name: list(rows(ExportFacts(whole))) for name, rows in TABLES.items()}


def as_json(whole: Whole) -> bytes:
    """The whole account as one JSON object, in UTF-8."""
    found = dict(tables(whole))
    (account,) = found.pop("accounts")
    account = {"name": whole.account.name, **account}
    told = {"format": FORMAT, "version": VERSION, "exported_at": whole.at, "account": account}
    return json_file({**told, **found})


def _account(facts: ExportFacts) -> Iterator[Row]:
    account = facts.whole.account
    yield {
        "channel": account.channel_id,
        **facts.who("owner", account.owner_id),
        "language": account.language.value,
        "time_zone": account.time_zone,
        "country": account.country,
        "confidential": account.is_confidential,
        "created_at": facts.at(account.created_at),
        "archived_at": facts.at(account.archived_at),
    }


def _team(facts: ExportFacts) -> Iterator[Row]:
    for person in facts.whole.team:
        if person.is_colleague:
            yield {"name": person.name, "name_id": person.id}


def _goals(facts: ExportFacts) -> Iterator[Row]:
    for goal in facts.whole.goals:
        yield {
            "ref": goal.ref,
            "level": goal.kind.value,
            "text": goal.text,
            "years": goal.horizon_years,
            "from": goal.start_value,
            "to": goal.target_value,
            "unit": goal.unit or None,
            "by": goal.deadline,
            "keeping": goal.guard_name,
            "keeping_at": goal.guard_value,
            "keeping_unit": goal.guard_unit or None,
            "keeping_at_most": goal.guard_is_ceiling,
            **facts.who("owner", goal.owner_id),
            "start": goal.start_date,
            "state": goal.state.value,
            "why": goal.why,
            "created_at": facts.at(goal.created_at),
            "closed_at": facts.at(goal.closed_at),
        }


def _milestones(facts: ExportFacts) -> Iterator[Row]:
    today = facts.whole.account.today(facts.whole.at)
    for course in facts.whole.courses.values():
        for one, outlook in course.outlooks(today):
            yield {
                "ref": one.ref,
                "goal": course.goal.ref,
                "value": one.value,
                "unit": course.goal.unit or None,
                "due": one.due,
                "state": outlook.state.value,
                "projected": outlook.projected,
                "redated": one.redated,
            }


def _progress(facts: ExportFacts) -> Iterator[Row]:
    for course in facts.whole.courses.values():
        for one in course.progress:
            yield {
                "goal": course.goal.ref,
                "on": one.on,
                "value": one.value,
                "unit": course.goal.unit or None,
                **facts.who("by", one.by),
                "at": facts.at(one.at),
                "corrected": one.corrected,
            }


def _guard_readings(facts: ExportFacts) -> Iterator[Row]:
    """Readings of the numbers that must hold, whichever the goal keeps by now."""
    for one in facts.whole.held:
        yield {
            "goal": facts.refs[one.goal_id],
            "keeping": one.name or None,
            "on": one.on,
            "value": one.value,
            "unit": one.unit or None,
            **facts.who("by", one.by),
            "at": facts.at(one.at),
        }


def _agreements(facts: ExportFacts) -> Iterator[Row]:
    for one in facts.whole.agreements:
        goal: Goal = facts.goals[one.goal_id]
        yield {
            "goal": goal.ref,
            "party": one.kind.value,
            **facts.who("member", one.person_id),
            "client": one.name,
            "on": one.on,
            **facts.who("recorded_by", one.recorded_by),
            "counts": one.holds_for(goal),
        }


def _quotes(facts: ExportFacts) -> Iterator[Row]:
    for quote in facts.whole.quotes:
        yield {
            "goal": facts.refs.get(quote.goal_id or 0),
            "text": quote.text,
            **facts.who("heard_by", quote.heard_by),
            "at": facts.at(quote.at),
            "link": quote.link,
        }


def _pulses(facts: ExportFacts) -> Iterator[Row]:
    for goal_id, pulse in facts.whole.pulses.items():
        for score, times in pulse.counts if pulse else ():
            row = {"goal": facts.refs[goal_id], "quarter": pulse.period if pulse else None}
            yield {**row, "score": score, "times": times}


def _confidences(facts: ExportFacts) -> Iterator[Row]:
    """How often each score was given for a month, from three answers on; never by whom."""
    for goal_id, voices in facts.whole.confidences.items():
        for score, times in voices.counts if voices else ():
            row = {"goal": facts.refs[goal_id], "month": voices.period if voices else None}
            yield {**row, "score": score, "times": times}


def _parts(facts: ExportFacts) -> Iterator[Row]:
    """How many kept their part in a month, where enough have answered."""
    for strategy_id, found in facts.whole.parts.items():
        for one in parts(found.reports):
            if one.is_enough:
                row = {"strategy": facts.strategies[strategy_id].ref, "month": one.period}
                yield {**row, "kept": one.kept, "answers": one.answers}


def _strategies(facts: ExportFacts) -> Iterator[Row]:
    for strategy in facts.whole.strategies:
        yield {
            "ref": strategy.ref,
            "text": strategy.text,
            "statement": strategy.statement or None,
            "goals": ", ".join(f"G{number}" for number in strategy.goals) or None,
            "state": strategy.state.value,
            "why": strategy.why,
            "worded_at": facts.at(strategy.worded_at),
            **facts.who("proposed_by", strategy.proposed_by),
            "proposed_at": facts.at(strategy.proposed_at),
            "retired_at": facts.at(strategy.retired_at),
        }


def _commitments(facts: ExportFacts) -> Iterator[Row]:
    for one in facts.whole.commitments:
        strategy = facts.strategies[one.strategy_id]
        yield {
            "strategy": strategy.ref,
            **facts.who("member", one.person_id),
            "line": one.line,
            "given_at": facts.at(one.given_at),
            "counts": one.holds_for(strategy),
        }


def _concerns(facts: ExportFacts) -> Iterator[Row]:
    for one in facts.whole.concerns:
        yield {
            "strategy": facts.strategies[one.strategy_id].ref,
            **facts.who("member", one.person_id),
            "text": one.text,
            "raised_at": facts.at(one.raised_at),
            "answer": one.answer,
            **facts.who("answered_by", one.answered_by),
            "answered_at": facts.at(one.answered_at),
        }


def _lights(facts: ExportFacts) -> Iterator[Row]:
    for light in facts.whole.lights:
        yield {
            "ref": light.ref,
            "colour": light.colour.value,
            "text": light.text,
            "blocks": f"G{light.blocks}" if _blocks(light) else None,
            "goal": f"G{light.blocks}" if light.blocks else None,
            "decide_by": light.decide_by,
            **facts.who("logged_by", light.logged_by),
            "logged_at": facts.at(light.logged_at),
            "since": facts.at(light.since),
            "cleared_at": facts.at(light.cleared_at),
            "why": facts.whys.get(light.ref),
            "contact": contact_ref(light.contact),
        }


def _blocks(light: Light) -> bool:
    """Whether a light stands in the way of its goal; the others speak for it or could tip."""
    return bool(light.blocks) and light.colour is Colour.RED


def _ambers(facts: ExportFacts) -> Iterator[Row]:
    whole = facts.whole
    turns = [one for one in whole.history if one.kind == TURNED and one.undone_at is None]
    for end in amber_ends(whole.lights, turns):
        yield {
            "light": end.ref,
            "since": facts.at(end.since),
            "ended": facts.at(end.at),
            "days": end.days,
            "went": end.went.value if end.went else None,
        }


def _actions(facts: ExportFacts) -> Iterator[Row]:
    for action in facts.whole.actions:
        yield {
            "ref": action.ref,
            "text": action.text,
            **facts.who("owner", action.owner_id),
            "due": action.due,
            "month": action.month,
            "kind": action.kind.value if action.kind else None,
            "serves": action.serves,
            "state": action.state.value,
            "carried": action.carried,
            **facts.who("created_by", action.created_by),
            "created_at": facts.at(action.created_at),
            **facts.who("closed_by", action.closed_by),
            "closed_at": facts.at(action.closed_at),
            "outcome": action.outcome,
            "contact": contact_ref(action.contact),
        }


def _reviews(facts: ExportFacts) -> Iterator[Row]:
    for review in facts.whole.reviews:
        yield {
            "month": review.month,
            "state": review.state.value,
            **facts.who("opened_by", review.opened_by),
            "opened_at": facts.at(review.opened_at),
            **facts.who("rolled_by", review.rolled_by),
            "rolled_at": facts.at(review.rolled_at),
            **facts.who("put_off_by", review.put_off_by),
            "put_off_at": facts.at(review.put_off_at),
            "why": review.why,
            "plan": review.snapshot,
        }


def _history(facts: ExportFacts) -> Iterator[Row]:
    for change in facts.whole.history:
        yield {
            "at": facts.at(change.at),
            **facts.who("by", change.by),
            "kind": change.kind,
            "subject": change.subject,
            "before": change.before,
            "after": change.after,
            "why": change.why,
            "undone_at": facts.at(change.undone_at),
        }


TABLES: Mapping[str, Callable[[ExportFacts], Iterable[Row]]] = {
    "accounts": _account,
    "team": _team,
    "goals": _goals,
    "milestones": _milestones,
    "progress": _progress,
    "guard_readings": _guard_readings,
    "agreements": _agreements,
    "quotes": _quotes,
    "pulses": _pulses,
    "confidences": _confidences,
    "strategies": _strategies,
    "commitments": _commitments,
    "concerns": _concerns,
    "parts": _parts,
    "lights": _lights,
    "ambers": _ambers,
    "actions": _actions,
    "contacts": contacts,
    "knowledge": key_information,
    "reviews": _reviews,
    "history": _history,
}
"""What is exported, a table a noun."""
