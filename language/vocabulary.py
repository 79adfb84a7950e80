"""Words that people type for what has few values, in every language at once."""

from domain.contact import Attitude, Influence
from domain.knowledge import Area
from domain.light import Colour

COLOURS = {
    **dict.fromkeys(("red", "rot", "rote", "roten", "🔴", ":red_circle:"), Colour.RED),
    **dict.fromkeys(("amber", "yellow", "orange", "gelb", "gelbe", "gelben"), Colour.AMBER),
    **dict.fromkeys(("🟡", "🟠", ":large_yellow_circle:", ":large_orange_circle:"), Colour.AMBER),
    **dict.fromkeys(("green", "grün", "gruen", "grüne", "grünen"), Colour.GREEN),
    **dict.fromkeys(("🟢", ":large_green_circle:"), Colour.GREEN),
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
