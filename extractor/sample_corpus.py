"""Where the embedded sample lies: in the installed package, or beside it in a checkout."""

from importlib import resources
from pathlib import Path

from extractor.errors import InputError


def sample_folder() -> Path:
    """Return the folder that holds `articles` and `prices`; raise InputError where there is none."""
    package = Path(str(resources.files("extractor")))
    for folder in (package / "sample", package.parent / "corpus" / "sample"):
        if (folder / "articles").is_dir():
            return folder
    raise InputError(f"got no sample in {package}, expected it to come with the program; install tapecheck again")
