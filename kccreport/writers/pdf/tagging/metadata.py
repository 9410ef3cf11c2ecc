"""The words a file says about itself: XMP, and the colour profile its colours are meant in."""

from datetime import date
from functools import cache
from html import escape  # as XML has it too; that of xml.sax brings half the internet along
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
)
from reportlab.pdfbase.pdfdoc import TimeStamp as _TimeStamp  # type: ignore[attr-defined]  # missing in the stubs

from kccreport.assets import asset
from kccreport.ground.flate import packed
from kccreport.paper.blocks import Identity

PRODUCER = "kccreport"
_PADDING = (" " * 99 + "\n") * 20  # XMP asks for room to edit in place

# PDF/A requires an extension schema for every namespace it does not know itself (ISO 19005-2, 6.6.2.3.1)
_PDFUA_SCHEMA = """<rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li \
rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


def time_stamp(day: date) -> Any:
    """Return noon of a day as ReportLab's time stamp: the paper's own date, so that no clock is in the file."""
    stamp = _TimeStamp(1)
    stamp.YMDhms = (day.year, day.month, day.day, 12, 0, 0)
    stamp.dhh = stamp.dmm = 0
    return stamp


def xmp_packet(identity: Identity, *, ua: bool = True, pdfa: str = "A") -> bytes:
    """Return the XMP of a file; its dates equal those of the Info dictionary.

    With `ua` the file says that it is PDF/UA-1; `pdfa` is the level of PDF/A-2 that it claims, or "" for none.
    """
    claims = f"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>{pdfa}</pdfaid:conformance>" if pdfa else ""
    claims += "<pdfuaid:part>1</pdfuaid:part>" if ua else ""
    moment = f"{identity.dated.isoformat()}T12:00:00+00:00"
    title, author, subject = (escape(text, quote=False) for text in (identity.title, identity.author, identity.subject))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>'
        f"<dc:language><rdf:Bag><rdf:li>{identity.language}</rdf:li></rdf:Bag></dc:language>\n"
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><xmp:CreateDate>{moment}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{moment}</xmp:ModifyDate><pdf:Producer>{PRODUCER}</pdf:Producer>\n"
        f"{claims}\n"
        f'</rdf:Description>\n{_PDFUA_SCHEMA if ua else ""}</rdf:RDF></x:xmpmeta>\n{_PADDING}<?xpacket end="w"?>'
    ).encode()


def metadata_stream(identity: Identity) -> PDFStream:
    """Return the XMP as an uncompressed stream, which archives can read without a PDF library."""
    stream = PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}))
    stream.content = xmp_packet(identity)
    return stream


@cache
def _profile() -> bytes:
    return packed(asset("sRGB2014.icc").read_bytes())


def output_intent(doc: Any) -> PDFArray:
    """Return the statement that all colours are sRGB, with its profile embedded."""
    profile = PDFStream(PDFDictionary({"N": 3, "Filter": PDFName("FlateDecode")}), _profile())
    return PDFArray(
        [
            PDFDictionary(
                {
                    "Type": PDFName("OutputIntent"),
                    "S": PDFName("GTS_PDFA1"),
                    "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
                    "Info": PDFString("sRGB IEC61966-2.1"),
                    "RegistryName": PDFString("http://www.color.org"),
                    "DestOutputProfile": doc.Reference(profile),
                }
            )
        ]
    )
