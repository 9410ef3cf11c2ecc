"""Everything that stops us, with the exit code it ends in.

    KccReportError
    ├── UnreadableFile      3   the file is missing, is not a workbook, or is unsafe to open
    ├── UnwritableFile      3   the paper could not be put where it should go
    ├── UnknownLayout       2   no layout has that name
    ├── WrongWorkbook       2   an agenda was given where a paper belongs, or the other way round
    ├── UnusablePaper       3   a PDF cannot be part of a pack
    ├── ChildFailed         3   the process that looks at PDFs broke down
    ├── ClusterFault        3   the machines that were to make papers cannot be used
    └── RenderingFault      3   a page could not be laid out

A fault inside a readable workbook is not one of these: it is a `problem.Problem`, and the command ends in 1.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line tells the shell. README repeats this table and a test compares them."""

    DONE = 0
    FAULTS = 1
    USAGE = 2
    FILES = 3


class KccReportError(Exception):
    """Something stopped us; the message is one sentence for the person who ran the command."""

    exit_code = ExitCode.FILES


class UnreadableFile(KccReportError):
    """A file is missing, is not what its name says, or is unsafe to open."""


class UnwritableFile(KccReportError):
    """A finished file could not be put in its place; whatever was there before is untouched."""


class UnknownLayout(KccReportError):
    """No layout has the name asked for."""

    exit_code = ExitCode.USAGE


class WrongWorkbook(KccReportError):
    """An agenda was given where a paper belongs, or the other way round."""

    exit_code = ExitCode.USAGE


class UnusablePaper(KccReportError):
    """A PDF cannot be part of a pack; the message is the end of a sentence that begins with the paper's name."""


class ChildFailed(KccReportError):
    """The process that looks at papers could not be run, or broke down over one."""


class ClusterFault(KccReportError):
    """The machines that were to make papers cannot be used, or are gone."""


class RenderingFault(KccReportError):
    """A block could not be laid out on any page."""
