"""The first month of a busy team: what its channel gets, counted.

Twelve lights, four of them turned, fifteen actions, three goals with three milestones each, three
reports, two strategies, a digest a week and one review; it begins on Tuesday 28 April 2026.
"""

from tests.slack.office import Office
from tests.slack.quarter.play import Play, Sent, counted

MONTH = 15
"""New messages in the channel, at most."""

GOALS = "\n".join(
    f"28 Apr 10:{minute:02} | Ben | acme-team | {sentence}"
    for minute, sentence in enumerate(
        [
            *(f'goal "Goal {n}" from 0 to 9 products by 2027-12-31' for n in (1, 2, 3)),
            "milestone G1 2 by 2026-09-30",
            "milestone G1 4 by 2026-12-31",
            "milestone G1 6 by 2027-06-30",
            "milestone G2 2 by 2026-09-30",
            "milestone G2 4 by 2026-12-31",
            "milestone G2 6 by 2027-06-30",
            "milestone G3 2 by 2026-09-30",
            "milestone G3 4 by 2026-12-31",
            "milestone G3 6 by 2027-06-30",
        ]
    )
)
ACTIONS = "\n".join(
    f'{day:02} May 11:{n:02} | Ben | acme-team | action "job {day} {n}" @Ben by 2026-06-12'
    for day in (4, 11, 18)
    for n in range(5)
)
STORY = f"""
{GOALS}
28 Apr 10:30 | Ben | acme-team | light red "finance director leaving"
28 Apr 10:31 | Ben | acme-team | light amber "new buyer"
28 Apr 10:32 | Ben | acme-team | light green "they call us first"
28 Apr 10:33 | Ben | acme-team | light amber "tender in autumn"
28 Apr 10:34 | Ben | acme-team | light green "service praised"
28 Apr 10:35 | Ben | acme-team | light red "rival in purchasing"
28 Apr 11:00 | Ben | acme-team | strategy "Become their innovation partner"
28 Apr 11:05 | Ben | acme-team | strategy "Know every plant manager"
{ACTIONS}
05 May 10:00 | Ben | acme-team | light amber "price talk"
05 May 10:04 | Ben | acme-team | light green "pilot runs well"
06 May 10:00 | Ben | acme-team | progress G1 1
07 May 10:00 | Anna | acme-team | L2 green "she called us"
12 May 10:00 | Anna | acme-team | light amber "reorganisation"
12 May 10:05 | Anna | acme-team | light green "new plant planned"
13 May 10:00 | Ben | acme-team | progress G2 1
14 May 10:00 | Ben | acme-team | L4 red "the tender comes early"
19 May 10:00 | Chris | acme-team | light red "complaint open"
19 May 10:03 | Chris | acme-team | light green "workshop agreed"
20 May 10:00 | Ben | acme-team | progress G3 1
21 May 10:00 | Chris | acme-team | L11 green "settled"
22 May 10:00 | Ben | acme-team | L1 green "the new one knows us"
27 May 20:00 | | acme-team | nothing more
"""


def test_a_busy_first_month_is_at_most_fifteen_new_messages(acme: Office) -> None:
    sent = Play(acme).through(STORY)

    new = [each for each in sent if each.to == "#acme-team" and not each.in_thread]
    assert len(new) <= MONTH, counted(sent)
    assert of_day(new, 28) <= MONTH - 5
    assert [each for each in sent if "changed since" in each.words] == []


def of_day(sent: list[Sent], day: int) -> int:
    return sum(each.at.day == day and each.at.month == 4 for each in sent)
