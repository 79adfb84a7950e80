"""The tables about the customer in an export: contacts, and key information."""

from collections.abc import Iterator

from services.export_facts import ExportFacts, Row


def contacts(facts: ExportFacts) -> Iterator[Row]:
    """Whom the team knows, still there or gone, in the order they were added."""
    for one in sorted(facts.whole.contacts, key=lambda one: one.contact.number):
        contact = one.contact
        yield {
            "ref": contact.ref,
            "name": contact.name,
            "role": contact.role or None,
            "attitude": contact.attitude.value,
            "influence": contact.influence.value if contact.influence else None,
            "goals": ", ".join(f"G{number}" for number in contact.goals) or None,
            **facts.who("link", contact.held_by),
            "met": one.met_on,
            **facts.who("added_by", contact.added_by),
            "added_at": facts.at(contact.added_at),
            "state": "open" if contact.is_here else "gone",
            "gone_at": facts.at(contact.gone_at),
        }


def key_information(facts: ExportFacts) -> Iterator[Row]:
    """Key information, true or out of date."""
    for one in facts.whole.known:
        yield {
            "ref": one.ref,
            "text": one.text,
            "area": one.area.value if one.area else None,
            "source": one.source,
            "learned": one.learned_on,
            "checked": one.checked_on,
            **facts.who("told_by", one.told_by),
            "told_at": facts.at(one.told_at),
            "state": "open" if one.is_true else "gone",
            "gone_at": facts.at(one.gone_at),
        }
