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


class ThemeGone(HandoffError):
    """A theme that new registrations may not hold."""

    status, word = 422, "theme_gone"


class ThemeSwitchedOff(HandoffError):
    """A theme to decide about that is not in use (any more): it was suggested before it was switched off."""

    status, word = 422, "theme_switched_off"


class KindWithoutTheme(HandoffError):
    """A kind of violence without the theme it belongs to."""

    status, word = 422, "kind_without_theme"


class BadTime(HandoffError):
    """A date and time that nobody can read."""

    status, word = 422, "bad_time"


class InTheFuture(HandoffError):
    """A telephone call that has not been yet."""

    status, word = 422, "in_the_future"


class EndsInTheFuture(HandoffError):
    """A telephone call that would not be over yet: the time or the minutes are wrong."""

    status, word = 422, "ends_in_the_future"


class TooLongAgo(HandoffError):
    """A telephone call of another year: most likely a slip."""

    status, word = 422, "too_long_ago"


class NotSignedIn(HandoffError):
    status, word = 401, "not_signed_in"


class WrongLogin(HandoffError):
    status, word = 401, "wrong_login"


class LoginShut(HandoffError):
    """The right name and password of a login that a leader has shut."""

    status, word = 403, "login_shut"


class ChoosePassword(HandoffError):
    """The right password, but one that somebody else chose: it lets in only together with a new one."""

    status, word = 403, "choose_password"


class LoginNotPossible(HandoffError):
    """A name or password that cannot be used; the reason in a sentence."""

    status, word = 422, "login_not_possible"


class NameTaken(HandoffError):
    status, word = 409, "name_taken"


class LastLeader(HandoffError):
    """Somebody has to be left who can let others in."""

    status, word = 409, "last_leader"


class NotOneself(HandoffError):
    """One's own role, and one's own way in, are for another leader to change."""

    status, word = 409, "not_oneself"


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


class SavedDifferently(HandoffError):
    """A form for a telephone call that was stored with other answers: mended, or the next caller's? The veileder says."""

    status, word = 409, "saved_differently"


class NoteEmpty(HandoffError):
    status, word = 422, "note_empty"


class NoteTooLong(HandoffError):
    status, word = 422, "note_too_long"


class NotRegistrable(HandoffError):
    """A conversation that is gone, registered or not; or somebody else's, which is the same answer."""

    status, word = 404, "not_registrable"


class PracticeRunning(HandoffError):
    """One practice at a time; its points are shown when it is over."""

    status, word = 409, "practice_running"


class EditNotPossible(HandoffError):
    """A change of the directory that cannot stand: every reason, a line each. Nothing was written."""

    status, word = 422, "edit_not_possible"


class ChangedMeanwhile(HandoffError):
    """What was to be changed, or taken back, is no longer what it was. Nothing was written."""

    status, word = 409, "changed_meanwhile"


class AlreadyUndone(HandoffError):
    """A change that was taken back before."""

    status, word = 409, "already_undone"


class TooMany(HandoffError):
    """Too many new conversations, or logins, from one place."""

    status, word = 429, "too_many"


class Broken(HandoffError):
    status, word = 500, "server_error"
