"""Ratings are there to be looked at before anybody has explained them."""

from pathlib import Path

from typer.testing import CliRunner

from kccreport.cli import app
from tests import books
from tests.books import results

RED = results(**{"Dec 20": "70%"})


def test_rate_shows_ratings_and_below_them_what_is_missing(tmp_path: Path) -> None:
    path = books.save(tmp_path, results=[RED])
    found = CliRunner().invoke(app, ["rate", str(path)])
    assert found.exit_code == 0
    assert "HT02" in found.stdout
    assert "red" in found.stdout.casefold()
    assert "[missing-commentary]" in found.stderr
    assert "warning" in found.stderr
    assert found.output.index("HT02") < found.output.index("missing-commentary")
    assert CliRunner().invoke(app, ["rate", str(path), "--strict"]).exit_code == 1
    assert CliRunner().invoke(app, ["build", str(path), "--out", str(tmp_path)]).exit_code == 1
