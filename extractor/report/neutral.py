"""Strangers' text made safe to show: what would steer a terminal or turn a line around becomes visible.

Nothing is lost silently: every such code point is shown as a placeholder.
"""

import re

_STEERING = (
    *(code for code in range(0x20) if chr(code) not in "\t\n\r"),  # C0, of which 0x1B steers a terminal
    *range(0x7F, 0xA0),  # delete and C1, of which 0x9B does the same
    *(0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0xFEFF),  # invisible, or a mark of direction
    *range(0x202A, 0x202F),  # bidi embeddings and overrides
    *range(0x2060, 0x2070),  # word joiner, invisible operators, bidi isolates
    *range(0xFFF9, 0xFFFC),  # interlinear annotation
    *range(0xD800, 0xE000),  # lone surrogates, which no encoder takes
    *range(0xE0000, 0xE0080),  # tags: a second text that nobody sees
)
_TABLE = {code: f"[U+{code:04X}]" for code in _STEERING}
_NEWLINE = re.compile(r"\r\n?")


def neutralise(text: str) -> str:
    """Show control, bidi and invisible code points as placeholders; any newline becomes a line feed."""
    return _NEWLINE.sub("\n", text).translate(_TABLE)


def one_line(text: str) -> str:
    """Neutralise `text` and fold every run of white space to one space."""
    return " ".join(neutralise(text).split())
