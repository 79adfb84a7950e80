"""Words that people type for what has few values, in every language at once."""

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
