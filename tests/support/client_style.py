"""The reference document of a made-up firm: ours, taken through what clients and their programs do to it.

German Word's style ids, Arial and Times New Roman, burgundy and green by theme colours, Letter paper, a logo
and the firm's name in the header, its address in the footer, a cover picture, a row of logos, styles lacking.
"""

from __future__ import annotations

import re

from plangen.word.base import make_base
from tests.support.documents import png
from tests.support.word_package import packed, unpacked

BURGUNDY, GREEN, OCHRE, ROSE = "7A1F2B", "2F6B4F", "D8A657", "F3E4E6"
FIRM = "Consultora Andina del Norte"
ADDRESS = "Jr. Los Algarrobos 120, Piura"
LACKING = ("Plan Visión", "Plan Cronograma libre", "Plan Serie 4", "Plan Serie 5", "Plan Tabla cifras")

GERMAN_IDS = {
    "Normal": "Standard",
    "Heading1": "berschrift1",
    "Heading2": "berschrift2",
    "Heading3": "berschrift3",
    "Heading4": "berschrift4",
    "Title": "Titel",
    "Subtitle": "Untertitel",
    "BodyText": "Textkrper",
    "ListBullet": "Aufzhlungszeichen",
    "ListNumber": "Listennummer",
    "Caption": "Beschriftung",
    "Header": "Kopfzeile",
    "Footer": "Fuzeile",
    "TOC1": "Verzeichnis1",
    "TOC2": "Verzeichnis2",
    "TableNormal": "NormaleTabelle",
    "DefaultParagraphFont": "Absatz-Standardschriftart",
    "FootnoteText": "Funotentext",
    "PlanTituloSinNumero": "PlanTtulosinnmero",
}

_THEME = {"accent1": BURGUNDY, "accent2": GREEN, "accent3": OCHRE, "accent4": "B8C7BE", "accent5": "9C5B3B"}
_COLORS = {
    "12384F": (BURGUNDY, "accent1"),
    "E2AB3B": (OCHRE, "accent3"),
    "559CA8": ("5E9479", ""),
    "E3ECEF": (ROSE, ""),
    "C5D6DD": ("E3C4C9", ""),
    "8FB2BE": ("C78F98", ""),
    "F1F5F6": ("FAF3F4", ""),
    "C3CED3": ("DDC9CC", ""),
    "1F2A30": ("222222", ""),
    "55636B": ("5F5558", ""),
}
_REFERENCED = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink")
_LOGO, _WIDE, _ROW = png(300, 100), png(600, 240), png(200, 100)


def client_reference(*, cover: bool = True) -> bytes:
    """The firm's .docx; `cover`: with a picture on its first page and logos under the table."""
    parts = {name: _german(content) for name, content in unpacked(make_base()).items()}
    parts["word/styles.xml"] = _styles(parts["word/styles.xml"].decode())
    parts["word/theme/theme1.xml"] = _theme(parts["word/theme/theme1.xml"].decode())
    document = _letter(parts["word/document.xml"].decode())
    parts["word/header1.xml"] = _header(parts["word/header1.xml"].decode())
    parts["word/footer1.xml"] = _footer(parts["word/footer1.xml"].decode())
    parts["word/_rels/header1.xml.rels"] = _relations("rId1", "image1.png")
    parts["word/media/image1.png"] = _LOGO
    if cover:
        document = _covered(document)
        old = parts["word/_rels/document.xml.rels"].decode()
        added = re.findall("<Relationship .*?/>", _relations("rId91", "image2.png").decode()) + re.findall(
            "<Relationship .*?/>", _relations("rId92", "image3.png").decode()
        )
        parts["word/_rels/document.xml.rels"] = old.replace(
            "</Relationships>", "".join(added) + "</Relationships>"
        ).encode()
        parts |= {"word/media/image2.png": _WIDE, "word/media/image3.png": _ROW}
    parts["word/document.xml"] = document.encode()
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace(
        "<Override", '<Default Extension="png" ContentType="image/png"/><Override', 1
    ).encode()
    return packed(parts)


def drawing(relationship: str, width_mm: float, height_mm: float, *, floating: bool = False) -> str:
    """A `w:drawing` with a picture as Word writes it."""
    extent = f'cx="{round(width_mm * 36_000)}" cy="{round(height_mm * 36_000)}"'
    body = (
        f'<wp:docPr id="7" name="Grafik 7"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        '<pic:cNvPr id="7" name="Grafik 7"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )
    if not floating:
        return f"<w:drawing><wp:inline><wp:extent {extent}/>{body}</wp:inline></w:drawing>"
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f"<wp:extent {extent}/><wp:wrapNone/>{body}</wp:anchor></w:drawing>"
    )


def _german(content: bytes) -> bytes:
    """Style ids as German Word makes them."""
    if not content.startswith(b"<?xml"):
        return content
    text = content.decode()
    for ours, theirs in GERMAN_IDS.items():
        text = text.replace(f'w:styleId="{ours}"', f'w:styleId="{theirs}"')
        for name in _REFERENCED:
            text = text.replace(f'<w:{name} w:val="{ours}"/>', f'<w:{name} w:val="{theirs}"/>')
    return text.encode()


def _styles(text: str) -> bytes:
    for name in LACKING:
        text = re.sub(rf'<w:style (?:(?!</w:style>).)*<w:name w:val="{name}"/>.*?</w:style>', "", text)
    for ours, (theirs, theme) in _COLORS.items():
        paint = f' w:themeColor="{theme}"' if theme else ""
        ground = f' w:themeFill="{theme}"' if theme else ""
        text = text.replace(f'<w:color w:val="{ours}"/>', f'<w:color w:val="{theirs}"{paint}/>')
        text = text.replace(f'w:fill="{ours}"', f'w:fill="{theirs}"{ground}')
        text = text.replace(f'w:color="{ours}"', f'w:color="{theirs}"')
    return text.replace('"Calibri"', '"Arial"').replace('"Cambria"', '"Times New Roman"').encode()


def _theme(text: str) -> bytes:
    for slot, color in _THEME.items():
        text = re.sub(rf'(<a:{slot}><a:srgbClr val=)"\w+"', rf'\1"{color}"', text)
    return text.replace('"Calibri"', '"Arial"').replace('"Cambria"', '"Times New Roman"').encode()


def _letter(text: str) -> str:
    """Letter paper with the margins of an office printer."""
    text = re.sub(r'<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="12240" w:h="15840"/>', text)
    text = re.sub(
        r'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>',
        '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>',
        text,
    )
    return re.sub(r'w:right="1248"', 'w:right="1134"', re.sub(r'w:left="1247"', 'w:left="1304"', text))


def _header(text: str) -> bytes:
    logo = f'<w:p><w:pPr><w:pStyle w:val="Kopfzeile"/></w:pPr><w:r>{drawing("rId1", 30, 10)}</w:r>'
    name = f"<w:r><w:tab/></w:r><w:r><w:t>{FIRM}</w:t></w:r></w:p>"
    return re.sub(r"(<w:hdr[^>]*>)", lambda found: found[1] + logo + name, text).encode()


def _footer(text: str) -> bytes:
    address = (
        '<w:p><w:pPr><w:pStyle w:val="Fuzeile"/><w:jc w:val="center"/></w:pPr>'
        f"<w:r><w:t>{ADDRESS}</w:t></w:r></w:p>"
    )
    return text.replace("</w:ftr>", f"{address}</w:ftr>").encode()


def _relations(identifier: str, name: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    line = f'<Relationship Id="{identifier}" Type="{kind}" Target="media/{name}"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{space}">{line}</Relationships>'.encode()


def _covered(text: str) -> str:
    cover = f"<w:p><w:r>{drawing('rId91', 215.9, 86, floating=True)}</w:r></w:p>"
    text = text.replace("<w:body>", f"<w:body>{cover}", 1)
    mark = '<w:pStyle w:val="PlanLogos"/></w:pPr>'
    return text.replace(mark, f"{mark}<w:r>{drawing('rId92', 40, 20)}</w:r>", 1)
