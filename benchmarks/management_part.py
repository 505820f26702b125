"""The generated plan's management: organs, team, money and legal person."""

from __future__ import annotations

from benchmarks.records import Fields, Prose, Sizes, cycle, ids

FIRST_YEAR = 2027
SUBJECTS = (
    "fermentación controlada",
    "catación y perfil sensorial",
    "trazabilidad por parcela",
    "compra conjunta",
    "certificación de grupo",
    "riego y suelo",
    "vivero de plantas finas",
    "venta por programa",
    "bioinsumos",
    "control de cadmio",
    "medición de huella",
    "gestión de cooperativas",
    "chocolate con origen",
)
"""What services, actions and indicators are about."""

_BODIES = (
    "Asamblea",
    "Consejo directivo",
    "Gerencia",
    "Mesa de calidad",
    "Mesa de mercado",
    "Mesa de sanidad",
)
_STATUTE = (
    *("name_duration_domicile", "ends", "assets", "assembly_and_board", "quorum_and_majorities"),
    *("admission_resignation_exclusion", "rights_and_duties", "amendment", "dissolution_and_final_assets"),
)


def management_part(sizes: Sizes) -> Fields:
    """`management`: organs and members, team, five years of income and expenses, legal person."""
    return {
        "model": Prose(650, callout=True),
        "bodies": [_body(number, sizes) for number in range(sizes.bodies)],
        "members": [
            {"actor": actor, "body": f"ORG-{n + 1}", "position": _position(rank), "since": "2026-09-25"}
            for n in range(sizes.bodies)
            for rank, actor in enumerate(cycle("ACTR", sizes.actors, 4 * n, 6))
        ],
        "coordinator": {
            "id": "COORD-1",
            "position": "Gerencia general del clúster",
            "organisation": "ACTR-25",
            "profile": Prose(60),
        },
        "services": [
            {
                "name": f"Servicio común de {subject}",
                "description": "Atención, registro y reporte",
                "users": "Socios",
            }
            for subject in SUBJECTS[:8]
        ],
        "posts": [
            {
                "id": f"PTO-{n}",
                "name": f"Puesto {n} del equipo",
                "dedication": 100,
                "annual_cost": 36000 + 6000 * n,
            }
            for n in range(1, sizes.posts + 1)
        ],
        "funding": {"years": [_entity_year(year) for year in range(FIRST_YEAR, FIRST_YEAR + 5)]},
        "legal_entity": _legal_entity(),
    }


def _position(rank: int) -> str:
    return "Conducción" if rank == 0 else "Integrante"


def _body(number: int, sizes: Sizes) -> Fields:
    name = _BODIES[number] if number < len(_BODIES) else f"Mesa de trabajo {number + 1}"
    body: Fields = {
        "id": f"ORG-{number + 1}",
        "name": name,
        "functions": ["Aprueba las reglas comunes", "Conduce su parte del plan", "Rinde cuentas cada año"],
        "seats": 6,
        "quorum": 4,
        "decision_rule": "Mayoría de los presentes",
        "meets": "Cada mes",
    }
    return {**body, "reports_to": f"ORG-{min(number, 2)}"} if number else body


def _entity_year(year: int) -> Fields:
    turn = year - FIRST_YEAR
    return {
        "year": year,
        "income": [
            {"source": "Cuota por quintal", "kind": "fees", "amount": 160_000 + 40_000 * turn},
            {"source": "Servicios a socios", "kind": "services", "amount": 110_000 + 30_000 * turn},
            {"source": "Proyectos", "kind": "projects", "amount": 170_000 - 30_000 * turn},
        ],
        "expenses": [
            {"item": "Equipo permanente", "amount": 342_000 + 20_000 * turn},
            {"item": "Operación y sede", "amount": 48_000 + 4_000 * turn},
            {"item": "Seguimiento y auditoría", "amount": 24_000},
        ],
    }


def _legal_entity() -> Fields:
    return {
        "kind": "association",
        "name": "Asociación del clúster de cacao y chocolate",
        "state": "deed_signed",
        "act_date": "2026-09-25",
        "deed_date": "2026-10-23",
        "domicile": "Distrito 1",
        "purpose": Prose(60),
        "statute": dict.fromkeys(_STATUTE, "yes"),
        "founding_members": [
            {
                "actor": actor,
                "representative_position": "Presidencia",
                "commitment": Prose(24),
                "leadership": Prose(18),
            }
            for actor in ids("ACTR", 12)
        ],
        "steps": [
            {
                "name": "Acta de fundación",
                "due": "2026-09-30",
                "done": "2026-09-25",
                "responsible": "Presidencia",
            },
            {
                "name": "Escritura pública",
                "due": "2026-10-31",
                "done": "2026-10-23",
                "responsible": "Notaría",
            },
            {"name": "Inscripción registral", "due": "2026-12-31", "responsible": "Gerencia"},
        ],
    }
