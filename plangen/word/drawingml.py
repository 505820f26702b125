"""Pictures as DrawingML: in a line of text, or behind it at the corner of the page."""

from __future__ import annotations

from dataclasses import dataclass

from plangen.word.oxml import attribute


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: id unique in the document, sizes in EMU (914,400 to the inch).

    `vector`: relationship of the same picture as SVG, which newer programs show instead. `cut`: the
    part of it, from its foot, that is not shown.
    """

    identifier: int
    relationship: str
    width: int
    height: int
    alternative: str
    vector: str = ""
    cut: float = 0


def inline_picture(drawing: Drawing) -> str:
    """A run with a picture; the four zero distances keep LibreOffice from pushing it past the margin."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{drawing.width}" cy="{drawing.height}"/>'
        f'<wp:docPr {_drawing_name(drawing)} descr="{attribute(drawing.alternative)}"/>'
        f"{_graphic(drawing)}</wp:inline></w:drawing></w:r>"
    )


def page_picture(drawing: Drawing) -> str:
    """A run with a picture at the page's upper left corner, behind the text; marked as mere decoration."""
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"'
        ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
    )
    corner = "".join(
        f'<wp:position{axis} relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:position{axis}>'
        for axis in "HV"
    )
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0"'
        ' behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'{corner}<wp:extent cx="{drawing.width}" cy="{drawing.height}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr {_drawing_name(drawing)} descr="">{decorative}</wp:docPr>'
        f"{_graphic(drawing)}</wp:anchor></w:drawing></w:r>"
    )


def _drawing_name(drawing: Drawing) -> str:
    return f'id="{drawing.identifier}" name="Imagen {drawing.identifier}"'


def _graphic(drawing: Drawing) -> str:
    """What an inline and an anchored picture have in common."""
    vector = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip'
        ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
        f' r:embed="{drawing.vector}"/></a:ext></a:extLst>'
    )
    crop = f'<a:srcRect b="{round(drawing.cut * 100_000)}"/>' if drawing.cut else ""
    blip = f'r:embed="{drawing.relationship}"'
    return (
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {_drawing_name(drawing)}/><pic:cNvPicPr/></pic:nvPicPr>"
        f"<pic:blipFill>{f'<a:blip {blip}>{vector}</a:blip>' if drawing.vector else f'<a:blip {blip}/>'}"
        f"{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{drawing.width}" cy="{drawing.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
