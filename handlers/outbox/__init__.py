"""The outbox: takes every notice to where it belongs, once, as fast as Slack allows."""
