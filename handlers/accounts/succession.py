"""The owner of an account from now on: handed over, or proposed and agreed where nobody can."""

from domain.account import Account
from domain.activity import Activity
from domain.notice import Kind
from domain.permission import NotAllowed, Reason, Right
from handlers.accounts.answers import done
from handlers.accounts.audience_views import OfPerson
from handlers.blocks.escaping import escape
from handlers.blocks.message import Message, actions, said
from handlers.blocks.past import Tell, tells
from handlers.blocks.payload import Button
from handlers.grammar.grammar import Buttons
from handlers.outbox.composer import Composer, Composition
from handlers.request import Request
from language.speech import Speech, mark
from services import accounts, elections, history
from services.access import Acting

AGREE = Button("owner.agree", mark("I agree"), OfPerson)


def hand_over(request: Request, to: str) -> Message:
    """Make somebody else the owner; while the owner cannot, the team is asked."""
    try:
        acting = request.acting(Right.MANAGE)
    except NotAllowed as error:
        if error.reason is not Reason.NOT_OWNER:
            raise
        return _propose(request, request.acting(Right.CHANGE), to)
    activity = accounts.hand_over(request.uow, acting, to)
    return _owns(request, acting, to, activity)


def _propose(request: Request, acting: Acting, to: str) -> Message:
    elections.propose(request.uow, acting, to)
    text = request.speech(
        "You propose {who} as the owner of {name}. Somebody else of the team has to agree: I ask "
        "in the channel.",
        who=escape(history.name(request.uow, to) or to),
        name=_name(acting.account),
    )
    return said(text)


def agree(request: Request, person: str) -> Message:
    """The button with which another of the team agrees."""
    acting = request.acting(Right.CHANGE)
    activity = elections.agree(request.uow, acting, person)
    return _owns(request, acting, person, activity)


def _owns(request: Request, acting: Acting, to: str, activity: Activity) -> Message:
    owner, name = escape(history.name(request.uow, to) or to), _name(acting.account)
    text = request.speech("{owner} owns {name} now.", owner=owner, name=name)
    return done(request, acting, text, activity)


def _name(account: Account) -> str:
    return f"*{escape(account.name)}*"


def asked(composition: Composition) -> Message:
    """The team is asked in its channel; once it is settled the message says so."""
    activity = history.get(composition.uow, composition.notice.facts["activity"])
    _, account = composition.speech, composition.home
    if account.next_owner_id is None:
        return _settled(composition)
    names = history.names(
        composition.uow,
        {account.next_owner_id, account.next_owner_by or "", account.owner_id or ""},
    )
    text = _(
        "{by} proposes that {who} owns {name} from now on, because {owner} cannot decide at the "
        "moment. Does somebody else of the team agree?",
        by=_called(_, names, activity.by if activity else None),
        who=_called(_, names, account.next_owner_id),
        name=escape(account.name),
        owner=_called(_, names, account.owner_id),
    )
    agree_button = AGREE.draw(_, account, OfPerson(account.next_owner_id), style="primary")
    return said(text, actions(agree_button))


def _settled(composition: Composition) -> Message:
    _, account = composition.speech, composition.home
    owner = escape(composition.called(account.owner_id))
    text = _("{owner} owns {name} now.", owner=owner, name=_name(account))
    return said(text, plain=text.replace("*", ""))


def _called(_: Speech, names: dict[str, str], person_id: str | None) -> str:
    return escape(names.get(person_id or "") or _("the owner"))


WHAT: dict[str, Tell] = {
    elections.PROPOSED: tells(mark("proposed a new owner")),
}
"""What each kind of change did, for the history."""

BUTTONS: Buttons = {AGREE: agree}
COMPOSERS: dict[Kind, Composer] = {Kind.ELECTION: asked, Kind.ELECTION_EDIT: asked}
