"""Small plans with known faults, for the reports."""

from __future__ import annotations

MALFORMED = """\
plan:
  id: PRC-1
  titel: Plan de la alcachofa
  executing_entity: ACTR-9
cluster:
  actors:
    - {id: ACTR-1, name: Cooperativa de ejemplo}
    - {id: ACTR-1, name: Asociación de ejemplo}
facts:
  - id: DAT-1
    label: Rendimiento
    value: 12,5
"""
"""An unknown key (P035), a broken reference (P069), an id given twice (P066), a number that is none."""

UNREASONED = """\
plan:
  id: PRC-1
  title: Plan de la alcachofa de [[PRC-1]]
segmentation:
  segments:
    - id: SEG-1
      name: Café «especial» <b>de altura</b>
      decision: prioritised
    - id: SEG-2
      name: Café molido
      decision: prioritised
"""
"""Two prioritised segments without success factors (G001) and much more; a mention where none is printed (P076)."""
