"""The command line: parse, call, show, exit. The only room that prints or exits."""

from kccreport.cli.program import app, main

__all__ = ["app", "main"]
