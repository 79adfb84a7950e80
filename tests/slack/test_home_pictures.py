"""The pictures on a Home: the map of each account in small, and the portfolio of who leads."""

from typing import Any

import pytest

from tests.slack import events, forms
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, Office, open_for

Json = dict[str, Any]


def pictures(home: Json) -> list[Json]:
    return [block for block in home["blocks"] if block["type"] == "image"]


@pytest.fixture
def mapped(acme: Office) -> Office:
    """Acme has a goal, so that its map shows a road."""
    acme.types('goal "double their orders" from 10 % to 30 % by December 2027')
    return acme


def test_each_account_stands_there_with_its_map_and_what_is_done_there_most(mapped: Office) -> None:
    home = mapped.opens_home()

    (picture,) = pictures(home)
    (upload,) = mapped.slack.files
    assert picture["slack_file"] == {"id": upload.id}
    assert "Acme" in picture["alt_text"]
    assert upload.content is not None
    assert upload.content.startswith(b"\x89PNG")
    assert upload.channel == ""
    labels = [forms.label(element) for _block, element in forms.controls(home)]
    assert {"Show", "Log a light", "Plan an action"} <= set(labels)


def test_an_account_on_whose_map_there_is_no_road_has_no_picture(acme: Office) -> None:
    assert pictures(acme.opens_home()) == []
    assert acme.slack.files == []


def test_a_map_is_uploaded_again_only_when_something_has_changed(mapped: Office) -> None:
    (before,) = pictures(mapped.opens_home())
    (again,) = pictures(mapped.opens_home())
    assert again["slack_file"] == before["slack_file"]
    assert len(mapped.slack.files) == 1

    mapped.types('light red "finance director leaving"')
    (after,) = pictures(mapped.opens_home())

    assert after["slack_file"] != before["slack_file"]
    assert len(mapped.slack.files) == 2


def test_everybody_reads_the_map_in_their_language_and_who_left_sees_none(mapped: Office) -> None:
    mapped.opens_home()
    (german,) = pictures(mapped.opens_home(by=ANNA))
    assert german["alt_text"].startswith("Roadmap von Acme")
    (mine,), (theirs,) = pictures(mapped.opens_home()), pictures(mapped.opens_home(by=CHRIS))
    assert mine["slack_file"] == theirs["slack_file"]
    assert len(mapped.slack.files) == 2

    mapped.slack.leave(ACME, CHRIS)
    mapped.deliver(events.member_left_channel(CHRIS))
    assert pictures(mapped.opens_home(by=CHRIS)) == []


def test_where_slack_takes_no_picture_the_home_stands_there_without(mapped: Office) -> None:
    mapped.slack.fail("files.getUploadURLExternal", kind="file_uploads_disabled")
    home = mapped.opens_home(by=BEN)

    assert pictures(home) == []
    assert "Acme" in str(home)
    mapped.slack.api.rejections.clear()


def test_a_picture_that_slack_does_not_show_any_more_is_left_out(mapped: Office) -> None:
    mapped.opens_home()
    mapped.slack.fail("views.publish", kind="invalid_blocks")

    home = mapped.opens_home()

    assert "Acme" in str(home)
    assert len(mapped.slack.files) == 2  # it is uploaded anew
    mapped.slack.api.rejections.clear()


def test_who_leads_sees_the_portfolio_and_its_picture_first(mapped: Office) -> None:
    with open_for(mapped) as uow:
        dana = uow.people.get(DANA)
        assert dana is not None
        dana.is_leader = True
        uow.commit()

    home = mapped.opens_home(by=DANA)

    assert home["blocks"][0]["text"]["text"] == "Portfolio"
    (picture,) = pictures(home)
    assert "Acme" in picture["alt_text"]


def test_an_action_is_moved_and_edited_from_there(mapped: Office) -> None:
    mapped.types('action "send the offer" <@U0BEN> by 30 April')
    home = mapped.opens_home()

    for step, title in (("move", "Move A1"), ("edit", "Edit A1")):
        _block, menu = forms.find(home, f"action.change#{step}")
        mapped.presses_at_home(f"action.change#{step}", chosen=menu["options"][0])
        assert title in str(mapped.slack.views[-1])
