"""Names that files come with: taken as they are, or refused; never mended, and never used as a path."""

import re
import unicodedata
from collections.abc import Collection

from kccreport.ground.pattern import pattern

WORKBOOKS, RETURNS, PAPERS = frozenset({".xlsx"}), frozenset({".xlsx", ".ods"}), frozenset({".pdf", ".xlsx"})
_LONGEST = 150  # bytes: with what is added to it, such as .backup-12, it is well below the 255 of most file systems
# names that Windows gives to devices, whatever ending follows; the digits may be raised
# Source: learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = pattern(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])", re.IGNORECASE)
_FORBIDDEN = frozenset('<>:"/\\|?*')  # a colon also names an alternate stream of a file


_OLD_OR_OTHER = frozenset({"xls", "xlsm", "xlsb", "xltx", "xltm", "ods", "csv", "numbers"})


class UnsafeName(Exception):
    """A file's name cannot be taken; the message says why, and what to do."""


def safe_name(given: str, endings: Collection[str]) -> str:
    """Return a file's name with its accents composed, if it is plain enough for every system that may open the folder.

    Raises:
        UnsafeName: it is empty, a path, a device, a stream, hidden, a lock file, too long, of another kind, or holds
            characters that some system forbids or that do not show.

    >>> safe_name("Tŷ Mawr.XLSX", WORKBOOKS)
    'Tŷ Mawr.XLSX'
    """
    name = unicodedata.normalize("NFC", given)
    shown = repr(name[:60])
    stem, dot, ending = name.rpartition(".")
    if not name or not dot or f".{ending.casefold()}" not in endings:
        raise UnsafeName(f"{shown} {_other_kind(ending.casefold() if dot else '', endings)}")
    if "/" in name or "\\" in name:
        raise UnsafeName(f"{shown} names a folder as well; choose the file itself.")
    if _FORBIDDEN & set(name) or any(unicodedata.category(each)[0] == "C" for each in name):
        raise UnsafeName(f"{shown} has characters that not every computer can have in a file's name; rename it.")
    if is_lock(name):
        raise UnsafeName(f"{shown} is the lock file of a workbook that is open; choose the workbook itself.")
    if name.startswith(".") or not stem.strip(". ") or name != name.strip() or stem != stem.rstrip(". "):
        raise UnsafeName(f"{shown} begins or ends with a full stop or a space; rename it.")
    if _DEVICE.fullmatch(name.split(".", 1)[0].rstrip(" ")):
        raise UnsafeName(f"{shown} is a name that Windows keeps for a device; rename it.")
    if len(name.encode()) > _LONGEST:
        raise UnsafeName(f"{shown} is too long a name; shorten it.")
    return name


def is_lock(given: str) -> bool:
    """Say whether a file is what Excel or LibreOffice leaves beside a workbook while it is open; it holds no figures."""
    return given.startswith(("~$", ".~lock."))


def _other_kind(ending: str, endings: Collection[str]) -> str:
    """Return what is said of a file of another kind than is taken here, and what to do with it."""
    if ending in _OLD_OR_OTHER and ".xlsx" in endings:
        return (
            "is a table, but not an Excel Workbook (.xlsx). Open it in Excel, choose Save As, Excel Workbook (.xlsx), and "
            "choose that file here."
        )
    if ending == "pdf" and set(endings) == WORKBOOKS:
        return "is a PDF, and a workbook is needed here. A paper that is a PDF belongs on its item, on the page Agenda."
    return f"is not a file of this kind; choose one that ends in {' or '.join(sorted(endings))}."
