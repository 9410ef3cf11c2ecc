"""The parts of an .xlsx package, read as XML that can reach nothing outside itself."""

import posixpath
import zipfile
from typing import Any

from lxml import etree


def parse(content: bytes) -> Any:
    """Return the root of an XML part; entities and documents elsewhere are never followed."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def parts_by_relation(package: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts of a workbook by the names of its relations, whether these are written from the root or not."""
    return {
        str(each.get("Id")): _in_package(str(each.get("Target")))
        for each in parse(package.read("xl/_rels/workbook.xml.rels"))
    }


def _in_package(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
