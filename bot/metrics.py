"""Metrics for Prometheus: Slack's answers, commands, jobs and the queue."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from slack_sdk.web import SlackResponse
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.slack_access import SlackAccess
from handlers.blocks.message import Message, Reply
from handlers.dispatcher import Dispatcher
from handlers.grammar.grammar import Run
from handlers.incoming import Incoming, SlackLookupNeeded
from handlers.outbox.client import SlackClient
from handlers.outbox.slack_errors import UNANSWERED, reason
from scheduler.jobs import Job
from storage.inbox import Repeated
from storage.queues import Queues

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20)
"""Borders of the latency buckets: Slack wants its answer within 3 seconds."""

Outcome = Callable[[str], None]


class Metrics:
    """The figures of one bot, in a registry of its own: two bots in one process do not collide."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` is a clock that only runs forward."""
        self.seconds = seconds
        self.registry = CollectorRegistry()
        self.requests = self._counter("kam_requests", "Requests from Slack", "outcome")
        self.slack = self._histogram("kam_slack_call_seconds", "Calls of Slack", "method")
        self.commands = self._histogram("kam_command_seconds", "What people asked for", "way")
        self.jobs = self._histogram("kam_job_seconds", "Jobs that the clock runs", "job")
        self.notices = self._gauge("kam_notices", "Notices that stand in a state", "state")
        self.oldest = self._gauge(
            "kam_oldest_due_seconds", "Age of the oldest notice due, by state", "state"
        )
        self.ages = self._gauge(
            "kam_age_seconds", "Seconds since the last tick, or sign of life of the socket", "of"
        )
        self.up = self._gauge("kam_up", "Whether a part works: 1 or 0", "part")
        self.ticked_at: float | None = None

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(name, about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(name, about, labels, registry=self.registry)

    def _histogram(self, name: str, about: str, label: str) -> Histogram:
        about = f"{about}, by outcome"
        labels = (label, "outcome")
        return Histogram(name, about, labels, registry=self.registry, buckets=SECONDS)

    @contextmanager
    def timed(self, figure: Histogram, what: str) -> Iterator[Outcome]:
        """Observe how long the block takes, under the outcome it names; `failed` if it raises."""
        begun, outcome = self.seconds(), ["failed"]
        try:
            yield lambda word: outcome.__setitem__(0, word)
        finally:
            figure.labels(what, outcome[0]).observe(self.seconds() - begun)

    def watched(self, job: Job) -> Job:
        """The job, observed; the planner's last success is the last tick."""

        def work() -> object:
            with self.timed(self.jobs, job.name) as outcome:
                result = job.work()
                outcome("ok")
            if job.name == "plan":
                self.ticked_at = self.seconds()
            return result

        return replace(job, work=work)

    @property
    def tick_age(self) -> float | None:
        """Seconds since the last tick that succeeded; None before the first."""
        return None if self.ticked_at is None else self.seconds() - self.ticked_at

    def text(self, queues: Queues, workspace_id: str, clock: Clock) -> bytes:
        """The present figures; those of the queue are left out while the database is away."""
        self.notices.clear()
        self.oldest.clear()
        try:
            self._look_at(queues, workspace_id, clock)
        except SQLAlchemyError:
            self.up.labels("database").set(0)
        else:
            self.up.labels("database").set(1)
        if self.tick_age is not None:
            self.ages.labels("tick").set(self.tick_age)
        return generate_latest(self.registry)

    def _look_at(self, queues: Queues, workspace_id: str, clock: Clock) -> None:
        now = clock()
        for line in queues.standing(workspace_id):
            self.notices.labels(line.state.value).set(line.count)
            late = (now - line.oldest_due_at).total_seconds() if line.oldest_due_at else 0
            self.oldest.labels(line.state.value).set(max(late, 0))


class MeasuredClient(SlackClient):
    """A Slack client whose calls are counted by method and outcome, with how long they took."""

    def __init__(
        self,
        metrics: Metrics | None = None,
        access: SlackAccess | None = None,
        **options: Any,  # noqa: ANN401 - handed on to the SDK
    ) -> None:
        """`options` are those of the SDK's client."""
        super().__init__(**options)
        self._metrics = metrics or Metrics()
        self._access = access or SlackAccess()

    def api_call(self, api_method: str, **options: Any) -> SlackResponse:  # noqa: ANN401 - as above
        """Call Slack; raises what the SDK raises."""
        with self._metrics.timed(self._metrics.slack, api_method) as outcome:
            try:
                answer = super().api_call(api_method, **options)
            except UNANSWERED as error:
                outcome(reason(error))
                self._access.note(reason(error))
                raise
            outcome("ok")
            self._access.note("ok")
        return answer


@dataclass(frozen=True)
class MeasuredDispatcher(Dispatcher):
    """A dispatcher whose answers are counted: done, refused, repeated, or Slack asked first."""

    metrics: Metrics = field(default_factory=Metrics)

    def answer_sentence(self, incoming: Incoming, *, last_word: bool = False) -> Reply:
        """The answer to a sentence."""
        with self._timed("sentence") as outcome:
            return outcome(super().answer_sentence(incoming, last_word=last_word))

    def answer_action(self, incoming: Incoming, run: Run, *, last_word: bool = False) -> Reply:
        """The answer to a button or a modal."""
        with self._timed("press") as outcome:
            return outcome(super().answer_action(incoming, run, last_word=last_word))

    @contextmanager
    def _timed(self, way: str) -> Iterator[Callable[[Reply], Reply]]:
        with self.metrics.timed(self.metrics.commands, way) as outcome:

            def answered(reply: Reply) -> Reply:
                outcome("refused" if isinstance(reply, Message) and reply.is_problem else "done")
                return reply

            try:
                yield answered
            except (Repeated, SlackLookupNeeded) as error:
                outcome("repeated" if isinstance(error, Repeated) else "asking Slack")
                raise
