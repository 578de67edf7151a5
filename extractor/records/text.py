"""What is read: spans, and articles with the time they were published."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` of a text, half open."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, got {self.start}, {self.end}")


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published.

    `day` is the publisher's own local date; `instant` is aware UTC, or None where only the
    day is known: then nothing is assumed about the hour. `place` says where it is stated
    ("front matter", "the row"); empty where the caller gave it.
    """

    day: date
    instant: datetime | None = None
    place: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.instant is not None and self.instant.utcoffset() is None:
            raise ValueError(f"an instant needs an offset, got {self.instant.isoformat()}")

    @classmethod
    def parse(cls, text: str) -> "Published":
        """Read `2026-01-08` or an ISO 8601 instant with offset; raise ValueError otherwise.

        An instant without an offset is refused: its day could be either of two.
        """
        text = text.strip()
        if len(text) == 10:
            return cls(date.fromisoformat(text))
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is None:
            raise ValueError(f"got {text!r}: an hour needs an offset, such as {text}-05:00")
        try:
            return cls(instant.date(), instant.astimezone(UTC))
        except OverflowError as error:
            raise ValueError(f"got {text!r}: no such instant in UTC") from error

    def __str__(self) -> str:
        return self.day.isoformat() if self.instant is None else self.instant.isoformat()


@dataclass(frozen=True, slots=True)
class Article:
    """Clean text with what is known of where it comes from.

    `text` is what offsets count in: a plain file as it stands, or the text cleaned out of a
    page (`is_cleaned`). `left_out` are the stretches that are not read: front matter, page
    furniture, a second copy of the body. `path` names the input for messages.
    """

    article_id: str
    text: str
    path: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: Published | None = None
    is_cleaned: bool = False
    left_out: tuple[Span, ...] = ()
