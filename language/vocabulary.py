"""Words that people type for what has few values, in every language at once."""

from domain.action import ActionKind
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
}

KINDS = {
    "contact": ActionKind.CONTACT,
    "contacts": ActionKind.CONTACT,
    "kontakt": ActionKind.CONTACT,
    "kontakte": ActionKind.CONTACT,
    "introduction": ActionKind.INTRODUCTION,
    "vorstellung": ActionKind.INTRODUCTION,
    "einführung": ActionKind.INTRODUCTION,
    "information": ActionKind.INFORMATION,
    "informationen": ActionKind.INFORMATION,
    "info": ActionKind.INFORMATION,
}

ON_OFF = {"on": True, "an": True, "ein": True, "off": False, "aus": False}
