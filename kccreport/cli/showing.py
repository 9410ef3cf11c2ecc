"""Problems to stderr, results to stdout."""

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from kccreport.ground.problem import Problem
from kccreport.ground.report import lines


def show(source: Path, problems: Sequence[Problem]) -> None:
    """Print the problems of one file to stderr, below its name."""
    if problems:
        typer.echo(f"{source}:", err=True)
    for line in lines(problems):
        typer.echo(line, err=True)


def print_json(data: object) -> None:
    """Print a result as data."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def sentence_case(words: str) -> str:
    """Return words with a capital first, and the rest as they are."""
    return words[:1].upper() + words[1:]
