"""Contacts in Slack: people at the customer, and how we stand with them."""
