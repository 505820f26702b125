"""The generated plan's actions and indicators."""

from __future__ import annotations

from benchmarks.management_part import FIRST_YEAR, SUBJECTS
from benchmarks.market_parts import COMPANIES
from benchmarks.records import Fields, Prose, Sizes, Value, cycle

_TASKS = (
    *("Puesta en marcha", "Ampliación", "Rediseño", "Escuela", "Piloto", "Red", "Sistema", "Fondo rotatorio"),
    *("Observatorio", "Programa"),
)
_STEPS = (
    (
        "Diagnóstico y línea de base",
        "Informe con base de datos",
        "Acta de conformidad",
        "Consultoría especializada",
    ),
    (
        "Formación de equipos propios",
        "Equipos formados y evaluados",
        "Lista de asistencia y prueba",
        "Capacitación",
    ),
    ("Equipamiento y puesta a punto", "Equipos instalados y en uso", "Acta de entrega", "Equipamiento"),
    (
        "Operación acompañada",
        "Una campaña completa con el servicio",
        "Registro de la campaña",
        "Servicios de terceros",
    ),
    (
        "Evaluación y ajuste",
        "Informe de resultados y reglas nuevas",
        "Acta de la mesa",
        "Gestión y seguimiento",
    ),
)
_URGENT = 4


def action_plan_part(sizes: Sizes) -> Fields:
    """`action_plan`: actions whose funding adds up to the cost of their activities."""
    measured = {_measured(number, sizes)[1] for number in range(sizes.indicators)}
    return {
        "actions": [
            _action(number, f"ACT-{number + 1}" in measured, sizes) for number in range(sizes.actions)
        ]
    }


def _action(number: int, measured: bool, sizes: Sizes) -> Fields:
    """An action that an indicator measures is given the impact that asks for one."""
    strategy = number % sizes.strategies
    area = strategy * sizes.areas_per_strategy + number // sizes.strategies % sizes.areas_per_strategy
    action: Fields = {
        "id": f"ACT-{number + 1}",
        "name": _action_name(number),
        "strategy": f"EST-{strategy + 1}",
        "area": f"AM-{area + 1}",
        "description": Prose(105),
        "kind": ("collective", "company_support", "advocacy")[number % 3],
        "beneficiaries": {
            "segments": cycle("SEG", sizes.segments, strategy, 2),
            "companies": 6 + number % 18,
        },
        "activities": _activities(number),
        "responsible": f"PTO-{number % sizes.posts + 1}"
        if number % 3
        else f"ORG-{number % sizes.bodies + 1}",
        "supporters": cycle("ACTR", sizes.actors, 5 * number, 3),
        "funding": _funding(number),
        "priority": {
            "impact": _URGENT + number % 2 if measured else 3,
            "urgency": 4,
            "feasibility": 2 + number % 4,
        },
    }
    before = number - 40
    if before >= 0 and _start(before) + _length(before) <= _start(number):
        action["depends_on"] = [f"ACT-{before + 1}"]
    action["risks"] = [
        {"risk": "Los registros de las cooperativas no alcanzan", "mitigation": "Campaña de registro previa"},
        {"risk": "El proveedor no llega a tiempo", "mitigation": "Lista corta de proveedores evaluados"},
    ][: 1 + number % 2]
    return {**action, "component": 2, "status": "planned"}


def _action_name(number: int) -> str:
    task = _TASKS[number % len(_TASKS)]
    subject = SUBJECTS[(number // len(_TASKS) + number) % len(SUBJECTS)]
    return f"{task} de {subject}, zona {number // len(_TASKS) + 1}"


def _start(number: int) -> int:
    return 7 * number % 30


def _length(number: int) -> int:
    """Months of an action: each activity begins two months after the one before and takes four."""
    return 2 * len(_costs(number)) + 2


def _month(months: int) -> str:
    return f"{FIRST_YEAR + months // 12}-{months % 12 + 1:02d}"


def _costs(number: int) -> list[int]:
    return [1500 + 100 * ((13 * number + 29 * n) % 50) for n in range(3 + number % 3)]


def _activities(number: int) -> list[Value]:
    activities: list[Value] = []
    for n, cost in enumerate(_costs(number)):
        name, deliverable, verification, heading = _STEPS[n]
        start = _start(number) + 2 * n
        activities.append(
            {
                "id": f"ACT-{number + 1}-{'ABCDE'[n]}",
                "name": name,
                "start": _month(start),
                "end": _month(start + 3),
                "deliverable": deliverable,
                "verification": verification,
                "heading": heading,
                "cost": cost,
            }
        )
    return activities


def _funding(number: int) -> list[Value]:
    """Half of the cost from the programme, the rest in money and in kind, over the years of the action."""
    cost = sum(_costs(number))
    first = FIRST_YEAR + _start(number) // 12
    last = FIRST_YEAR + (_start(number) + _length(number) - 1) // 12
    grant = cost // 200 * 100
    kind = cost // 400 * 100
    company = f"ACTR-{number % COMPANIES + 1}"
    rows = [("grant", "Programa de Apoyo a Clústers", first, grant)]
    if last > first:
        later = grant // 300 * 100
        rows = [(*rows[0][:3], grant - later), (*rows[0][:2], last, later)]
    rows += [
        ("cash_counterpart", company, last, cost - grant - kind),
        ("in_kind_counterpart", company, first, kind),
    ]
    return [
        {"source": source, "payer": payer, "year": year, "amount": amount}
        for source, payer, year, amount in rows
    ]


def indicators_part(sizes: Sizes) -> list[Value]:
    """`indicators`: of ten, one of impact, two of result, one of management and six of output."""
    return [_indicator(number, sizes) for number in range(sizes.indicators)]


def _measured(number: int, sizes: Sizes) -> tuple[str, str]:
    """Level of an indicator, and the id of what it measures."""
    tens, place = divmod(number, 10)
    if place == 0:
        return "impact", f"VF-{tens % sizes.vision_elements + 1}"
    if place in (1, 2):
        return "result", f"EST-{(2 * tens + place - 1) % sizes.strategies + 1}"
    if place == 3:
        return "management", f"ORG-{tens % sizes.bodies + 1}"
    return "output", f"ACT-{(6 * tens + place - 4) * 3 % sizes.actions + 1}"


def _indicator(number: int, sizes: Sizes) -> Fields:
    level, measures = _measured(number, sizes)
    base = 20 + 7 * number
    baseline: Fields = {"value": base, "year": 2025, "source": f"FTE-{number % sizes.sources + 1}"}
    if number % 10 == 9:
        baseline = {"pending": {"date": "2027-06-30", "responsible": "PTO-1"}}
    return {
        "id": f"IND-{number + 1}",
        "name": f"Avance de {SUBJECTS[number % len(SUBJECTS)]}, medida {number + 1}",
        "level": level,
        "measures": measures,
        "definition": Prose(32),
        "formula": "Suma de los valores de las cooperativas / número de cooperativas",
        "kind": "amount",
        "unit": "unidades",
        "decimals": 0,
        "direction": "up",
        "cumulative": "no",
        "baseline": baseline,
        "targets": {str(FIRST_YEAR + n): base + 5 * (n + 1) for n in range(4)},
        "frequency": ("quarterly", "half_yearly", "yearly")[number % 3],
        "source": Prose(8),
        "verification": "Tablero trimestral con muestra auditada",
        "responsible": f"PTO-{number % sizes.posts + 1}",
        "tolerance": {"green": 90, "amber": 70},
    }
