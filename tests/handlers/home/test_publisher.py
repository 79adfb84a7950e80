"""Whose Home is drawn next, and with what on it."""

from handlers.blocks.message import said
from handlers.home.pages import Pages
from handlers.home.publisher import HomeRequest, Newest

SAID = said("Done.")


def test_one_draws_at_a_time_and_takes_the_newest_wish() -> None:
    newest = Newest()
    assert newest.put("U1", HomeRequest())
    assert not newest.put("U1", HomeRequest(Pages(todos=1)))
    assert not newest.put("U1", HomeRequest(Pages(todos=2)))
    assert newest.put("U2", HomeRequest())

    assert newest.take("U1") == HomeRequest(Pages(todos=2))
    assert not newest.put("U1", HomeRequest(Pages(todos=3)))
    assert newest.take("U1") == HomeRequest(Pages(todos=3))
    assert newest.take("U1") is None
    assert newest.put("U1", HomeRequest())


def test_an_answer_that_nobody_has_read_yet_is_not_lost_when_the_home_is_opened() -> None:
    newest = Newest()
    newest.put("U1", HomeRequest(Pages(todos=2), SAID))
    newest.put("U1", HomeRequest())

    assert newest.take("U1") == HomeRequest(Pages(), SAID)
    newest.put("U1", HomeRequest())
    assert newest.take("U1") == HomeRequest()
