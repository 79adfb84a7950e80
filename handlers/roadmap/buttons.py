"""The buttons of the road map."""

from handlers.blocks.payload import Button, Payload
from language.speech import mark

SHOW = Button("map.show", mark("Road map"), Payload)
SHARE = Button("map.share", mark("Share with the channel"), Payload)
