"""The outbox: takes every notice to where it belongs, once, at the pace that Slack allows."""
