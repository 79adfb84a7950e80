"""What every row of the product has in common: it belongs to one workspace."""

from dataclasses import dataclass


@dataclass(eq=False, kw_only=True)
class Entity:
    """Something kept for one workspace (a Slack team id); storage scopes every query by it."""

    workspace_id: str
