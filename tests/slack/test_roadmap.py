"""`/kam map`: the whole strategy in one picture. It is Tuesday 28 April 2026."""

import pytest

from tests.slack.office import ACME, ANNA, BEN, GREG, Json, Office


@pytest.fixture
def planned(acme: Office) -> Office:
    """Acme with a vision, a goal, a strategy, a red light and an action."""
    acme.types('vision "First choice everywhere" 3y')
    acme.types('goal "Products sold" from 2 to 5 products by 2027-12-31')
    acme.types("milestone G2 3 by 2026-10-31")
    acme.types('strategy "Become their innovation partner" for G2')
    acme.types('light red "finance director leaving" blocks G2')
    acme.types(f'action "call the finance director" <@{ANNA}> by 30 April for L1')
    return acme


def pictures(office: Office, messages: list[Json]) -> list[str]:
    """What the pictures in these messages say in words."""
    uploads = {upload.id: upload for upload in office.slack.files}
    return [
        str(uploads[file["id"]].alt_txt)
        for message in messages
        for file in message.get("files") or []
    ]


def test_whoever_asks_gets_the_map_and_the_channel_does_not(planned: Office) -> None:
    before = len(planned.told(ACME))
    answer = planned.types("map")

    (said,) = pictures(planned, planned.slack.direct_messages(BEN))
    assert "comes to you as a direct message" in answer["text"]
    assert "Destination by 28 Apr 2029: First choice everywhere." in said
    assert "G2 Products sold: from 2 to 5 products by Fri 31 Dec 2027; M1 on track." in said
    assert "1 red" in said
    assert len(planned.told(ACME)) == before


def test_the_map_is_shared_with_the_channel_by_a_button_or_a_word(planned: Office) -> None:
    answer = planned.types("map")
    planned.presses(answer, "map.share")
    planned.types("map share", by=ANNA)

    assert len(pictures(planned, planned.told(ACME))) == 2


def test_it_is_said_in_the_readers_language_and_in_german_words(planned: Office) -> None:
    planned.types("karte", by=ANNA)

    (said,) = pictures(planned, planned.slack.direct_messages(ANNA))
    assert said.startswith("Roadmap von Acme")


def test_a_guest_gets_no_map(planned: Office) -> None:
    planned.types("map", by=GREG)

    assert pictures(planned, planned.slack.direct_messages(GREG)) == []


def test_the_monthly_review_carries_the_map_as_its_first_picture(planned: Office) -> None:
    planned.types("review")
    planned.settle()

    thread = [
        each for each in planned.told(ACME) if each.get("thread_ts", each["ts"]) != each["ts"]
    ]
    assert thread[0].get("files")
    assert len(pictures(planned, thread)) == 1


def test_the_page_to_print_begins_with_the_map(planned: Office) -> None:
    planned.types("export")

    page = next(
        upload.content.decode()
        for upload in planned.slack.files
        if upload.content and b"<!doctype html>" in upload.content
    )
    assert page.index("<figure><svg") < page.index("<h1>")
