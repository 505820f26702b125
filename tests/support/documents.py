"""Documents for the tests of the Word floor: builders for small ones, and one that holds every feature."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from plangen.document.blocks import (
    Block,
    Break,
    Callout,
    Caption,
    Cell,
    Code,
    Document,
    Face,
    Heading,
    Image,
    Inlines,
    Layout,
    Link,
    ListBlock,
    Note,
    Origin,
    Paragraph,
    Picture,
    Place,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)

LABELS = {
    "page": "Página",
    "of": "de",
    "table": "Tabla",
    "figure": "Figura",
    "contents": "Contenido",
    "tables": "Tablas",
    "figures": "Figuras",
    "annex": "Anexo",
}
PROPERTIES = {
    "title": "Plan de Reforzamiento de la Competitividad",
    "author": "Grupo Gestor",
    "date": "2026-03-14",
    "version": "1.2",
    "header_left": "Plan de Reforzamiento de la Competitividad",
    "header_right": "Clúster de Banano Orgánico de Piura",
    "footer_left": "Versión 1.2  ·  14 de marzo de 2026",
}


def png(width: int, height: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    lines = (b"\x00" + b"\x8f\xb2\xbe" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


def text(*items: Any) -> Inlines:
    """Inlines; plain strings become text."""
    return tuple(Text(item) if isinstance(item, str) else item for item in items)


def para(*items: Any, role: str = "") -> Paragraph:
    return Paragraph(text(*items), role)


def value(
    words: str, *paths: str, derived: bool = False, figure: bool = False, face: int = Face.PLAIN
) -> Text:
    return Text(words, face, Origin(paths, derived, figure))


def cell(*paragraphs: Any, level: int = 0, active: bool = False) -> Cell:
    """A cell; each argument is a paragraph, a string or a tuple of inlines."""
    contents = tuple(
        (Text(item),) if isinstance(item, str) and item else item if isinstance(item, tuple) else ()
        for item in paragraphs
    )
    return Cell(contents, level, active)


def row(*cells: Any, role: str = "") -> Row:
    return Row(tuple(item if isinstance(item, Cell) else cell(item) for item in cells), role)


def table(header: Row, *rows: Row, **options: Any) -> Table:
    count = len(header.cells)
    return Table(header, rows, options.pop("align", ("",) * count), **options)


def document(*blocks: Block, **options: Any) -> Document:
    settings: dict[str, Any] = {"language": "es", "properties": PROPERTIES, "labels": LABELS, **options}
    return Document(blocks, **settings)


def caption(words: str, chapter: str, index: int, series: str = "table", anchor: str = "") -> Caption:
    return Caption(series, "Tabla" if series == "table" else "Figura", chapter, index, text(words), anchor)


def _cover() -> tuple[Block, ...]:
    empty = row("", "", "", "")
    return (
        para("Programa de Apoyo a Clústers  ·  Segunda convocatoria", role="programme"),
        Heading(0, text("Plan de Reforzamiento de la Competitividad"), anchors=("plan",)),
        para("Clúster de ", value("Banano Orgánico de Piura", "cluster/name"), role="subtitle"),
        table(
            empty,
            row("Institución solicitante", (value("Solidaridad Perú", "applicant"),), "Versión", "1.2"),
            row(
                "Entidades asociadas",
                "Universidad Nacional de Piura · Gobierno Regional de Piura",
                "Estado",
                "Para validación",
            ),
            row("Convenio", "N.º\u00a0012-PAC-2018", "Fecha", "14 de marzo de 2026"),
            row("Ámbito", "Valle del Chira y San Lorenzo, Piura", "Vigencia", "2026–2029"),
            layout=Layout("cover"),
            title="Datos del plan",
        ),
        para(
            "Documento elaborado con cofinanciamiento del Fondo MIPYME. Las opiniones son de los autores.",
            role="disclaimer",
        ),
        para("BORRADOR: no citar", role="draft"),
        Place("page_break"),
    )


def _front() -> tuple[Block, ...]:
    return (
        Heading(1, text("Ficha resumen"), anchors=("ficha-resumen",), role="front"),
        table(
            row("10,500", "US$\u00a0107 M", "S/\u00a04.39 M", "8 acciones"),
            row(
                "productores en 9,000 ha; el 92\u00a0% tiene menos de una",
                "exportados en 2024; 166 millones en 2018",
                "de inversión; 46\u00a0% del programa y el resto local",
                "en 3 estrategias, de enero de 2026 a diciembre de 2029",
            ),
            layout=Layout("figures"),
            title="Cuatro cifras del plan",
        ),
        table(
            row("El reto", "La apuesta"),
            row(
                (
                    "Piura exporta banano orgánico de calidad reconocida, pero ha perdido un tercio "
                    "de su valor exportado desde que *Fusarium* R4T llegó al valle en 2021."
                ),
                (
                    Text("Competir en el "),
                    Text("segmento de valor social", Face.BOLD),
                    Text(" para cadenas europeas."),
                ),
            ),
            layout=Layout("columns"),
            title="El reto y la apuesta",
        ),
        para("Visión a 2030", role="sheet_section"),
        para("El origen orgánico más confiable de América para el comercio justo europeo.", role="vision"),
        para("Estrategias, recursos y metas", role="sheet_section"),
        table(
            row(
                "Estrategia",
                "Acciones",
                "Inversión (miles de S/)",
                "Indicador principal",
                "Base 2025",
                "Meta 2029",
            ),
            row("E1 Productividad y sanidad", "3", "1,950", "Rendimiento (cajas/ha)", "800", "1,900"),
            row("E2 Calidad y logística", "3", "1,890", "Descarte en empaque (%)", "14", "7"),
            row("E3 Mercado y capacidades", "2", "550", "Venta directa al retail (%)", "11", "50"),
            row("Total", "8", "4,390", "", "", "", role="total"),
            align=("left", "right", "right", "left", "right", "right"),
            title="Estrategias, recursos y metas",
        ),
        para("Quién responde", role="sheet_section"),
        para("El Grupo Gestor, asociación civil inscrita en diciembre de 2025, con nueve consejeros."),
        Place("page_break"),
        Place("contents"),
        Place("tables"),
        Place("figures"),
    )


def _chapter_one() -> tuple[Block, ...]:
    return (
        Heading(1, text("Segmentación ", value("estratégica", "segmentation/title")), "1", ("segmentacion",)),
        para(
            (
                "El clúster vende una misma fruta a cuatro negocios distintos. Solo uno de ellos "
                "premia lo que Piura hace mejor que sus competidores."
            ),
            role="lead",
        ),
        para("Hallazgos del capítulo", role="label"),
        ListBlock(
            (
                (para("El 64\u00a0% del volumen se vende en el segmento menos atractivo."),),
                (
                    para(
                        "El segmento de valor social crece 7\u00a0% al año y paga entre 12 y 18\u00a0% "
                        "más por caja."
                    ),
                ),
                (para("Para competir faltan tres cosas: rendimiento, bioseguridad y relación directa."),),
            ),
            ordered=True,
            role="findings",
        ),
        Heading(2, text("Cómo se segmentó"), "1.1", ("como-se-segmento",)),
        para(
            "Se entrevistó a ",
            value("38", "segmentation/interviews", figure=True),
            " organizaciones y a 11 compradores.",
            Note("FTE-4"),
            " Dos cajas de la misma fruta pertenecen a negocios distintos.",
        ),
        para(
            "La ",
            Link((Text("Tabla 1-1"),), anchor="tabla-factores"),
            " los compara; ver también ",
            Link((Text("el capítulo 2"),), anchor="capitulo-2"),
            ", ",
            Link((Text("el sitio del programa"),), url="https://example.org/a?b=1&c=2"),
            " y ",
            Link((Text("un lugar que no existe"),), anchor="nada"),
            ".",
        ),
        Heading(3, text("Reglas de ", Text("decisión", Face.BOLD)), "1.1.1"),
        para(
            "Texto ",
            Text("fuerte", Face.BOLD),
            ", ",
            Text("cursivo", Face.ITALIC),
            ", ",
            Text("ambos", Face.BOLD | Face.ITALIC),
            ", ",
            Text("tachado", Face.STRIKE),
            ", ",
            Text("EST-1", Face.CODE),
            ' y <xml> & "comillas".',
            Break(),
            "Otra línea con la misma nota",
            Note("FTE-4"),
            ".",
        ),
        Heading(4, text("Sin número")),
        para("Tres características distinguen a este segmento:"),
        ListBlock(
            (
                (
                    para(
                        Text("Contratos anuales", Face.BOLD),
                        " con volúmenes por semana, que permiten planificar cosecha, empaque y frío.",
                    ),
                    para("Un segundo párrafo del mismo punto, alineado con su texto."),
                ),
                (
                    para("Auditoría frecuente:"),
                    ListBlock(
                        (
                            (
                                para("cuatro a seis visitas por año;"),
                                ListBlock(
                                    ((para("con costo a cargo del proveedor,"),), (para("o compartido."),))
                                ),
                            ),
                            (para("informe público."),),
                        )
                    ),
                ),
            )
        ),
        para("Los pasos son:"),
        ListBlock(
            (
                (
                    para("Elegir el segmento."),
                    ListBlock(((para("por margen;"),), (para("por acceso."),)), ordered=True),
                ),
                (para("Medir la brecha."),),
            ),
            ordered=True,
        ),
        para("Y la lista que sigue empieza en cuatro:"),
        ListBlock(((para("Cuarto paso."),), (para("Quinto paso."),)), ordered=True, start=4),
        Callout(
            "note",
            text("Lo que cambia la decisión"),
            (
                para(
                    "Nueve de los once compradores entrevistados dejarían de comprar en un valle sin "
                    "protocolo."
                ),
                para("Ninguno pidió bajar el precio."),
            ),
        ),
        Quote((para("La sanidad es hoy la llave de acceso al mercado, no un asunto agronómico."),)),
        Code("clave: valor\n  sangría: sí", "yaml"),
        Rule(),
        para(
            "P102 Falta la fuente del margen por caja; la debe la gerencia; bloquea la entrega.",
            role="pending",
        ),
        Heading(2, text("Qué exige cada segmento"), "1.2"),
        para("Se pidió a los compradores repartir cien puntos entre los factores que deciden su compra."),
        _matrix(),
        para("Después de la tabla sigue el texto."),
        Picture(
            "figuras/serie.png",
            "Barras: 88 millones en 2013, 107 en 2024",
            caption(
                "Exportaciones de banano orgánico de Piura (millones de US$ FOB)",
                "1",
                1,
                "figure",
                "figura-serie",
            ),
            text("Fuente: SUNAT."),
        ),
        Picture("figuras/falta.png", "Un mapa que no llegó"),
        para("Con una imagen ", Image("figuras/sello.png", "Sello"), " en la línea."),
    )


def _matrix() -> Table:
    names = (
        "Costo puesto en puerto",
        "Continuidad las 52 semanas",
        "Certificación y trazabilidad",
        "Bioseguridad ante R4T",
    )
    levels = ((5, 3, 4, 4, 2), (3, 5, 4, 2, 4), (3, 5, 4, 3, 4), (2, 5, 4, 1, 1))
    rows = [
        row((value(name, f"segmentation/factors/F{at}/name"),), *(cell(str(n), level=n) for n in line))
        for at, (name, line) in enumerate(zip(names, levels, strict=True), 1)
    ]
    return table(
        row(
            "Factor crítico de éxito",
            "A granel por precio",
            "Valor social, cadenas UE",
            "Marca propia, EE. UU.",
            "Ingredientes",
            "Posición del clúster",
        ),
        *rows,
        row("Margen por caja, US$", "0.3", "1.4", "1.1", "1.8", "", role="total"),
        caption=caption("Factores críticos de éxito por segmento", "1", 1, anchor="tabla-factores"),
        source=text("1 = no influye en la compra; 5 = la decide. Fuente: entrevistas a 11 compradores."),
        layout=Layout("matrix"),
    )


def _chapter_two() -> tuple[Block, ...]:
    return (
        Heading(1, text("Plan de acción"), "2", ("capitulo-2",)),
        para("Ocho acciones en tres estrategias llevan la fruta al segmento elegido.", role="lead"),
        para("Hallazgos del capítulo", role="label"),
        ListBlock(((para("Primero."),), (para("Segundo."),)), ordered=True, role="findings"),
        Heading(2, text("Las acciones"), "2.1"),
        para("La tabla siguiente reúne las acciones."),
        table(
            row(
                "N.º",
                "Acción",
                "Qué se hará",
                "Responsable",
                "Plazo",
                "Miles S/",
                "Indicador: base → meta 2029",
            ),
            row("E3", "Mercado y capacidades", "", "", "", "550", "", role="group"),
            row(
                "3.1",
                cell((Text("Inteligencia y compra directa", Face.BOLD),)),
                (
                    "Observatorio semanal de precios, misiones a Alemania y Países Bajos, y contratos"
                    " con cuatro cadenas."
                ),
                "Mesa de mercado",
                "T2\u00a02026 – T4\u00a02029",
                "330",
                "Venta directa: 11 → 50\u00a0%",
            ),
            row(
                "3.2",
                cell((Text("Escuela de gerencia cooperativa", Face.BOLD),)),
                "Programa de 180 horas para 60 gerentes y contadores, con tutoría durante un año.",
                "Mesa de gestión",
                "T1\u00a02026 – T1\u00a02028",
                "220",
                "Organizaciones con estados auditados: 5 → 18",
            ),
            row(
                "Total",
                "",
                "",
                "",
                "",
                (value("550", "budget/total", derived=True, figure=True),),
                "",
                role="total",
            ),
            align=("left", "left", "left", "left", "left", "right", "left"),
            caption=caption("Acciones, responsables y montos", "2", 1),
            source=text("T = trimestre. Montos en miles de soles corrientes."),
            layout=Layout(compact=True, kinds=("code", "", "sentence", "", "", "amount", "")),
        ),
        para("Sigue una tabla sin línea de fuente."),
        table(
            row("Actividad", "T1", "T2", "T3", "T4"),
            row(
                "1 Mapa de riesgo y padrón de parcelas",
                cell("•", active=True),
                cell("•", active=True),
                "",
                "",
            ),
            row(
                "2 Kits de pediluvio, cerco y señal",
                "",
                cell("•", active=True),
                cell("•", active=True),
                cell("", active=True),
            ),
            layout=Layout("matrix", kinds=("text", "calendar", "calendar", "calendar", "calendar")),
            title="Calendario de actividades",
        ),
        para("El texto tras la tabla sin fuente necesita aire."),
        table(row("A", "B"), row("x", "y"), title="Letras"),
        table(row("C", "D"), row("z", "w"), title="Más letras"),
    )


def _annexes() -> tuple[Block, ...]:
    wide = table(
        row(
            "Factor crítico",
            "Brecha con el referente",
            "Elemento de la visión",
            "Estrategia",
            "Acción",
            "Indicador",
            "Base 2025",
            "Meta 2029",
        ),
        *(
            row(
                cell((Text("Bioseguridad ante R4T", Face.BOLD),)),
                "1 frente a 4 (Rep. Dominicana): 12\u00a0% del área con protocolo",
                "Suelos protegidos",
                "E1 Productividad y sanidad",
                "1.1 Protocolo de bioseguridad R4T",
                "I-03 Hectáreas bajo protocolo (%)",
                "12",
                "95",
            )
            for _ in range(6)
        ),
        align=("", "", "", "", "", "", "right", "right"),
        caption=caption(
            "Del segmento al indicador: por qué cada acción está en el plan", "B", 1, anchor="tabla-hilo"
        ),
        source=text("Segmento priorizado en todas las filas. Fuente: capítulos 1 a 2."),
        layout=Layout(landscape=True, widths=(34, 49, 33, 33, 36, 36, 16, 16)),
    )
    sheet = table(
        row("", "", "", ""),
        row("Estrategia", "E1 Productividad y sanidad", "Responsable", "Mesa de sanidad, con SENASA e INIA"),
        row("Factor que mejora", "Bioseguridad ante R4T", "Inversión", "S/\u00a0780,000"),
        layout=Layout("sheet"),
        title="Datos de la acción",
    )
    return (
        Heading(1, text("Fichas de acción"), "A", ("anexo-a",), "annex"),
        para("Cada ficha ocupa una página."),
        Heading(2, text("Protocolo de bioseguridad R4T"), "ACC-1", ("ficha-acc-1",), "sheet"),
        sheet,
        para("Qué se hará y para qué", role="sheet_section"),
        para("Instalar en 2,400 parcelas un protocolo único de ingreso, herramienta y calzado."),
        ListBlock(((para("Mapa de riesgo."),), (para("Brigada."),))),
        para("Presupuesto por rubro y fuente (miles de soles)", role="sheet_section"),
        table(
            row("Rubro", "Programa", "Monetaria", "No monetaria", "Total"),
            row("Equipos y bienes duraderos", "240", "60", "0", "300"),
            row("Servicios y consultorías", "150", "40", "30", "220"),
            row("Total", "390", "100", "30", "520", role="total"),
            align=("", "right", "right", "right", "right"),
            title="Presupuesto por rubro y fuente",
        ),
        Heading(1, text("Hilo conductor"), "B", ("anexo-b",), "annex"),
        para(
            "La ", Link((Text("Tabla B-1"),), anchor="tabla-hilo"), " lee cada acción de izquierda a derecha."
        ),
        wide,
        Heading(2, text("Lectura"), "B.1"),
        para("De vuelta en páginas verticales."),
    )


def sample_document() -> Document:
    """A plan with every kind of block, place and value."""
    return document(
        *_cover(),
        *_front(),
        *_chapter_one(),
        *_chapter_two(),
        *_annexes(),
        notes={
            "FTE-4": text(
                "Encuesta a organizaciones del clúster, septiembre de 2025; ",
                Link((Text("cuestionario"),), url="https://example.org/encuesta"),
                ".",
            )
        },
        images={"figuras/serie.png": png(627, 205), "figuras/sello.png": png(20, 20)},
    )
