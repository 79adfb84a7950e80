"""Channels by their names, for people who may know of them."""

from collections.abc import Collection

from storage.unit_of_work import UnitOfWork


def names_for(uow: UnitOfWork, person_id: str, ids: Collection[str]) -> dict[str, str]:
    """The names of those of these channels that everybody may know, or this person's team uses."""
    if not ids:
        return {}
    homes = {account.channel_id for account in uow.accounts.of(person_id)}
    return {
        channel.id: channel.name
        for channel in uow.channels.by_ids(ids).values()
        if channel.name and channel.is_known and (not channel.is_private or channel.id in homes)
    }
