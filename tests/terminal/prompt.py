"""The prompt: what is typed goes to the real bot, and everybody's view of the answer is shown."""

from collections.abc import Callable, Iterable
from typing import Any

from tests.slack import events
from tests.slack.forms import Entered
from tests.slack.office import ACME, ANNA, BEN, CHRIS, DANA, GENERAL, GLOBEX, GREG, Office
from tests.terminal.reading import buttons, lines

Json = dict[str, Any]
PEOPLE = {"anna": ANNA, "ben": BEN, "chris": CHRIS, "dana": DANA, "greg": GREG}
CHANNELS = {"acme-team": ACME, "globex-team": GLOBEX, "general": GENERAL}
HELP = """\
  /kam light red "finance director leaving"    say something to kam; try /kam help
  press 2              press a button that was shown      home      your App Home
  send text=…; name=…  send the window that opened        wait 3    let 3 days pass
  as anna              be somebody else: anna (German), ben, chris, dana, greg (a guest)
  in globex-team       go to another channel              quit      end"""


class Prompt:
    """One terminal, in which a person at a time speaks from one channel."""

    def __init__(self, office: Office, write: Callable[[str], None]) -> None:
        """`write` shows a line."""
        self.office = office
        self.write = write
        self.person, self.channel = "ben", "acme-team"
        self.offered: list[tuple[Json, str]] = []
        self._kept: list[tuple[Json, str]] = []
        self.seen = len(office.slack.ledger)
        self.windows = len(office.slack.views)

    @property
    def sign(self) -> str:
        """The words before the cursor: who speaks from where."""
        return f"{self.person} in #{self.channel}> "

    def run(self, typed: Iterable[str]) -> None:
        """Answer line after line, until `quit` or the end."""
        for line in typed:
            if line.strip() in ("quit", "exit"):
                return
            self.answer(line.strip())

    def answer(self, line: str) -> None:
        """Do what a line says, and show what everybody sees then."""
        word, _sep, rest = line.partition(" ")
        doing = {
            "/kam": self._type,
            "press": self._press,
            "send": self._send,
            "as": self._be,
            "in": self._go,
            "home": self._home,
            "wait": self._wait,
        }.get(word)
        if doing is None:
            self.write(HELP)
            return
        self.offered = []
        doing(rest.strip())
        self._show_news()

    def _type(self, sentence: str) -> None:
        by, channel = PEOPLE[self.person], CHANNELS[self.channel]
        self._show("only you see", self.office.types(sentence, by=by, channel=channel))

    def _press(self, number: str) -> None:
        if not number.isdecimal() or not 0 < int(number) <= len(self._kept):
            self.write("No such button.")
            return
        surface, action = self._kept[int(number) - 1]
        answer = self.office.presses(surface, action, by=PEOPLE[self.person])
        self._show("only you see", answer)

    def _send(self, fields: str) -> None:
        if not self.office.slack.views:
            self.write("No window is open.")
            return
        parts = [part.strip().partition("=") for part in fields.split(";")]
        entered: Entered = {name: value for name, _sign, value in parts}
        view = self.office.slack.views[-1]
        self._show("only you see", self.office.sends(view, entered, by=PEOPLE[self.person]))

    def _be(self, name: str) -> None:
        self.person = name if name in PEOPLE else self.person

    def _go(self, name: str) -> None:
        name = name.removeprefix("#")
        self.channel = name if name in CHANNELS else self.channel

    def _home(self, _rest: str) -> None:
        by = PEOPLE[self.person]
        self.office.deliver(events.app_home_opened(by))
        self._show("your Home", self.office.home_of(by))

    def _wait(self, days: str) -> None:
        for _day in range(int(days) if days.isdecimal() else 1):
            self.office.tick(days=1)

    def _show_news(self) -> None:
        """What has come to channels, to people and as windows since."""
        slack = self.office.slack
        news, self.seen = slack.ledger[self.seen :], len(slack.ledger)
        names = {value: f"#{name}" for name, value in CHANNELS.items()}
        for message in news:
            self._show(names.get(message.get("channel", ""), "a direct message"), message)
        for view in slack.views[self.windows :]:
            self._show("a window opens", view)
        self.windows = len(slack.views)
        self._kept = self.offered

    def _show(self, where: str, surface: Json) -> None:
        if not surface:
            return
        self.write(f"-- {where}")
        for text in lines(surface):
            self.write("   " + text.replace("\n", "\n   "))
        for action, label in buttons(surface):
            self.offered.append((surface, action))
            self.write(f"   [{len(self.offered)}] {label}")
