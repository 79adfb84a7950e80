"""News of an account itself, told to its channel once, and to a new owner in private."""

from domain.account import Account
from domain.activity import Activity
from domain.notice import FINAL, Kind, State, once_key
from services import notices
from services.access import Acting
from storage.unit_of_work import UnitOfWork


def tell(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Tell the channel that it was renamed, handed over, archived or restored."""
    if acting.account.announcements.cover_turns:
        notices.announce(uow, acting.account, Kind.ACCOUNT_NEWS, activity)


def tell_new_owner(uow: UnitOfWork, acting: Acting, activity: Activity) -> None:
    """Tell an owner in private, unless they took the account themselves."""
    owner_id = acting.account.owner_id
    if owner_id is None or owner_id == acting.person.id:
        return
    facts = {"by": activity.by}
    notices.of_change(
        uow, acting.account, Kind.NEW_OWNER, activity, to=owner_id, subject=None, facts=facts
    )


def greeted(uow: UnitOfWork, account: Account, activity: Activity, *, is_new: bool = True) -> None:
    """Let the greeting in the channel say which account lives there, instead of asking for it."""
    hello = uow.notices.called(once_key(None, Kind.HELLO, account.channel_id))
    if hello is None or (hello.state in FINAL and hello.state is not State.SENT):
        return
    facts = {"by": activity.by} if is_new else {}
    notices.of_change(
        uow, account, Kind.HELLO_EDIT, activity, subject=None, facts=facts, edits=hello.id
    )


def corrected(uow: UnitOfWork, account: Account, activity: Activity) -> None:
    """Let what the channel was told of a change say that it was taken back."""
    told = uow.notices.called(once_key(account.saved_id, Kind.ACCOUNT_NEWS, str(activity.id)))
    if told is not None:
        facts = notices.rewriting(account, told, activity)
        notices.enqueue_once(uow, Kind.ACCOUNT_NEWS_EDIT, **facts)
