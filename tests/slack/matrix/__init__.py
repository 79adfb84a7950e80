"""Persons × states of a channel × doors: what reaches whom it must not reach."""
