"""A Dockerfile, read: its stages, and the instructions in each."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Instruction:
    """One instruction: its word in capitals, and what stands behind it."""

    word: str
    rest: str


@dataclass(frozen=True)
class Stage:
    """What follows one FROM."""

    image: str
    instructions: tuple[Instruction, ...]

    def of(self, word: str) -> list[str]:
        """What stands behind every instruction of this word."""
        return [each.rest for each in self.instructions if each.word == word]


def stages(text: str) -> list[Stage]:
    """The stages of a Dockerfile, in order."""
    found: list[tuple[str, list[Instruction]]] = []
    for line in _joined(text):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append((rest, []))
        else:
            found[-1][1].append(Instruction(word, rest.strip()))
    return [Stage(image, tuple(instructions)) for image, instructions in found]


def _joined(text: str) -> list[str]:
    """The lines, continued ones in one, without comments and empty ones."""
    kept = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return "\n".join(kept).replace("\\\n", " ").splitlines()
