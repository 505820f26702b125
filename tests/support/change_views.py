"""Comparisons in words, made by hand: one with a change of every form, and ways to spoil its texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from plangen.changes.kinds import Grade
from plangen.changes.words import Piece, compare_words
from plangen.reports.change_view import Cell, ChangeView, ComparisonView, FindingView, PartView

COMMITMENT, SUBSTANTIVE, EDITORIAL = Grade

_FIRST_PARAGRAPH = (
    "El clúster no está lejos en todo. En certificación iguala a Ecuador y a Colombia, y en calidad iguala a "
    "dos de los tres. La distancia se concentra en cuatro frentes: sanidad, productividad, organización y "
    "desempeño climático. Los cuatro son brechas altas y los cuatro se cierran en Piura, sin esperar al mercado."
)
_OLD = (
    f"{_FIRST_PARAGRAPH}\n\nEl viaje cambió dos decisiones. El riego presurizado dejó de ser el primer paso: van "
    "antes drenaje y nutrición.\n\nLa gerencia dejó de buscar fondos."
)
_NEW = (
    f"{_FIRST_PARAGRAPH}\n\nEl viaje cambió tres decisiones. El riego por sectores dejó de ser el primer paso: van "
    "antes drenaje y nutrición, con análisis de suelo.\n\nLa gerencia dejó de buscar fondos y pasa a cobrar una "
    "cuota por caja."
)
_SLIP_OLD = "Se paga flete falso en la semana corta"
_SLIP_NEW = "Se paga falso flete en la semana corta"


def change(path: str = "plan/title", **given: Any) -> ChangeView:
    """A change, substantive and modified unless said otherwise."""
    whole: dict[str, Any] = {
        "code": "C100",
        "kind": "value-changed",
        "title": "Valor cambiado",
        "grade": SUBSTANTIVE,
        "operation": "modified",
        "item": "",
        "name": "",
        "field": "Título",
        **given,
    }
    return ChangeView(path=path, **whole)


def comparison(*changes: ChangeView, **given: Any) -> ComparisonView:
    """A comparison whose changes are put into parts by the first key of their paths."""
    keys = dict.fromkeys(one.path.split("/")[0] for one in changes)
    titles = {"action_plan": "Plan de acción", "indicators": "Indicadores", "vision": "Visión"}
    parts = (
        PartView(key, titles.get(key, key), tuple(c for c in changes if c.path.split("/")[0] == key))
        for key in keys
    )
    whole: dict[str, Any] = {
        "plan": "PRC-1",
        "title": "Plan de reforzamiento del banano orgánico",
        "old": "v1.0",
        "new": "v1.1",
        "counts": {grade: sum(one.grade is grade for one in changes) for grade in Grade},
        **given,
    }
    return ComparisonView(parts=tuple(parts), **whole)


_SLIPPED = change(
    "action_plan/actions/ACT-8/activities/ACT-8-B/end",
    code="C020",
    kind="end-slipped",
    title="Fin postergado",
    grade=COMMITMENT,
    item="ACT-8-B",
    name="Instalación y manejo de las parcelas",
    group="ACT-8",
    group_name="Parcelas demostrativas con paquete regenerativo",
    field="Fin",
    before="sept. 2028",
    after="feb. 2029",
    delta="+5 meses",
    consequences=(
        "ACT-8 termina en feb. 2029, cinco meses después.",
        "IND-23 la mide y tiene una meta en 2028.",
        "ACT-9 la espera: empieza en mar. 2029.",
    ),
    acknowledged="por Gestor del clúster el 12/11/2026: el convenio de riego no está firmado",
    place="action_plan.yaml:618",
)
_TARGETS = tuple(
    change(
        f"indicators/IND-14/targets/{year}",
        code="C031",
        kind="target-raised",
        title="Meta subida",
        grade=COMMITMENT,
        item="IND-14",
        name="Ingresos propios sobre el gasto de la entidad",
        field=f"Meta de {year}",
        before=f"{before} %",
        after=f"{after} %",
        delta=f"+{after - before} puntos",
        place=f"indicators.yaml:{at}",
    )
    for year, before, after, at in ((2027, 51, 55, 402), (2028, 64, 66, 403), (2030, 91, 94, 405))
)
_LOWERED = change(
    "indicators/IND-1/targets/2028",
    code="C030",
    kind="target-lowered",
    title="Meta bajada",
    grade=COMMITMENT,
    item="IND-1",
    name="Rendimiento medio en parcelas con paquete",
    field="Meta de 2028",
    before="1,000 cajas/ha",
    after="950 cajas/ha",
    delta="–50 (–5 %)",
    consequences=("VIS-2028 promete 1,000 cajas por hectárea.",),
    printed_in=("Plan de acción · ACT-9", "Visión · Por qué"),
    place="indicators.yaml:31",
)
_REMOVED = change(
    "indicators/IND-25",
    code="C040",
    kind="indicator-removed",
    title="Indicador retirado",
    grade=COMMITMENT,
    operation="removed",
    item="IND-25",
    name="Agua aplicada por hectárea en módulos de riego",
    field="",
    cells=(
        Cell("Nombre", "Agua aplicada por hectárea en módulos de riego", ""),
        Cell("Unidad", "m³/ha", ""),
        Cell("Meta de 2029", "14,500", ""),
        Cell("Responsable", "ORG-5 Junta de usuarios", ""),
    ),
    consequences=("ACT-10 queda sin indicador.", "EST-2 pierde una de sus cinco medidas."),
    place="indicators.yaml:611",
)
_ADDED = change(
    "action_plan/actions/ACT-16",
    code="C110",
    kind="action-added",
    title="Acción nueva",
    operation="added",
    item="ACT-16",
    name="Drenaje y nutrición con análisis en zonas de riesgo",
    field="",
    cells=(
        Cell("Estrategia", "", "EST-2 Recuperar la productividad"),
        Cell("Inicio", "", "sept. 2027"),
        Cell("Fin", "", "mar. 2029"),
        Cell("Costo", "", "S/ 170,000.00"),
        Cell(
            "Descripción",
            "",
            "El viaje enseñó el orden: primero drenar, después nutrir.\nLo ponen los productores.",
        ),
    ),
    place="action_plan.yaml:752",
)
_PROSE = change(
    "benchmark/conclusion",
    code="C120",
    kind="prose-changed",
    title="Texto cambiado",
    field="Conclusión",
    form="text",
    before=_OLD,
    after=_NEW,
    pieces=compare_words(_OLD, _NEW),
    place="benchmark.yaml:277",
)
_SLIP = change(
    "industry/chain/links/ESL-5/bottleneck",
    code="C200",
    kind="wording",
    title="Redacción",
    grade=EDITORIAL,
    item="ESL-5",
    name="Transporte y puerto",
    field="Cuello de botella",
    form="text",
    before=_SLIP_OLD,
    after=_SLIP_NEW,
    pieces=compare_words(_SLIP_OLD, _SLIP_NEW),
    place="industry.yaml:88",
)
_MOVED = change(
    "indicators/IND-21",
    code="C210",
    kind="moved",
    title="Orden",
    grade=EDITORIAL,
    operation="moved",
    item="IND-21",
    name="Parcelas con ficha de suelo",
    field="",
    before="después de IND-20",
    after="después de IND-19",
    place="indicators.yaml:540",
)
_RENAMED = change(
    "benchmark/trip/visits/VIS-MAO",
    code="C211",
    kind="renamed",
    title="Id renombrado",
    grade=EDITORIAL,
    operation="renamed",
    item="VIS-MAO",
    name="Unión de asociaciones de comercio justo, Mao",
    field="",
    before="VIS-5",
    after="VIS-MAO",
    place="benchmark.yaml:224",
)
_KEYED = change(
    "benchmark/scores/REF-3+DIM-6",
    code="C130",
    kind="score-changed",
    title="Puntaje cambiado",
    item="REF-3",
    name="Colombia",
    field="Desempeño climático",
    cells=(
        Cell("Puntaje", "4", "3"),
        Cell("Evidencia", "FTE-12", "FTE-12"),
        Cell("Nota", "", "Sin plan sectorial publicado a la fecha del viaje"),
    ),
    delta="–1",
    place="data/puntajes.csv:23",
)
_LONG = change(
    "management/legal_entity/founding_members/ACTR-7/commitment",
    code="C050",
    kind="promise-changed",
    title="Compromiso de un miembro",
    grade=COMMITMENT,
    item="ACTR-7",
    name="Central de asociaciones del valle",
    field="Aporte comprometido",
    before="Un técnico a medio tiempo para los módulos de riego y la caja chica de la mesa durante cuatro años.",
    after="Un técnico a medio tiempo para drenaje y nutrición durante tres años, y el local de la mesa de trabajo.",
    place="management.yaml:140",
)
_NESTED = change(
    "management/legal_entity/steps/SUNARP/due",
    code="C026",
    kind="step-slipped",
    title="Paso postergado",
    grade=COMMITMENT,
    field="Persona jurídica › Pasos › Inscripción en SUNARP › Previsto",
    before="11/12/2026",
    after="12/02/2027",
    delta="+63 días",
    place="management.yaml:61",
)
_LISTED = change(
    "strategies/EST-2/areas",
    code="C077",
    kind="references-changed",
    title="Referencias cambiadas",
    item="EST-2",
    name="Calidad y productividad",
    field="Áreas de mejora",
    form="list",
    before="AM-1 Carbono; AM-2 Venta conjunta; AM-3 Sanidad; AM-4 Rendimiento, suelo y agua",
    after="AM-1 Carbono; AM-2 Venta conjunta; AM-4 Rendimiento, suelo y agua; AM-7 Drenaje",
    delta="+ AM-7 Drenaje, – AM-3 Sanidad",
    place="strategies.yaml:70",
)

RICH = comparison(
    _SLIPPED,
    _ADDED,
    *_TARGETS,
    _LOWERED,
    _REMOVED,
    _MOVED,
    _PROSE,
    _KEYED,
    _RENAMED,
    _SLIP,
    _NESTED,
    _LONG,
    _LISTED,
    introduced=(
        FindingView(
            "P911",
            "note",
            "ACT-16",
            "El texto dice 2,556 ha y ningún dato lo respalda.",
            "action_plan/actions/ACT-16/description",
        ),
    ),
    cleared=(
        FindingView("P909", "warning", "FTE-25", "Falta la fecha de la fuente.", "sources/FTE-25"),
        FindingView(
            "P918", "warning", "OBS-8", "La observación no tiene respuesta.", "review/observations/OBS-8"
        ),
    ),
    stale=("indicators/IND-1/targets/2029: de 1,250 a 1,200",),
)
"""A change of every grade, operation and form, with all that may stand beside it."""


def with_texts(view: ComparisonView, spoil: Callable[[str], str]) -> ComparisonView:
    """The same comparison with every text of it spoilt, but for operations and kinds of pieces."""
    made: ComparisonView = _spoilt(view, spoil)
    return made


def _spoilt(value: Any, spoil: Callable[[str], str]) -> Any:
    if isinstance(value, Grade):
        return value
    if isinstance(value, str):
        return spoil(value)
    if isinstance(value, tuple):
        return tuple(_spoilt(one, spoil) for one in value)
    if isinstance(value, ComparisonView | PartView | ChangeView | Cell | FindingView | Piece):
        kept = {"counts", "operation", "form", "typed", "level"} | (
            {"kind"} if isinstance(value, Piece) else set()
        )
        names = [field.name for field in fields(value) if field.name not in kept]
        return replace(value, **{name: _spoilt(getattr(value, name), spoil) for name in names})
    return value
