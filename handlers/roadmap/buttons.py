"""The buttons of the road map."""

from domain.permission import Right
from handlers.blocks.payload import Button, Payload
from language.speech import mark

SHOW = Button("map.show", mark("Road map"), Payload, Right.READ)
MAKE_PAGE = Button("map.page", mark("Make the page"), Payload)
ADD_SECTION = Button("map.section", mark("Add a section"), Payload)
OWN_PAGE = Button("map.own", mark("A canvas of its own"), Payload)
SHARE = Button("map.share", mark("Share with the channel"), Payload)
