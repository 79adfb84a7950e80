"""Sentences that people type: tokens, parts in any order, and what is asked back in doubt."""
