"""The pages of a played story: what they say at the end of each month, and the edits it took."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from tests.slack.fake.canvases import Canvas
from tests.slack.fake.people import TEAM
from tests.slack.fake_slack import FakeSlack


@dataclass
class PageDiary:
    """The pages of a workspace, looked at when a month is over."""

    slack: FakeSlack
    told: list[str] = field(default_factory=list)
    edits: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Edits by month and channel."""

    def month_is_over(self, last: datetime) -> None:
        """Write down what every page says at this moment, and the edits of its month."""
        month = f"{last:%Y-%m}"
        for canvas in self.slack.canvases:
            channel = self.slack.world.channels[TEAM, canvas.channel].name
            edits = self._edits(canvas) - sum(
                count for (_month, where), count in self.edits.items() if where == channel
            )
            self.edits[month, channel] = edits
            head = f"===== #{channel} at the end of {month}: {edits} edits in the month"
            self.told.append(f"{head}\n\n{canvas.text}\n")

    def _edits(self, canvas: Canvas) -> int:
        calls = self.slack.calls("canvases.edit")
        return sum(call["canvas_id"] == canvas.id for call in calls)

    def __str__(self) -> str:
        return "\n".join(self.told)
