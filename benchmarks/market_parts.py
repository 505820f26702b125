"""The generated plan's cluster, segmentation and industry."""

from __future__ import annotations

from benchmarks.records import Fields, Prose, Sizes, Value, cycle, ids, shares

_CRITERIA = ("specialisation", "concentration", "critical_mass", "value_chain", "non_local_demand")
_FORCES = ("rivalry", "entrants", "substitutes", "suppliers", "buyers")
_SEGMENTS = (
    *("Chocolaterías de origen", "Grano fino para industria europea", "Licor y manteca certificados"),
    *("Cobertura para pastelería nacional", "Regalo y turismo", "Grano corriente para acopio"),
)
_FACTORS = (
    *("Perfil sensorial estable", "Trazabilidad por parcela", "Volumen cumplido", "Costo por kilogramo"),
    *("Certificación vigente", "Relación con el comprador"),
)
_LINKS = (
    *(
        "Material de siembra e insumos",
        "Producción en parcela",
        "Acopio y fermentación",
        "Secado y almacenamiento",
    ),
    *("Certificación y control", "Transformación", "Transporte y puerto", "Comercialización"),
)
_TRENDS = ("consumer", "technology", "regulation", "environment", "other")
_ORGANISATIONS = (
    *(("Consultora ejecutora", "ngo", "applicant"), ("Exportadora ancla", "company", "large_company")),
    *(
        ("Universidad regional", "academia", "support"),
        ("Centro de innovación productiva", "cite", "support"),
    ),
    *(("Autoridad sanitaria", "government", "support"), ("Gobierno regional", "government", "support")),
    *(("Gremio de exportadores", "guild", "support"), ("Caja rural", "finance", "support")),
)
COMPANIES = 24
"""Actors 1 to 24 are the companies of the cluster; the institutions follow."""


def cluster_part(sizes: Sizes) -> Fields:
    """`cluster`: definition, the five criteria, 24 companies and the institutions around them."""
    return {
        "business": "Producción, transformación y exportación de cacao fino de aroma",
        "definition": Prose(320),
        "universe": "DAT-8",
        "territory": [
            {
                "department": "Departamento generado",
                "province": f"Provincia {n % 3 + 1}",
                "district": f"Distrito {n}",
            }
            for n in range(1, 10)
        ],
        "left_out": Prose(110),
        "codes": [
            "CIIU 0127: cultivo de plantas con las que se preparan bebidas",
            "Partida 1801.00: cacao en grano",
        ],
        "initiative": Prose(380),
        "criteria": {
            name: {"claim": Prose(75), "facts": cycle("DAT", sizes.facts, 5 * n, 3), "verdict": "met"}
            for n, name in enumerate(_CRITERIA)
        },
        "actors": [_actor(number, sizes) for number in range(1, sizes.actors + 1)],
    }


def _actor(number: int, sizes: Sizes) -> Fields:
    segments = cycle("SEG", sizes.segments, number, 2)
    link = f"ESL-{number % sizes.links + 1}"
    if number > COMPANIES:
        name, kind, role = _ORGANISATIONS[(number - COMPANIES - 1) % len(_ORGANISATIONS)]
        place = f"Distrito {number % 9 + 1}"
        return {
            "id": f"ACTR-{number}",
            "name": f"{name} {number}",
            "kind": kind,
            "link": link,
            "place": place,
            "role": role,
        }
    sales = 1_900_000 + 190_000 * number
    return {
        "id": f"ACTR-{number}",
        "name": f"Cooperativa generada {number}",
        "kind": "cooperative",
        "size": "small",
        "link": link,
        "segments": segments,
        "constituted": f"{2001 + number % 12}-05-16",
        "annual_sales": {"value": sales, "year": 2017},
        "formal": "yes",
        "place": f"Distrito {number % 9 + 1}",
        "role": "micro_sme",
    }


def segmentation_part(sizes: Sizes) -> Fields:
    """`segmentation`: segments whose shares, and success factors whose weights, total 100."""
    parts = shares(sizes.segments)
    return {
        "method": Prose(260),
        "segments": [_segment(number, parts[number], sizes) for number in range(sizes.segments)],
        "conclusion": Prose(180, callout=True),
    }


def _segment(number: int, share: int, sizes: Sizes) -> Fields:
    prioritised = number < sizes.segments // 2
    return {
        "id": f"SEG-{number + 1}",
        "name": _SEGMENTS[number % len(_SEGMENTS)],
        "product": "Grano fermentado y seco, o chocolate con origen declarado",
        "customer": "Importadores y marcas con programa anual",
        "channel": "Contrato de programa con embarque mensual",
        "geography": "Norte de Europa y mercado nacional",
        "purchase_criteria": [
            "Perfil sensorial",
            "Entrega cumplida",
            "Certificado vigente",
            "Precio por tonelada",
        ],
        "size": f"DAT-{number + 1}",
        "growth": {"value": 3 + number, "unit": "% anual", "year": 2025, "source": f"FTE-{number + 1}"},
        "margin": {"value": 9 + number, "unit": "% del precio", "year": 2025, "source": f"FTE-{number + 2}"},
        "companies": 4 + number,
        "share": share,
        "attractiveness": 5 if prioritised else 3,
        "position": 4 if prioritised else 2,
        "decision": "prioritised" if prioritised else "complementary",
        "reason": Prose(70),
        "success_factors": _factors(number, sizes),
    }


def _factors(segment: int, sizes: Sizes) -> list[Value]:
    count = sizes.factors_per_segment
    return [
        {
            "id": f"FCE-{segment * count + n + 1}",
            "name": _FACTORS[(segment + n) % len(_FACTORS)],
            "weight": weight,
            "rationale": Prose(36),
        }
        for n, weight in enumerate(shares(count))
    ]


def industry_part(sizes: Sizes) -> Fields:
    """`industry`: market, series, trends, five forces per segment, chain, diamond, challenges."""
    return {
        "market": Prose(800),
        "series": [_series(number, sizes) for number in range(1, 7)],
        "trends": [
            {
                "id": f"TEN-{n + 1}",
                "name": f"Tendencia {n + 1} del comprador y de la norma",
                "kind": _TRENDS[n % len(_TRENDS)],
                "effect": Prose(60),
                "segments": cycle("SEG", sizes.segments, n, 2),
            }
            for n in range(8)
        ],
        "forces": [_force(segment, force, sizes) for segment in range(sizes.segments) for force in range(5)],
        "chain": _chain(sizes),
        "diamond": {name: Prose(120) for name in ("factors", "demand", "related", "rivalry", "government")},
        "swot": {
            name: [f"{name_es} {n}: rasgo del clúster frente a su mercado" for n in range(1, 6)]
            for name, name_es in _SWOT
        },
        "challenges": [
            {
                "id": f"RET-{n + 1}",
                "text": f"Resolver el cuello de botella del eslabón {n % sizes.links + 1} antes de crecer",
                "link": f"ESL-{n % sizes.links + 1}",
                "segments": cycle("SEG", sizes.segments, n, 2),
            }
            for n in range(10)
        ],
        "conclusion": Prose(250, callout=True),
    }


_SWOT = (
    *(("strengths", "Fortaleza"), ("weaknesses", "Debilidad")),
    *(("opportunities", "Oportunidad"), ("threats", "Amenaza")),
)


def _series(number: int, sizes: Sizes) -> Fields:
    return {
        "id": f"SER-{number}",
        "title": f"Exportación del clúster, serie {number}",
        "unit": "t",
        "kind": "line" if number % 2 else "bar",
        "scope": "Total del territorio, años con dato publicado",
        "points": [
            {
                "period": year,
                "value": 900 + 130 * (year - 2014) + 17 * number,
                "source": f"FTE-{year % sizes.sources + 1}",
            }
            for year in range(2015, 2026)
        ],
    }


def _force(segment: int, force: int, sizes: Sizes) -> Fields:
    return {
        "segment": f"SEG-{segment + 1}",
        "force": _FORCES[force],
        "today": (segment + force) % 5 + 1,
        "future": (segment + 2 * force) % 5 + 1,
        "drivers": Prose(32),
        "evidence": cycle("FTE", sizes.sources, 3 * segment + force, 2),
    }


def _chain(sizes: Sizes) -> Fields:
    parts = shares(sizes.links)
    numbers = range(1, sizes.links + 1)
    return {
        "unit": "S/ por kg",
        "links": [
            {
                "id": f"ESL-{n}",
                "name": _LINKS[(n - 1) % len(_LINKS)],
                "order": n,
                "activities": "Recepción, control, registro y entrega al eslabón siguiente",
                "actors": [
                    actor for actor in ids("ACTR", sizes.actors) if int(actor[5:]) % sizes.links + 1 == n
                ],
                "companies": 4 + n,
                "jobs": 40 + 15 * n,
                "cost_share": parts[n - 1],
                "price": f"{2 * n}.{n}0",
                "presence": "yes" if n < sizes.links else "partial",
                "bottleneck": Prose(40),
            }
            for n in numbers
        ],
        "flows": [
            {"from": f"ESL-{n}", "to": f"ESL-{n + 1}", "volume": f"DAT-{10 * n + 4}", "note": "Volumen anual"}
            for n in numbers[:-1]
        ],
        "ideal": Prose(200),
    }
