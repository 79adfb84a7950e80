"""The kill test: the sender is killed again and again, and nothing is lost, nothing comes twice.

`python -m tests.chaos` (`make chaos`) runs it in full; the suite runs a short one.
"""
