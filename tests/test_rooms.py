"""Imports keep to the table of rooms, as a compiler would have them.

A room is a folder of the package, or a file beside the folders; a folder within a folder may be a room of its own. The
table says what each is for and what it may know. `python -m tests.test_rooms` prints it as it stands in CONTRIBUTING.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests import ROOT

PACKAGE = ROOT / "kccreport"


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(parsed(path)))


@dataclass(frozen=True)
class Room:
    """What a room is for, the rooms it may import besides itself, and the packages of others it may know."""

    purpose: str
    rooms: str = ""
    packages: str = ""


ROOMS: dict[str, Room] = {
    "ground": Room(
        "What every room stands on: problems, addresses, errors, files written whole, packed streams, processes, totals, progress.",
        packages="PIL deflate resvg_py rich",
    ),
    "assets": Room("The files a paper is printed with: typeface, colour profile, and the list of characters it has."),
    "language": Room("Every word that is printed, in English or Welsh: `say`, and the catalogue it looks in."),
    "workbook": Room("Bytes to cells, and back. It knows nothing of indicators.", "ground", "openpyxl lxml"),
    "models": Room(
        "What the figures mean: frozen models that know no files, no layout and no page.", "ground language", "pydantic"
    ),
    "intake": Room(
        "Cells to models, or problems that name the cell, what was found, what was expected and what to type.",
        "workbook models ground assets language",
        "pandas",
    ),
    "rating": Room(
        "Ratings, alerts and directions: pure arithmetic. No files, no clock, no rounding in secret.",
        "models ground language",
    ),
    "claims": Room("Commentary against the figures it stands beside.", "ground models rating"),
    "published": Room(
        "What was published stays known: the records of papers and of packs, and what has changed since.",
        "ground models rating",
        "pydantic",
    ),
    "layout": Room(
        "A file in layouts/ to a `Layout`: which blocks a paper has, in which order.",
        "ground models",
        "pydantic pydantic_core",
    ),
    "paper": Room(
        "Rated indicators and a layout to a `Paper`: frozen blocks, words already chosen. It knows nothing of PDF.",
        "claims rating models layout ground language",
        "num2words markdown_it",
    ),
    "writers": Room("Papers and figures to files, a writer each.", "ground language models paper rating workbook"),
    "writers.charting": Room(
        "Charts as geometry: lines, marks and words at their places, in any width, before a writer gives them colours.",
        "paper models language",
    ),
    "writers.pdf": Room(
        "A `Paper` to the bytes of a tagged PDF; the only room that knows ReportLab.",
        "paper models ground assets language writers writers.charting",
        "PIL reportlab",
    ),
    "writers.html": Room(
        "A `Paper` to one HTML page that needs nothing else: no script, no picture, no typeface from elsewhere.",
        "paper models ground language writers writers.charting",
    ),
    "officers": Room(
        "The officers' round: who owes commentary, what they sent back, and the next period. Workbooks in and out.",
        "ground intake layout models paper rating workbook",
    ),
    "agenda": Room(
        "What an agenda says, as models. The rooms within take it from its workbook to its packs.",
        "ground models",
        "pydantic",
    ),
    "agenda.clock": Room(
        "The statutory clock: which days count, and when papers must be published.", "agenda", "holidays"
    ),
    "agenda.intake": Room(
        "An agenda workbook to an `Agenda`, and the template it is filled in on.",
        "agenda agenda.clock intake models ground workbook",
    ),
    "agenda.words": Room(
        "What an agenda says: front sheet, notices, dates and the officers' report, as blocks or as lines.",
        "ground agenda agenda.clock paper models published language",
    ),
    "agenda.merging": Room(
        "Many PDFs into one pack that keeps every structure tree.", "ground paper writers.pdf", "pikepdf"
    ),
    "agenda.examining": Room(
        "PDFs of anyone, looked at in a process of their own: cleaned, named for what they are, searched for leaks.",
        "agenda.merging ground paper",
        "defusedxml page pikepdf pypdfium2",
    ),
    "agenda.issue": Room(
        "One issue of an agenda: its papers opened, their pages numbered, the files made, and the public ones proved.",
        "agenda agenda.words agenda.merging agenda.examining ground models paper published roads.papers workbook",
    ),
    "roads": Room("The three roads, a file each; each tells its story in order, and the rooms do the work."),
    "roads.papers": Room(
        "A workbook to its paper: read, rated, composed, laid out.",
        "ground language workbook models intake agenda.intake rating published layout paper writers writers.pdf writers.html",
    ),
    "roads.many": Room(
        "Many papers: each made in one of several processes, named where it fails, and not made again where nothing changed.",
        "ground layout published roads.papers __init__",
        "distributed",
    ),
    "roads.warm": Room(
        "Everything that making a paper imports, at once: for processes that are forked from one that has it all.",
        "intake paper published workbook writers.pdf",
    ),
    "roads.officers": Room(
        "The officers' round: asking for commentary, collecting it, templates and the next period.",
        "ground workbook agenda.intake officers roads.papers",
    ),
    "roads.agendas": Room(
        "An agenda workbook and its papers to the packs that members and the public read.",
        "ground workbook agenda agenda.clock agenda.intake agenda.words agenda.merging agenda.issue published roads.papers",
    ),
    "page": Room(
        "The local page: what the commands do, for those who know Excel and a browser. A server on one's own computer.",
        "ground models paper workbook published agenda.clock roads.many page.work",
        "jinja2 starlette uvicorn",
    ),
    "page.work": Room(
        "What the local page has done in a process of its own: the roads, called as the commands call them.",
        "ground workbook models paper officers agenda agenda.intake agenda.issue roads.papers roads.many roads.officers "
        "roads.agendas",
        "pypdfium2",
    ),
    "cli": Room(
        "The command line: parse, call, show, exit. The only room that prints or exits.",
        "ground layout rating roads.papers roads.many roads.officers roads.agendas page",
        "typer",
    ),
    "packs": Room("The old name of `roads.agendas`.", "roads.agendas"),
    "__main__": Room("python -m kccreport: the same as the command kccreport.", "cli"),
    "__init__": Room(
        "Turn a council's performance workbook into the committee paper that Members receive.", "ground roads.papers"
    ),
}
# values of every room are its structs, which are made at import in a fiftieth of the time of dataclasses
EVERYWHERE = {"msgspec"}
# imported where they are used, so that a command is quick: the rooms that bring heavy packages, and those packages
LATE_ROOMS = {
    "agenda", "agenda.intake", "agenda.issue", "agenda.merging", "claims", "cli", "intake", "layout", "models",
    "officers", "page", "paper", "published", "rating", "roads.agendas", "roads.many", "roads.papers", "workbook",
    "writers", "writers.html", "writers.pdf",
}  # fmt: skip
LATE_PACKAGES = {
    "PIL",
    "ctypes",  # only on Windows
    "distributed",
    "holidays",
    "markdown_it",
    "multiprocessing",
    "num2words",
    "page",
    "pandas",
    "pypdfium2",
    "resource",  # not there on Windows
    "resvg_py",
    "rich",
    "winreg",  # there on Windows only
}


@cache
def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    """Return the room of a module of ours, such as models.schemes.base: the longest name in the table that it begins with."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in ROOMS), parts[0])


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return room_of(".".join(parts))


def imports(*found: ast.AST) -> Iterator[str]:
    """Yield every module that is imported by some nodes, such as all those of a file."""
    for node in found:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module is not None
            for name in node.names:
                yield f"{node.module}.{name.name}" if is_there(node.module, name.name) else node.module


@cache
def is_there(module: str, name: str) -> bool:
    """True where a name is a module of ours, or a folder of them, and no thing within one."""
    place = ROOT / module.replace(".", "/") / name
    return is_ours(module) and (place.with_suffix(".py").exists() or place.is_dir())


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    return tuple(imports(*nodes(path)))


def is_ours(module: str) -> bool:
    return module.split(".")[0] == "kccreport"


def target(module: str) -> str:
    """The room of an import of ours, or the package of anyone else's."""
    first, _, rest = module.partition(".")
    return room_of(rest or "__init__") if first == "kccreport" else first


def table() -> str:
    """Return the rooms as a Markdown table, in the order of the road."""
    rows = ["| Room | What it is for | May import | Of others |", "| --- | --- | --- | --- |"]
    for name, entry in ROOMS.items():
        known, others = (", ".join(f"`{each}`" for each in words.split()) for words in (entry.rooms, entry.packages))
        rows.append(f"| `{name}` | {entry.purpose} | {known or 'nothing of ours'} | {others} |")
    return "\n".join(rows)


def forbidden(path: Path) -> Iterator[str]:
    """Yield what a file imports and its room must not know."""
    here = room(path)
    entry = ROOMS[here]
    for module in imports_of(path):
        name = target(module)
        others = {*sys.stdlib_module_names, *EVERYWHERE, *entry.packages.split()}
        known = {here, *entry.rooms.split()} if is_ours(module) else others
        if name not in known:
            yield f"{path.relative_to(PACKAGE)}: {here} must not know {name}"


def test_a_file_imports_only_what_its_room_may() -> None:
    assert [fault for path in files() for fault in forbidden(path)] == []


def hidden(path: Path) -> Iterator[str]:
    """Yield what a file imports within a function, where that is not for the sake of speed."""
    found = [node for node in nodes(path) if isinstance(node, ast.Import | ast.ImportFrom) and node.col_offset]
    for function in nodes(path) if found else ():
        if isinstance(function, ast.FunctionDef):
            within = [node for node in found if function.lineno <= node.lineno <= (function.end_lineno or 0)]
            for module in (each for node in within for each in imports(node)):
                if target(module) not in (LATE_ROOMS if is_ours(module) else LATE_PACKAGES):
                    yield f"{path.relative_to(PACKAGE)}: {module} is hidden in {function.name}"


def test_imports_inside_functions_are_late_for_speed_only() -> None:
    assert [fault for path in files() for fault in hidden(path)] == []


def test_a_road_leads_one_way_only() -> None:
    """No room can be reached from itself, so that each can be read and tested with only those before it."""
    known: dict[str, set[str]] = {}
    for name in ROOMS:
        known[name] = set()
        for path in files():
            if room(path) == name:
                known[name] |= {target(each) for each in imports_of(path) if is_ours(each)}
        known[name] -= {name}

    def reach(name: str, road: tuple[str, ...]) -> None:
        assert name not in road, f"a circle: {' → '.join((*road, name))}"
        for each in known[name]:
            reach(each, (*road, name))

    for name in ROOMS:
        reach(name, ())


def test_every_room_is_in_the_table_and_says_the_same_of_itself() -> None:
    assert not {path.stem for path in files()} & {"utils", "helpers", "common", "misc"}
    assert set(ROOMS) == {room(path) for path in files()}
    for name, entry in ROOMS.items():
        place = PACKAGE / name.replace(".", "/")
        path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        first = (ast.get_docstring(parsed(path)) or "").split("\n\n")[0]
        assert re.sub(r"\s+", " ", first) == entry.purpose, name


def test_what_a_room_may_know_is_what_it_knows() -> None:
    """An entry that nothing uses is a door left open."""
    for name, entry in ROOMS.items():
        used = {target(module) for path in files() if room(path) == name for module in imports_of(path)}
        assert not {*entry.rooms.split(), *entry.packages.split()} - used, name


def test_only_the_command_line_prints_or_exits() -> None:
    called = [
        f"{path.relative_to(PACKAGE)} calls {node.func.id}"
        for path in files()
        if room(path) != "cli"
        for node in nodes(path)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"print", "exit", "quit", "breakpoint"}
    ]
    assert called == []


if __name__ == "__main__":
    print(table())
