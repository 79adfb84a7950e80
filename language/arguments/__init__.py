"""The arguments of commands: each reads one value where it stands in a sentence."""
