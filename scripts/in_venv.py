"""Run a script with the interpreter of the repository's own environment, where it is run with another."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def reenter() -> None:
    """Start the running script again under `.venv`, if there is one and this is not it; return where there is nothing to do."""
    python = ROOT / ".venv" / "bin" / "python"
    if (
        Path(sys.prefix).resolve() != (ROOT / ".venv").resolve()
        and python.exists()
        and not os.environ.get("TAPECHECK_ANY_PYTHON")
    ):
        os.execv(python, [str(python), *sys.argv])
