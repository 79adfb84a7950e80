from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from domain.light import Colour, overall
from domain.portfolio import (
    Filter,
    PageOfAccounts,
    RankedAccount,
    TurnedLight,
    by_need,
    ends,
    lights_at,
    mondays,
)
from tests.builders import NOW, account

RED, AMBER, GREEN = Colour.RED, Colour.AMBER, Colour.GREEN
HOUR = timedelta(hours=1)


def line(name: str = "Acme", colour: Colour | None = GREEN, **facts: object) -> RankedAccount:
    """A rolled, quiet account."""
    known: dict[str, object] = {"missed": (), "is_rolled": True}
    owner = facts.pop("owner_id", "U1")
    made = account(name=name, owner_id=owner)
    return RankedAccount(account=made, light=colour, **(known | facts))  # type: ignore[arg-type]


def test_red_comes_first_then_missed_milestones_then_plans_not_rolled_then_amber() -> None:
    in_order = [
        line("red and late", RED, missed=("M1",)),
        line("red", RED),
        line("two missed", missed=("M1", "M2")),
        line("one missed", missed=("M1",)),
        line("amber, not rolled", AMBER, is_rolled=False),
        line("not rolled", is_rolled=False),
        line("amber", AMBER),
        line("a green one"),
        line("no light", None),
    ]
    assert by_need(reversed(in_order)) == in_order


def test_in_equal_need_names_decide() -> None:
    assert [each.account.name for each in by_need([line("b"), line("C"), line("a")])] == [
        *("a", "b", "C")
    ]


def test_a_filter_takes_what_fits_all_that_it_names() -> None:
    assert Filter().takes(line(colour=None))
    assert Filter(RED).takes(line(colour=RED))
    assert not Filter(RED).takes(line(colour=None))
    assert Filter(owner_id="U1").takes(line())
    assert not Filter(RED, "U2").takes(line(colour=RED))
    assert not Filter(owner_id="U2").takes(line(owner_id=None))


def test_a_page_beyond_the_last_is_the_last_and_nothing_has_no_pages() -> None:
    rows = list(range(41))
    assert PageOfAccounts.of(41, 3).cut(rows) == [40]
    assert PageOfAccounts.of(41, 9) == PageOfAccounts.of(41, 3) == PageOfAccounts(3, 3)
    assert PageOfAccounts.of(40, 9) == PageOfAccounts(2, 2)
    assert PageOfAccounts.of(0, 1) == PageOfAccounts(1, 0)


def test_the_past_is_found_by_taking_changes_back() -> None:
    turned = [
        TurnedLight("L1", NOW - 5 * HOUR, None),
        TurnedLight("L1", NOW - 3 * HOUR, GREEN),
        TurnedLight("L2", NOW - 2 * HOUR, AMBER),  # cleared
        TurnedLight("L1", NOW - 1 * HOUR, AMBER),
    ]
    moments = [NOW - n * HOUR for n in (6, 5, 3, 2, 1, 0)]

    assert lights_at({"L1": RED}, turned, moments) == [AMBER, AMBER, AMBER, AMBER, RED, RED]
    assert lights_at({"L1": RED}, turned[:2], moments) == [None, GREEN, RED, RED, RED, RED]


def test_of_changes_at_one_instant_the_later_is_taken_back_first() -> None:
    turned = [TurnedLight("L1", NOW, RED), TurnedLight("L1", NOW, AMBER)]
    assert lights_at({}, turned, [NOW - HOUR]) == [RED]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([*Colour, None])), max_size=20))
def test_whatever_happened_each_moment_shows_the_light_it_had(
    story: list[tuple[str, Colour | None]],
) -> None:
    lit: dict[str, Colour] = {}
    shown, turned = [overall(lit.values())], []
    for hour, (ref, colour) in enumerate(story, start=1):
        turned.append(TurnedLight(ref, NOW + hour * HOUR, lit.get(ref)))
        lit.pop(ref, None)
        if colour is not None:
            lit[ref] = colour
        shown.append(overall(lit.values()))

    moments = [NOW + hour * HOUR for hour in range(len(story) + 1)]
    assert lights_at(lit, turned, moments) == shown


def test_twelve_weeks_end_on_sunday_nights_and_the_last_one_now() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    begins = mondays(date(2026, 4, 28))
    assert (len(begins), begins[0], begins[-1]) == (12, date(2026, 2, 9), date(2026, 4, 27))

    found = list(ends(begins, NOW, berlin))

    assert len(found) == 12
    assert found[-1] == NOW
    # The clocks go forward on 29 March: an hour less in UTC.
    assert found[5] == datetime(2026, 3, 22, 23, tzinfo=UTC)
    assert found[6] == datetime(2026, 3, 29, 22, tzinfo=UTC)
