"""Why an input is not read: one fixed phrase each, and the exception that carries it."""

from enum import StrEnum

from extractor.errors import InputError


class ReadReason(StrEnum):
    """The fixed phrase of a Drop of the stage "read"."""

    MISSING = "no such file"
    UNREADABLE = "cannot be opened"
    UNKNOWN_ENDING = "unknown file ending"
    NOTHING_INSIDE = "nothing to read in the folder"
    TOO_LARGE = "too large"
    NOT_UTF8 = "not UTF-8"
    BINARY = "binary"
    EMPTY = "empty"
    NOT_ENGLISH = "not English"
    BAD_PUBLISHED = "bad published"
    NOT_JSON = "not JSON"
    BAD_ROW = "row not usable"
    REPEATED_ID = "id repeated"
    TOO_COMPLEX = "page too complex"
    NO_ARTICLE = "no article in the page"


class Refused(InputError):
    """One input that is left out, with its fixed reason; the message is its note."""

    def __init__(self, reason: ReadReason, note: str) -> None:
        super().__init__(note)
        self.reason = reason
