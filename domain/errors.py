"""What can go wrong in the product's own terms.

    KamError
    ├── Refused            the person may not do this (domain/permission.py says why)
    ├── NotFound           what was named is not there, or not for this person to know
    ├── Invalid            the input breaks a rule of the method or a limit
    └── Conflict           somebody else was quicker, or it is already so

An error carries facts, never a sentence: `handlers/errors.py` speaks for it, in the
language of the person who reads it.
"""


class KamError(Exception):
    """Something a person can be told in one sentence."""


class Refused(KamError):
    """The person may not do this."""


class NotFound(KamError):
    """What was named is not there, or not for this person to know."""


class Invalid(KamError):
    """The input breaks a rule of the method or a limit."""


class Conflict(KamError):
    """Somebody else was quicker, or it is already so."""
