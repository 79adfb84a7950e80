"""The errors of the product, in its own terms: a tree of four families.

    KamError
    ├── Forbidden  the person may not do this
    │   └── permission: NotAllowed
    ├── NotFound   what was named is not there, or not for this person to know
    │   └── of the use cases, in services/
    ├── Invalid    the input breaks a rule of the method or a limit
    │   ├── account: UnknownTimeZone
    │   ├── action: DuePast
    │   ├── agreement: AgreedInTheFuture
    │   ├── amount: NumberTooLong, UnitTooLong, OtherUnit
    │   ├── audience: NoGuestHere, NeedsPrivateChannel
    │   ├── calendar: HourOutOfRange
    │   ├── contact: MetLater
    │   ├── goal: HorizonOutOfRange, HorizonMissing, NotABusinessGoal, HasNoHorizon
    │   ├── light: DecideByNeedsAmber, DecideByPast
    │   ├── measure: GoalNotMeasurable, NothingToReach, DeadlineInThePast,
    │   │       DeadlineTooSoon, DeadlineTooFar
    │   ├── milestone: DueInThePast, DueBeforeStart, DueAfterDeadline, AgainstDirection,
    │   │       PastTarget, OutOfOrder
    │   ├── person: QuietAllDay
    │   ├── progress: ProgressInTheFuture, ProgressBeforeStart
    │   ├── pulse: ScoreOutOfRange
    │   ├── quote: NotARelationshipGoal
    │   ├── settings: TooEarly, UnknownCountry
    │   ├── text: TextMissing, TextTooLong
    │   └── workspace: NoLeadersChannel
    └── Conflict   somebody else was quicker, or it is already so
        ├── account: ChannelTaken, NameTaken, AlreadyArchived, NotArchived
        ├── action: AlreadyClosed, ActionStillOpen, AlreadyTheirs, AlreadyThen, ServesAlready,
        │           CarriedOften, NotDoneYet, ToldAlready
        ├── activity: NothingToUndo, AlreadyUndone, ChangedSince
        ├── agreement: AlreadyAgreed
        ├── audience: ReadsAlready, ReadsNotAlong
        ├── commitment: AlreadyCommitted, ConcernAnswered
        ├── contact: ContactGone, ContactKnown, NothingNew
        ├── goal: GoalClosed, GoalStillOpen
        ├── knowledge: NotTrueAnyMore, KnownAlready
        ├── likeness: LooksLike
        ├── light: AlreadyThatColour, AlreadyCleared, LightStillOpen, DecidedThenAlready,
        │           NamedAlready
        ├── milestone: DayTaken, ValueTaken, DueAlready
        ├── progress: AlreadyCorrected, FarFromTarget
        ├── review: AlreadyRolled
        ├── settings: SettingsChanged
        ├── strategy: StrategyRetired, StrategyStillActive, SameWording, GoalNamedAlready
        └── workspace: AlreadyOff, AlreadyLeads, DoesNotLead

Use cases, files and the command language add their own, of the same families. An error is a small
dataclass of facts, never a sentence: the `errors.py` of its noun speaks for it, in the language
of the person who reads it.
"""


class KamError(Exception):
    """Something a person can be told in one sentence."""


class Forbidden(KamError):
    """The person may not do this."""


class NotFound(KamError):
    """The thing that was named is not there, or not for this person to know."""


class Invalid(KamError):
    """The input breaks a rule of the method or a limit."""


class Conflict(KamError):
    """Somebody else was quicker, or it is already so."""
