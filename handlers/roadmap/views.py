"""The answers about the road map and about the account's page."""

from slack_sdk.models.blocks import ButtonElement

from domain.account import Account
from domain.page import Page, Trouble
from domain.permission import Right
from handlers.blocks.message import Message, row, said
from handlers.lights.views import account_name
from handlers.roadmap.buttons import ADD_SECTION, MAKE_PAGE, OWN_PAGE, SHARE
from language.speech import Speech, mark
from services.access import Acting


def on_its_way(_: Speech, acting: Acting) -> Message:
    """The map comes as a direct message; whoever may change the account can share it."""
    details = _(
        "The road map of {account} comes to you as a direct message in a moment.",
        account=account_name(acting.account),
    )
    return sharable(acting, details, SHARE.draw(_, acting.account))


def sharable(acting: Acting, details: str, share: ButtonElement) -> Message:
    """The confirmation of a request; the button is for whoever may change the account."""
    return said(details, *(row(share) if acting.may(Right.CHANGE) else []))


def shared(_: Speech, account: Account) -> Message:
    """The map is posted in the channel."""
    return said(
        _(
            "I post the road map of {account} in the account's channel.",
            account=account_name(account),
        )
    )


# ------------------------------------------------------------------------------------- the page


def page_asked(_: Speech, account: Account, page: Page) -> Message:
    """The page is on its way, or is there and gets a new look."""
    coming = mark(
        "The page of {account} appears in the channel's canvas in a moment. I keep it true "
        "from then on; the part *Notes of the team* is yours."
    )
    here = mark("{account} has its page in the channel's canvas. I look through it now.")
    text = coming if page.canvas_id is None else here
    return said(_(text, account=account_name(account)))


def page_trouble(_: Speech, account: Account, found: Trouble) -> Message:
    """Why there is no page, and what can be done about it."""
    text = _(TROUBLES[found], account=account_name(account))
    buttons = {
        Trouble.TAKEN: (ADD_SECTION, OWN_PAGE),
        Trouble.TAKEN_FREE: (ADD_SECTION,),
        Trouble.GONE: (MAKE_PAGE,),
    }.get(found, ())
    return said(text, *row(*(each.draw(_, account) for each in buttons)))


TROUBLES: dict[Trouble, str] = {
    Trouble.TAKEN: mark(
        "The channel of {account} has a canvas already, and I do not touch it. Shall I add a "
        "section of mine at its end, or make a canvas of its own for the page?"
    ),
    Trouble.TAKEN_FREE: mark(
        "The channel of {account} has a canvas already, and I do not touch it. On Slack's free "
        "plan a channel has only one. Shall I add a section of mine at its end?"
    ),
    Trouble.SCOPE: mark(
        "I may not write canvases here, so {account} has no page. An admin can add the "
        "scopes `canvases:read` and `canvases:write` to the app; then: `/kam map page`"
    ),
    Trouble.OFF: mark(
        "Canvases are turned off in your Slack workspace, so {account} has no page. An admin "
        "can turn them on; then: `/kam map page`"
    ),
    Trouble.PLAN: mark(
        "Your Slack plan has no canvas for this, so {account} has no page. `/kam map` shows "
        "the road map all the same."
    ),
    Trouble.RIGHTS: mark(
        "I may not write on the canvas of the channel of {account}. Ask whoever looks after "
        "the channel to let everybody edit it, apps included; then: `/kam map page`"
    ),
    Trouble.FAILED: mark(
        "Slack could not write the page of {account}. Try it again later: `/kam map page`"
    ),
    Trouble.GONE: mark(
        "The page of {account} is gone: somebody deleted it, or took it out of the channel. I "
        "no longer keep it up to date. Shall I make it again?"
    ),
    Trouble.LEFT: mark(
        "What I wrote about {account} still stands on the canvas of the channel where it lived "
        "before: I may not write there any more. Ask somebody in that channel to delete the "
        "canvas."
    ),
}
