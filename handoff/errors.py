"""One family of errors, one shape: a machine word, a status, and a Norwegian sentence from resources/."""

# ruff: noqa: N818  the names say what happened

from __future__ import annotations


class HandoffError(Exception):
    """Something a caller is told. `word` also names the sentence, `error_<word>`, in resources/texts/web.yaml."""

    status = 400
    word = "bad_request"

    def __init__(self, *, retry_after: int | None = None, **values: object) -> None:
        super().__init__(self.word)
        self.retry_after = retry_after
        self.values = values


class BadRequest(HandoffError):
    """The request has the wrong shape."""


class EmptyMessage(HandoffError):
    status, word = 422, "empty"


class TooLong(HandoffError):
    status, word = 413, "too_long"


class ChoiceNotOffered(HandoffError):
    status, word = 422, "choice_not_offered"


class NotListed(HandoffError):
    """A theme, channel, gender or outcome that the service does not use."""

    status, word = 422, "not_listed"


class NotSignedIn(HandoffError):
    status, word = 401, "not_signed_in"


class WrongLogin(HandoffError):
    status, word = 401, "wrong_login"


class NotAllowed(HandoffError):
    status, word = 403, "not_allowed"


class NotFound(HandoffError):
    """Not there, or not yours: the same answer."""

    status, word = 404, "not_found"


class MethodNotAllowed(HandoffError):
    status, word = 405, "method_not_allowed"


class AlreadyClaimed(HandoffError):
    status, word = 409, "already_claimed"


class LeaseLost(HandoffError):
    status, word = 409, "lease_lost"


class NotClaimed(HandoffError):
    """Needs the conversation to be taken first."""

    status, word = 409, "not_claimed"


class ConversationOver(HandoffError):
    status, word = 409, "conversation_closed"


class AlreadyRegistered(HandoffError):
    status, word = 409, "already_registered"


class TooMany(HandoffError):
    """Too many new conversations, or logins, from one place."""

    status, word = 429, "too_many"


class Broken(HandoffError):
    status, word = 500, "server_error"
