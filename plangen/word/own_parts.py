"""The parts of our own reference document that are no style table: theme, fonts, settings, styles part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from plangen.word.house import ListIds
from plangen.word.lists import render_abstract, render_num
from plangen.word.namespaces import DECLARATION, MC, W14, W15, A, R, W
from plangen.word.style_xml import FONTS, Place, render_style, render_table_style
from plangen.word.styles import BODY, GOLD, INK, LINK, LISTS, MIST, RUST, STEEL, STYLES, TEAL, TEXT, TINT
from plangen.word.table_styles import TABLE_STYLES

LANGUAGE: Final = "es-PE"
_ROOT: Final = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:w14="{W14}" xmlns:w15="{W15}" mc:Ignorable="w14 w15"'
)
_LATENT_COUNT: Final = 376

# Built-in styles that the style pane shows although a document does not hold them yet.
_LATENT: Final = (("heading 5", 9), ("heading 6", 9), ("List Bullet 3", 99), ("List Number 2", 99))

_NO_LIST: Final = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def render_defaults() -> str:
    """`w:docDefaults`: face, size, colour and language of all text, leading of all paragraphs."""
    size = '<w:sz w:val="21"/><w:szCs w:val="21"/>'
    language = f'<w:lang w:val="{LANGUAGE}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{FONTS[BODY]}<w:color w:val="{TEXT}"/>{size}{language}</w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="276"'
        ' w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def render_styles(place: Place) -> bytes:
    """styles.xml: defaults, latent styles, every style of the tables."""
    shown = "".join(
        f'<w:lsdException w:name="{name}" w:semiHidden="0" w:uiPriority="{priority}" w:unhideWhenUsed="1"/>'
        for name, priority in _LATENT
    )
    latent = (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        f' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="{_LATENT_COUNT}">{shown}</w:latentStyles>'
    )
    rows = "".join(render_style(style, place) for style in STYLES)
    tables = "".join(render_table_style(style, place) for style in TABLE_STYLES)
    head = f"{DECLARATION}<w:styles {_ROOT}>{render_defaults()}{latent}"
    return f"{head}{rows}{_NO_LIST}{tables}</w:styles>".encode()


def render_numbering(lists: Mapping[str, ListIds], ids: Mapping[str, str]) -> bytes:
    """numbering.xml with our lists alone, each bound to its styles."""
    bound = frozenset(style.name for style in STYLES if style.list)
    abstracts = "".join(render_abstract(name, lists[name].abstract, ids, bound) for name in LISTS)
    nums = "".join(render_num(lists[name]) for name in LISTS)
    return f"{DECLARATION}<w:numbering {_ROOT}>{abstracts}{nums}</w:numbering>".encode()


def render_settings(colors: Mapping[str, str]) -> bytes:
    """settings.xml: Word 2013 and later without compatibility mode; children in schema order.

    `colors` are the attributes of `w:clrSchemeMapping` by local name. No `updateFields`: it asks the
    reader a question on opening.
    """
    mapping = "".join(f' w:{name}="{value}"' for name, value in sorted(colors.items()))
    options = (
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    )
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in options
    )
    return (
        f'{DECLARATION}<w:settings {_ROOT}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="{LANGUAGE}"/><w:clrSchemeMapping{mapping}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


COLOR_MAPPING: Final = (
    ("bg1", "light1"),
    ("t1", "dark1"),
    ("bg2", "light2"),
    ("t2", "dark2"),
    *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
    ("hyperlink", "hyperlink"),
    ("followedHyperlink", "followedHyperlink"),
)
"""Word's usual mapping of theme colours."""

_PALETTE: Final = (
    ("dk1", TEXT),
    ("lt1", "FFFFFF"),
    ("dk2", INK),
    ("lt2", TINT),
    ("accent1", INK),
    ("accent2", GOLD),
    ("accent3", TEAL),
    ("accent4", MIST),
    ("accent5", RUST),
    ("accent6", STEEL),
    ("hlink", LINK),
    ("folHlink", INK),
)


def _theme_font(element: str, face: str) -> str:
    return f'<a:{element}><a:latin typeface="{face}"/><a:ea typeface=""/><a:cs typeface=""/></a:{element}>'


def _three(one: str) -> str:
    return one * 3


def render_theme() -> bytes:
    """theme1.xml: our palette, Cambria and Calibri, flat shapes."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _PALETTE)
    fonts = _theme_font("majorFont", "Cambria") + _theme_font("minorFont", "Calibri")
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{fill}</a:ln>' for width in (6350, 12700, 19050))
    effects = _three("<a:effectStyle><a:effectLst/></a:effectStyle>")
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="Plan"><a:themeElements>'
        f'<a:clrScheme name="Plan">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Plan">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Plan"><a:fillStyleLst>{_three(fill)}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_three(fill)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


_FACES: Final = (
    ("Calibri", "Carlito", "020F0502020204030204", "swiss", "variable"),
    ("Cambria", "Caladea", "02040503050406030204", "roman", "variable"),
    ("Courier New", "Liberation Mono", "02070309020205020404", "modern", "fixed"),
)


def render_fonts(faces: Iterable[tuple[str, str, str, str, str]] = _FACES) -> bytes:
    """fontTable.xml; the second name of each face is its metric twin on systems without it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{twin}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, twin, panose, family, pitch in faces
    )
    return f"{DECLARATION}<w:fonts {_ROOT}>{fonts}</w:fonts>".encode()
