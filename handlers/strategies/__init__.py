"""Strategies and commitments in Slack."""
