"""Which addresses are Slack's: answers and tokens go to no others, whatever a payload says."""

from urllib.parse import urlsplit

SLACK = ".slack.com"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def is_slacks(url: str, api: str) -> bool:
    """At Slack's, or where the Web API is: a local Slack has its files beside it."""
    there, here = urlsplit(url), urlsplit(api)
    return is_at_slack(url) or (there.scheme, there.netloc) == (here.scheme, here.netloc)


def is_answered(url: str, api: str) -> bool:
    """Whether an answer may be posted there; a local Slack may listen on a port of its own."""
    there, here = urlsplit(url), urlsplit(api)
    is_local = here.hostname in LOOPBACK and there.hostname in LOOPBACK
    return is_slacks(url, api) or is_local


def is_at_slack(url: str) -> bool:
    """Whether an address is one of Slack's own hosts, reached in secret."""
    there = urlsplit(url)
    return there.scheme == "https" and f".{there.hostname}".endswith(SLACK)
