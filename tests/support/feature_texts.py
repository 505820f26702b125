"""Small documents of text: titles, lists, notes, links, values, characters that few texts have."""

from __future__ import annotations

from plangen.document.blocks import (
    Break,
    Callout,
    Code,
    Document,
    Face,
    Heading,
    Link,
    ListBlock,
    Note,
    Origin,
    Paragraph,
    Picture,
    Place,
    Quote,
    Rule,
    Text,
)
from tests.support.documents import LABELS, caption, document, para, png, row, text, value
from tests.support.feature_tables import table

_PATH = "segmentation/segments/SEG-1/requirements/" + "/".join(f"un-campo-muy-largo-{at}" for at in range(6))


def _titles() -> Document:
    return document(
        Heading(0, text("Plan")),
        para("Subtítulo", role="subtitle"),
        Heading(1, text("Siglas"), role="front"),
        Heading(2, text("Aprobaciones"), role="front"),
        Heading(1, text("Uno ", Text("fuerte", Face.BOLD), " y ", Text("EST-1", Face.CODE)), "1"),
        Heading(2, text("Uno punto uno"), "1.1"),
        Heading(3, text("Uno punto uno punto uno"), "1.1.1"),
        *(Heading(level, text(f"Nivel {level}")) for level in (4, 5, 6)),
        Heading(2, text("Sin número")),
        Heading(3, text("Tampoco")),
        Heading(1, text("Fichas"), "A", role="annex"),
        Heading(2, text("Cómo leer"), "A.1"),
        Heading(2, text("Riego"), "ACC-1", role="sheet"),
        para("Datos", role="sheet_section"),
        Heading(1, text("Sin letra"), role="annex"),
        Heading(1, text(value("Del plan", "chapters/x/title")), "2", ("dos", "otra-ancla", "dos")),
    )


def _nested_lists() -> Document:
    deepest = ListBlock(((para("cuatro"), ListBlock(((para("cinco"),),))),), ordered=True)
    inner = ListBlock(((para("tres"), deepest, para("más")), (para("tres otra vez"),)))
    return document(
        ListBlock(((para("uno"), para("sigue"), ListBlock(((para("dos"), inner),), ordered=True)),)),
        para("Texto."),
        ListBlock(((para("uno"), ListBlock(((para("dos"), inner),))), (para("otro"),)), ordered=True),
        ListBlock(((Code("x = 1"), para("tras código")), (Quote((para("cita"),)),), (), (para(),))),
    )


def _restarted_lists() -> Document:
    two = ((para("a"),), (para("b"),))
    return document(
        ListBlock(two, ordered=True),
        ListBlock(two, ordered=True),
        para("entre"),
        ListBlock(two, ordered=True, start=4),
        ListBlock(two, ordered=True, start=0),
        ListBlock(two, ordered=True, start=999_999_999),
        ListBlock(two, ordered=True, role="findings"),
        para("Hallazgos", role="label"),
        ListBlock(two, ordered=True, role="findings"),
    )


def _callouts() -> Document:
    kinds = ("note", "tip", "important", "warning", "caution", "otra")
    odd = (
        Callout("note", (), (para("Sin título."),)),
        Callout("note", text("Sin texto"), ()),
        Callout("note", text("Lista"), (ListBlock(((para("a"),), (para("b"),)), ordered=True),)),
        Callout("note", text("Tabla"), (para("antes"), table(row("a"), row("b")), para("después"))),
        Callout("note", text("Código"), (Code("x = 1"), Quote((para("cita"),)))),
    )
    return document(*(Callout(kind, text(kind), (para("Uno."), para("Dos."))) for kind in kinds), *odd)


def _quotes_and_code() -> Document:
    return document(
        Quote((para("Una."), para("Otra."), ListBlock(((para("punto"),),)))),
        Quote((Quote((para("Dentro de otra."),)), table(row("a"), row("b")))),
        Code("def f(x):\n\treturn x < 1 & x\n\n\n", "python"),
        Code(""),
        Code("   \n  sangrado"),
        Rule(),
        Rule(),
        para("Fin."),
    )


def _notes() -> Document:
    linked = text(
        "Con ", Text("cursiva", Face.ITALIC), " y ", Link((Text("enlace"),), url="https://a.pe/?x=1&y")
    )
    return document(
        Heading(1, text("Título", Note("T")), "1"),
        para("Uno", Note("A"), ", dos", Note("B"), ", uno otra vez", Note("A"), ", ninguna", Note("?"), "."),
        para("Pegadas", Note("A"), Note("B"), Note("C")),
        table(
            row("a", (Text("b"), Note("C"))),
            row("c", (Note("B"),)),
            caption=caption("Título", "1", 1),
            source=text("Fuente", Note("D"), "."),
        ),
        ListBlock(((para("Punto", Note("E")),),)),
        notes={
            "T": text("Del título."),
            "A": linked,
            "B": text("Segunda", Break(), "en dos líneas."),
            "C": text(value("Del plan", "sources/FTE-1/title")),
            "D": (),
            "E": text("Nota de la nota", Note("A"), "."),
            "F": text("Nadie la llama."),
        },
    )


def _references() -> Document:
    first = table(row("a"), row("b"), caption=caption("Datos", "1", 1, anchor="t1"), source=text("Fuente."))
    annex = table(row("a"), row("b"), caption=caption("Más datos", "A", 1, anchor="ta"))
    loose = table(row("a"), row("b"), caption=caption("Sin capítulo", "", 1))
    return document(
        Heading(1, text("Uno"), "1", ("uno",)),
        para("Vea ", Link((Text("Tabla 1-1"),), anchor="t1"), ", ", Link((Text("Figura 1-1"),), anchor="f1")),
        para(Link((Text("la tabla de datos"),), anchor="t1"), "; ", Link((Text("aquí"),), anchor="uno")),
        para(Link((Text("Tabla A-1"),), anchor="ta"), ", ", Link((Text("perdida"),), anchor="nada")),
        first,
        Picture("a.png", "Un punto", caption("Puntos", "1", 1, "figure", "f1"), text("Fuente.")),
        Picture("a.png", "Otro punto", caption("Más puntos", "1", 2, "figure")),
        Heading(1, text("Anexo"), "A", ("anexo-a",), "annex"),
        annex,
        loose,
        images={"a.png": png(300, 100)},
    )


def _contents() -> Document:
    places = tuple(Place(kind) for kind in ("contents", "tables", "figures", "page_break"))
    front = Heading(1, text("Control de cambios"), role="front")
    return document(front, *places, *_references().blocks, images=_references().images)


def _links() -> Document:
    urls = (
        "https://example.org/a b?x=1&y=<2>#ñandú",
        "https://example.org/%20?q={a}|b^c`d\\e",
        'https://example.org/"comillas"',
        "https://xn--and-6ma2c.pe/[lista]",
        "https://ñandú.pe/ruta/á",
        "mailto:alguien@example.org?subject=Plan de acción",
        "tel:+51 73 000 000",
        "https://example.org/" + "x" * 1900,
        "https://example.org/\u202e\u200b",
        "http://[::1]:8080/",
        "https://example.org:99999/",
        "https:///nada",
    )
    return document(
        *(para("Vea ", Link((Text(f"enlace {at}"),), url=url), ".") for at, url in enumerate(urls)),
        para(Link((Text("dos", Face.BOLD), Break(), Text("líneas", Face.ITALIC)), url=urls[0])),
    )


def _long_words() -> Document:
    word = "Anticonstitucionalmente" * 12
    return document(
        Heading(1, text(word), "1"),
        para(word, " ", word),
        table(row(word), row(word), caption=caption(word, "1", 1)),
        ListBlock(((para(word),),)),
        Place("contents"),
    )


def _controls() -> Document:
    values = (
        value("corto", "plan/title"),
        value("largo", _PATH),
        value("largo otra vez", _PATH),
        value("odd", 'a/"b"<c>&d/é/\u00a0x'),
        value("varios", "a/b", "c/d", figure=True),
        value("derivado", "budget/total", derived=True, figure=True),
        value("sin ruta"),
        value("EST-1", "strategies/EST-1/id", face=Face.CODE | Face.BOLD),
    )
    return document(
        para(*(item for one in values for item in (one, " "))),
        para(values[0]),
        Heading(1, text(values[0]), "1"),
        ListBlock(((Paragraph((values[1],)),),)),
        table(row((values[0],)), row((values[1],)), caption=caption("x", "1", 1), source=text(values[2])),
        Callout("note", text(values[0]), (para(values[1]),)),
        para(Link((Text("enlace", 0, Origin((_PATH,))),), url="https://example.org")),
    )


def _characters() -> Document:
    forbidden = "antes\x00\x0b\x1f\x7f\x85\ufffe\uffff\ud800después"
    return document(
        para(forbidden),
        para(" borde ", "  dos  ", "\ttab\r\nlínea\n", "]]>", '"&amp;<b>', "\u2028\u2029"),
        para("emoji 🍌👩🏽‍🌾, n\u0303, ﬁ, \u00ad, \u200b, \u2060, 中文, \U0010ffff", Text(" ")),
        Heading(1, text(forbidden), "1"),
        table(row(forbidden), row((value(forbidden, "a/\x00b"),)), caption=caption(forbidden, "1", 1)),
        Code(forbidden),
        Picture("a.png", forbidden),
        images={"a.png": png(9, 9)},
        properties={"title": forbidden, "author": "A & B", "keywords": "<k>", "header_left": forbidden},
    )


def _directions() -> Document:
    arabic, hebrew = "خطة التنافسية للموز العضوي", "תוכנית תחרותיות"
    return document(
        Heading(1, text(arabic), "1"),
        para(arabic, " 2026 ", hebrew, " (Piura)"),
        table(row(arabic, hebrew), row("1,200", arabic)),
        ListBlock(((para(hebrew),),), ordered=True),
        para("\u202aLTR\u202c \u2067RTL\u2069"),
    )


def _faces() -> Document:
    faces = tuple(Text(f"cara{at} ", at) for at in range(16))
    return document(
        para(*faces),
        Heading(1, faces, "1"),
        para(Link(faces, url="https://example.org")),
        table(row(faces), row(faces, role="total"), row(faces, role="group")),
        *(para(*faces, role=role) for role in ("lead", "label", "pending", "sheet_section", "source")),
    )


def _breaks() -> Document:
    broken = Place("page_break")
    return document(broken, broken, para("a"), broken, Rule(), broken, ListBlock(((para("b"),),)), broken)


TEXTS: dict[str, Document] = {
    "nothing": Document((), "es", {}, {}),
    "titles": _titles(),
    "lists-nested": _nested_lists(),
    "lists-restarted": _restarted_lists(),
    "callouts": _callouts(),
    "quotes-and-code": _quotes_and_code(),
    "notes": _notes(),
    "references": _references(),
    "contents": _contents(),
    "links": _links(),
    "long-words": _long_words(),
    "controls": _controls(),
    "characters": _characters(),
    "directions": _directions(),
    "faces": _faces(),
    "page-breaks": _breaks(),
    "english": document(Heading(1, text("One"), "1"), para("Text."), language="en", labels=LABELS),
}
"""Documents of text, by name."""
