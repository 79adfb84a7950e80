from dataclasses import dataclass, field

import pytest

from handlers.outbox.rate_limit import EVERY, RateLimiter


@dataclass
class Seconds:
    """Time that passes only while somebody sleeps, or when a test says so."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def pace(seconds: Seconds) -> RateLimiter:
    return RateLimiter(seconds, seconds.sleep)


def test_the_first_message_to_a_channel_goes_at_once(pace: RateLimiter, seconds: Seconds) -> None:
    pace.wait("C1")

    assert seconds.slept == []


def test_the_next_one_waits_for_what_is_left_of_a_second(
    pace: RateLimiter, seconds: Seconds
) -> None:
    pace.wait("C1")
    seconds.now += 0.3

    pace.wait("C1")

    assert seconds.slept == [pytest.approx(0.7)]


def test_each_message_counts_from_the_one_before(pace: RateLimiter, seconds: Seconds) -> None:
    for _ in range(5):
        pace.wait("C1")

    assert seconds.slept == [EVERY] * 4


def test_another_channel_does_not_wait(pace: RateLimiter, seconds: Seconds) -> None:
    for number in range(20):
        pace.wait(f"C{number}")

    assert seconds.slept == []


def test_after_a_second_nobody_waits_and_nothing_is_remembered(
    pace: RateLimiter, seconds: Seconds
) -> None:
    pace.wait("C1")
    seconds.now += EVERY

    pace.wait("C2")

    assert seconds.slept == []
    assert list(pace.last) == ["C2"]
