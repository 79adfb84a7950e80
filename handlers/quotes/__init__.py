"""Quotes of the customer, and the quarterly pulse, in Slack."""
