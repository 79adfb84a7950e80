"""What Slack's refusals mean for a message."""

import pytest

from domain.channel import Obstacle
from domain.language import Language
from domain.notice import State
from handlers.accounts.held import why
from handlers.leaders.views import obstacle_to
from handlers.outbox.refusals import MENDED_BY_ADMINS, MENDED_IN_CHANNEL, NEVER, OBSTACLES
from language.speech import speech
from tests.slack.conftest import acme, fake_slack, journal, office
from tests.slack.office import ACME, BEN, Office

__all__ = ["acme", "fake_slack", "journal", "office"]


def refused(office: Office, code: str) -> tuple[str, str | None, int]:
    """Where a notice stands that Slack refused, why, and what its owner was told."""
    office.slack.fail("chat.postMessage", kind=code, match={"channel": ACME})
    office.types('light red "finance director leaving"')
    office.settle()
    with office.kam.directory.open_uow("T0KAM") as uow:
        notice = uow.notices.get(1)
        assert notice is not None
        return notice.state, notice.reason, len(office.slack.direct_messages(BEN))


@pytest.mark.parametrize("code", [*MENDED_IN_CHANNEL, *MENDED_BY_ADMINS])
def test_what_somebody_can_mend_is_held_and_the_owner_is_told(acme: Office, code: str) -> None:
    assert refused(acme, code) == (State.HELD, OBSTACLES[code], 1)


def test_once_it_is_mended_the_message_goes_out(acme: Office) -> None:
    refused(acme, "restricted_action")

    acme.tick(minutes=11)

    assert [each["text"] for each in acme.told()] == [
        "Ben logged a red light. 🔴 Red L1: finance director leaving"
    ]


@pytest.mark.parametrize("code", sorted(NEVER))
def test_what_would_be_refused_every_time_is_dead(acme: Office, code: str) -> None:
    assert refused(acme, code) == (State.DEAD, code, 0)


@pytest.mark.parametrize("code", ["something_new", "ratelimited", "service_unavailable"])
def test_what_is_not_known_may_pass(acme: Office, code: str) -> None:
    state, reason, _told = refused(acme, code)

    assert (state, reason) == (State.PLANNED, code)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("obstacle", Obstacle)
def test_every_obstacle_has_its_words(language: Language, obstacle: Obstacle) -> None:
    assert why(speech(language), obstacle)
    assert obstacle_to(speech(language), obstacle)


def test_the_log_says_ids_reason_and_attempt_and_no_text(
    acme: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(acme, "invalid_blocks")

    said = capsys.readouterr().out
    assert "[error" in said
    for part in (
        "notice.dead",
        "account=1",
        f"channel={ACME}",
        "reason=invalid_blocks",
        "attempt=1",
    ):
        assert part in said
    assert "finance" not in said
