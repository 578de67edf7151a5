"""Bars from somewhere, each with its source; agreement between sources."""

from extractor.prices.bars import Prices, open_prices
from extractor.prices.checking import check
from extractor.prices.importing import Imported, ReadReport, import_files, read_layout
from extractor.prices.problems import Problem, What

__all__ = [
    "Imported",
    "Prices",
    "Problem",
    "ReadReport",
    "What",
    "check",
    "import_files",
    "open_prices",
    "read_layout",
]
