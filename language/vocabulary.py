"""Words that people type for what has few values, in every language at once."""

from domain.contact import Attitude, Influence
from domain.knowledge import Area
from domain.light import Colour

COLOURS = {
    "red": Colour.RED,
    "rot": Colour.RED,
    "rote": Colour.RED,
    "amber": Colour.AMBER,
    "yellow": Colour.AMBER,
    "orange": Colour.AMBER,
    "gelb": Colour.AMBER,
    "gelbe": Colour.AMBER,
    "green": Colour.GREEN,
    "grün": Colour.GREEN,
    "gruen": Colour.GREEN,
    "grüne": Colour.GREEN,
    "roten": Colour.RED,
    "gelben": Colour.AMBER,
    "grünen": Colour.GREEN,
    "🔴": Colour.RED,
    "🟡": Colour.AMBER,
    "🟠": Colour.AMBER,
    "🟢": Colour.GREEN,
    ":red_circle:": Colour.RED,
    ":large_yellow_circle:": Colour.AMBER,
    ":large_orange_circle:": Colour.AMBER,
    ":large_green_circle:": Colour.GREEN,
}

ON_OFF = dict.fromkeys(("on", "an", "ein", "yes", "ja"), True) | dict.fromkeys(
    ("off", "aus", "no", "nein"), False
)

ATTITUDES = {
    **dict.fromkeys(("for", "for us", "für", "für uns", "dafür"), Attitude.FOR),
    **dict.fromkeys(("neutral",), Attitude.NEUTRAL),
    **dict.fromkeys(("against", "against us", "gegen", "gegen uns", "dagegen"), Attitude.AGAINST),
}
INFLUENCES = {
    **dict.fromkeys(("decides", "decider", "entscheidet"), Influence.DECIDES),
    **dict.fromkeys(("shapes", "influences", "prägt", "gestaltet"), Influence.SHAPES),
    **dict.fromkeys(("beeinflusst", "beeinflußt"), Influence.SHAPES),
    **dict.fromkeys(("uses", "nutzt"), Influence.USES),
}
AREAS = {
    **dict.fromkeys(("goals", "ziele"), Area.GOALS),
    **dict.fromkeys(("challenges", "herausforderungen", "probleme"), Area.CHALLENGES),
    **dict.fromkeys(("structure", "struktur", "organisation"), Area.STRUCTURE),
    **dict.fromkeys(("competitors", "competition", "wettbewerb"), Area.COMPETITORS),
    **dict.fromkeys(("wettbewerber", "konkurrenz"), Area.COMPETITORS),
    **dict.fromkeys(("ours", "unseres", "eigenes"), Area.OURS),
}
