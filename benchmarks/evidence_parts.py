"""The generated plan's identity, facts, sources, review, chapter openers and summary."""

from __future__ import annotations

from benchmarks.records import Fields, Prose, Sizes, Value, cycle

PLAN_ID = "plan-grande"
_CHAPTERS = (
    *("cluster", "segmentation", "industry", "benchmark", "vision", "strategies", "management"),
    *("action_plan", "indicators"),
)
_AUTHORS = (
    ("Dirección del estudio", "Dirección y redacción"),
    ("Especialista en cadena", "Industria y viaje"),
)
_VERSIONS = (
    ("0.1", "2026-04-10", "Diagnóstico y retos"),
    ("0.2", "2026-08-14", "Visión y líneas"),
    ("1.0", "2026-11-16", "Acciones y metas"),
)
_ACRONYMS = {
    "FCE": "Factor clave de éxito",
    "FOB": "Valor de la mercancía puesta a bordo en el puerto de embarque",
    "MIPYME": "Micro, pequeña y mediana empresa",
    "PAC": "Programa de Apoyo a Clústers",
    "PRC": "Plan de Reforzamiento de la Competitividad",
    "RNR": "Recursos no reembolsables",
    "UIT": "Unidad Impositiva Tributaria",
}
_MAGNITUDES = (
    *(("Superficie en producción", "ha", 4200), ("Rendimiento por hectárea", "kg/ha", 780)),
    *(("Productores vinculados", "productores", 3100), ("Exportación de grano", "t", 2650)),
    *(("Parte certificada de la oferta", "%", 38), ("Precio puesto en puerto", "US$/t", 4150)),
    *(("Merma de poscosecha", "%", 11), ("Empresas formales", "empresas", 64)),
    *(("Ventas del clúster", "millones de S/", 92), ("Empleo permanente", "puestos", 1480)),
)
_SCOPES = ("valle alto", "valle bajo", "región", "país", "cooperativas socias")
_SOURCE_KINDS = ("report", "statistics", "press", "interview", "workshop", "law", "web")


def identity_part() -> Fields:
    """`plan`: a draft, so that nothing but form can stop its build."""
    return {
        "id": PLAN_ID,
        "title": "Plan de Reforzamiento de la Competitividad del clúster de cacao y chocolate de dos valles",
        "cluster_name": "Clúster de cacao y chocolate (generado)",
        "programme": "pac",
        "call": "pac-2017",
        "language": "es",
        "version": "1.0",
        "date": "2026-11-16",
        "status": "draft",
        "currency": "PEN",
        "exchange_rates": [
            {"currency": "USD", "rate": "3.70", "date": "2026-10-30", "source": "Cierre del mes"}
        ],
        "horizon": 2030,
        "period": {"start": "2027-01", "end": "2030-12"},
        "executing_entity": "ACTR-25",
        "authors": [
            {"name": name, "role": role, "organisation": "Equipo consultor"} for name, role in _AUTHORS
        ],
        "deliverables": ["prc"],
        "changes": [
            {"version": version, "date": date, "author": "Equipo consultor", "summary": summary}
            for version, date, summary in _VERSIONS
        ],
        "acronyms": [{"short": short, "long": long} for short, long in _ACRONYMS.items()],
        "illustrative": ["benchmark/trip", "management/funding"],
    }


def facts_part(sizes: Sizes) -> list[Value]:
    """`facts`: each magnitude in several scopes and years, a range or a qualifier now and then."""
    return [_fact(number, sizes) for number in range(sizes.facts)]


def _fact(number: int, sizes: Sizes) -> Fields:
    label, unit, base = _MAGNITUDES[number % len(_MAGNITUDES)]
    turn = number // len(_MAGNITUDES)
    value = base + base * turn // 25
    fact: Fields = {"id": f"DAT-{number + 1}", "label": label, "value": value}
    if number % 9 == 4:
        fact["to"] = value + base // 10
    elif number % 7 == 3:
        fact["qualifier"] = "over"
    return {
        **fact,
        "unit": unit,
        "year": 2025 - turn // len(_SCOPES),
        "scope": _SCOPES[turn % len(_SCOPES)],
        "source": f"FTE-{number % sizes.sources + 1}",
        "status": "sourced",
    }


def sources_part(sizes: Sizes) -> list[Value]:
    """`sources`: documents that do not exist."""
    return [
        {
            "id": f"FTE-{number}",
            "title": f"Estudio generado {number}: oferta, precios y comprador",
            "publisher": f"Observatorio generado {number % 9 + 1}",
            "year": 2016 + number % 10,
            "kind": _SOURCE_KINDS[number % len(_SOURCE_KINDS)],
            "url": f"https://example.org/estudio-{number}",
            "accessed": f"2026-0{number % 9 + 1}-15",
        }
        for number in range(1, sizes.sources + 1)
    ]


def review_part(sizes: Sizes) -> Fields:
    """`review`: a round of observations, all answered."""
    targets = ["segmentation/method", "industry/market", "vision/why", *cycle("ACT", sizes.actions, 0, 9)]
    return {
        "observations": [
            {
                "id": f"OBS-{number}",
                "target": target,
                "text": "Precisar el alcance de las cifras y su fuente",
                "author_role": "Evaluación técnica del programa",
                "date": "2026-09-04",
                "answer": Prose(45),
                "decision": "accepted",
                "attended_in": "1.0",
                "status": "closed",
            }
            for number, target in enumerate(targets, 1)
        ]
    }


def chapters_part() -> Fields:
    """`chapters`: the opener of each."""
    return {name: {"lead": Prose(35), "findings": [Prose(24)] * 4, "intro": Prose(60)} for name in _CHAPTERS}


def summary_part() -> Fields:
    """`summary`: four figures and three paragraphs."""
    return {
        "key_figures": [
            {"figure": "[[DAT-1]]", "label": "Superficie en producción, 2025"},
            {"figure": "[[DAT-2]]", "label": "Rendimiento por hectárea, 2025"},
            {"figure": "[[DAT-4]]", "label": "Exportación de grano, 2025"},
            {"figure": "[[plan.cost]]", "label": "Inversión del plan, 2027 a 2030"},
        ],
        "challenge": Prose(45),
        "bet": Prose(45),
        "answers": Prose(40),
    }
