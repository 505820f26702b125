"""The generated plan's international comparison, vision and strategies."""

from __future__ import annotations

from benchmarks.records import Fields, Prose, Sizes, Value, cycle, ids, shares

_COUNTRIES = (
    *("Ecuador", "Colombia", "República Dominicana", "Brasil", "Ghana", "Costa de Marfil", "Madagascar"),
    *("Indonesia", "Vietnam", "Costa Rica", "México", "Bélgica"),
)
_DIMENSIONS = (
    *("Productividad de la parcela", "Calidad y poscosecha", "Certificación", "Trazabilidad", "Sanidad"),
    *(
        "Precio y permanencia",
        "Carbono y suelo",
        "Agua",
        "Origen y marca",
        "Organización",
        "Crédito",
        "Talento",
    ),
    *("Innovación", "Logística", "Servicios comunes", "Información", "Compradores", "Transformación"),
    *("Incidencia pública", "Gobernanza"),
)
_CRITERIA = 5
_OPTIONS = ("Origen fino y verificado", "Volumen y costo", "Transformación local", "Turismo y regalo")
_STRATEGIES = (
    *(
        "Diferenciación por origen",
        "Calidad y poscosecha",
        "Productividad sostenible",
        "Certificación compartida",
    ),
    *(
        "Acceso a compradores",
        "Transformación y valor agregado",
        "Talento e innovación",
        "Gobierno y servicios comunes",
    ),
)
_ASPECTS = ("Parcela", "Oferta", "Venta", "Información", "Organización")


def benchmark_part(sizes: Sizes) -> Fields:
    """`benchmark`: every reference scored in every dimension, gaps to the best of them, the trip."""
    weights = shares(sizes.dimensions)
    return {
        "references": [_reference(number, sizes) for number in range(sizes.references)],
        "dimensions": [
            {
                "id": f"DIM-{n + 1}",
                "name": _named(_DIMENSIONS, n),
                "success_factors": cycle("FCE", sizes.factors, 2 * n, 2),
                "weight": weights[n],
                "metric": "Valor por año, según el mismo método",
            }
            for n in range(sizes.dimensions)
        ],
        "scores": _scores(sizes),
        "gaps": [
            _gap(dimension, rank, sizes)
            for dimension in range(sizes.dimensions)
            for rank in range(sizes.gaps_per_dimension)
        ],
        "trip": _trip(sizes),
        "conclusion": Prose(280, callout=True),
    }


def _named(names: tuple[str, ...], number: int) -> str:
    turn = number // len(names)
    return names[number % len(names)] + (f" {turn + 1}" if turn else "")


def _reference(number: int, sizes: Sizes) -> Fields:
    return {
        "id": f"REF-{number + 1}",
        "name": f"Clúster de referencia {number + 1}",
        "country": _COUNTRIES[number % len(_COUNTRIES)],
        "segments": cycle("SEG", sizes.segments, number, 2),
        "why": Prose(65),
        "facts": cycle("DAT", sizes.facts, 7 * number, 3),
    }


def _score(reference: int, dimension: int) -> int:
    """3 to 5 for a reference; the own cluster (reference -1) has 1 to 3."""
    return (7 * reference + 5 * dimension) % 3 + (3 if reference >= 0 else 1)


def _scores(sizes: Sizes) -> list[Value]:
    return [
        {
            "reference": f"REF-{reference + 1}" if reference >= 0 else "own",
            "dimension": f"DIM-{dimension + 1}",
            "score": _score(reference, dimension),
            "value": 40 + 9 * reference + 3 * dimension,
            "evidence": Prose(15),
            "source": f"FTE-{(reference + dimension) % sizes.sources + 1}",
        }
        for reference in range(-1, sizes.references)
        for dimension in range(sizes.dimensions)
    ]


def _gap(dimension: int, rank: int, sizes: Sizes) -> Fields:
    """To the reference that stands highest in the dimension, or the second highest."""
    ranked = sorted(range(sizes.references), key=lambda reference: -_score(reference, dimension))
    difference = _score(ranked[rank], dimension) - _score(-1, dimension)
    return {
        "id": f"BR-{dimension * sizes.gaps_per_dimension + rank + 1}",
        "dimension": f"DIM-{dimension + 1}",
        "reference": f"REF-{ranked[rank] + 1}",
        "cause": Prose(38),
        "priority": "high" if difference > 2 else "medium",
    }


def _trip(sizes: Sizes) -> Fields:
    gaps = sizes.dimensions * sizes.gaps_per_dimension
    numbers = range(sizes.lessons)
    return {
        "objectives": Prose(90),
        "start": "2026-05-04",
        "end": "2026-05-23",
        "places": [f"Ciudad de referencia {n + 1}" for n in range(8)],
        "delegation": [
            {"role": "Presidencias de cooperativas", "organisation": f"ACTR-{n}", "count": 1}
            for n in range(1, 9)
        ],
        "cost": 86400,
        "funding": Prose(35),
        "visits": [
            {
                "id": f"VIS-{n + 1}",
                "date": f"2026-05-{4 + n:02d}",
                "host": f"Anfitrión generado {n + 1}",
                "kind": ("company", "cluster_body", "centre")[n % 3],
                "reference": f"REF-{n % sizes.references + 1}",
                "topic": "Servicios comunes, calidad y venta por programa",
                "note": "Con participación de la gerencia",
            }
            for n in numbers
        ],
        "lessons": [
            {
                "id": f"LEC-{n + 1}",
                "visit": f"VIS-{n + 1}",
                "text": Prose(32),
                "transferable": ("yes", "yes", "partly")[n % 3],
                "condition": Prose(18),
                "gaps": cycle("BR", gaps, 3 * n, 3),
            }
            for n in numbers
        ],
    }


def vision_part(sizes: Sizes) -> Fields:
    """`vision`: options scored by criteria; the first has the highest total and is chosen."""
    return {
        "criteria": [
            {"id": f"CRI-{n + 1}", "name": f"Criterio {n + 1} de elección", "weight": weight}
            for n, weight in enumerate(shares(_CRITERIA))
        ],
        "options": [
            {
                "id": f"OPC-{n + 1}",
                "name": name,
                "description": Prose(85),
                "segments": cycle("SEG", sizes.segments, n, 2),
                "scores": dict.fromkeys(ids("CRI", _CRITERIA), 5 - n),
                "risks": Prose(45),
            }
            for n, name in enumerate(_OPTIONS)
        ],
        "chosen": "OPC-1",
        "why": Prose(420),
        "statement": "En 2030 el clúster es el origen de referencia del chocolate fino y verificado.",
        "elements": [
            {
                "id": f"VF-{n}",
                "text": f"Elemento {n} de la visión, que las líneas sirven y los indicadores miden",
            }
            for n in range(1, sizes.vision_elements + 1)
        ],
        "milestones": [
            {"year": year, "text": f"Hito de {year}: servicios comunes y contratos en marcha"}
            for year in range(2027, 2031)
        ],
        "today_future": [
            {
                "aspect": aspect,
                "today": "Esfuerzos separados y sin dato común",
                "future": "Un solo método y un dato",
            }
            for aspect in _ASPECTS
        ],
        "validation": {
            "date": "2026-07-24",
            "session": "Segunda presentación pública",
            "attendance": "64 personas de cooperativas, compradores e instituciones",
            "record": "Acta de validación de la visión",
        },
    }


def strategies_part(sizes: Sizes) -> list[Value]:
    """`strategies`: each gap, lesson, factor and element of the vision is taken up by one of them."""
    gaps = ids("BR", sizes.dimensions * sizes.gaps_per_dimension)
    return [_strategy(number, gaps, sizes) for number in range(sizes.strategies)]


def _strategy(number: int, gaps: list[str], sizes: Sizes) -> Fields:
    step = sizes.strategies
    return {
        "id": f"EST-{number + 1}",
        "name": _named(_STRATEGIES, number),
        "objective": Prose(90),
        "segments": ids("SEG", sizes.segments)[number % 2 :: 2],
        "gaps": gaps[number::step],
        "success_factors": ids("FCE", sizes.factors)[number::step],
        "lessons": ids("LEC", sizes.lessons)[number::step],
        "vision_elements": cycle("VF", sizes.vision_elements, number, 2),
        "owner": f"ORG-{number % sizes.bodies + 1}",
        "areas": [
            {
                "id": f"AM-{number * sizes.areas_per_strategy + n + 1}",
                "name": f"Área {n + 1} de {_named(_STRATEGIES, number).lower()}",
                "description": "Qué se mejora, con qué servicio y para quién",
            }
            for n in range(sizes.areas_per_strategy)
        ],
        "company_level": Prose(80),
        "collective": Prose(80),
        "result": Prose(35),
    }
