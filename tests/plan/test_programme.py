"""Rules of a call: read from data, each number with its source, and nothing outside their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from plangen.errors import TemplateError
from plangen.plan.programme import Call, Programme, load_rules

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
CALLS = sorted(TEMPLATES.glob("programmes/*/calls/*.yaml"))
NO_NUMBERS = {"id", "programme", "name", "sources"}


@pytest.mark.parametrize("file", CALLS, ids=lambda file: file.stem)
def test_every_number_of_a_packaged_call_has_its_source(file: Path) -> None:
    call = load_rules(file.parent.parent.name, file.stem, (TEMPLATES,)).call
    assert call is not None
    assert (call.id, call.programme) == (file.stem, file.parent.parent.name)
    known = {name for name in Call.model_fields if getattr(call, name) not in (None, ())}
    assert known - NO_NUMBERS - {"launched"} <= set(call.sources)
    assert set(call.sources) <= set(Call.model_fields)


def test_size_limits_and_tax_units_of_the_programme_have_their_source() -> None:
    programme = load_rules("pac", None, (TEMPLATES,)).programme
    assert isinstance(programme, Programme)
    assert programme.uit is not None
    assert programme.size_limits is not None
    assert programme.uit.values[2019] == 4200
    assert programme.uit.source
    assert programme.size_limits.source


def test_what_is_not_there_gives_nothing(tmp_path: Path) -> None:
    assert load_rules(None, "pac-2017", (TEMPLATES,)).call is None
    assert load_rules("pac", "pac-1999", (TEMPLATES,)).call is None
    assert load_rules("otro", "pac-2017", (TEMPLATES, tmp_path)).programme is None


@pytest.mark.parametrize("name", ["../pac", "..", "pac/calls", "", "/etc"])
def test_a_name_that_is_no_id_is_looked_for_nowhere(name: str, tmp_path: Path) -> None:
    (tmp_path / "programmes").mkdir()
    (tmp_path / "pac").mkdir()
    (tmp_path / "pac" / "programme.yaml").write_text("id: pac\n", "utf-8")
    assert load_rules(name, name, (tmp_path,)).programme is None


def test_ones_own_call_stands_before_the_packaged_one(tmp_path: Path) -> None:
    folder = tmp_path / "programmes" / "pac" / "calls"
    folder.mkdir(parents=True)
    (folder / "pac-2017.yaml").write_text("id: pac-2017\nprogramme: pac\nminimum_mipymes: 7\n", "utf-8")
    call = load_rules("pac", "pac-2017", (tmp_path, TEMPLATES)).call
    assert call is not None
    assert (call.minimum_mipymes, call.grant_cap) == (7, None)


def test_a_call_that_does_not_hold_is_told_with_its_file_and_field(tmp_path: Path) -> None:
    folder = tmp_path / "programmes" / "pac" / "calls"
    folder.mkdir(parents=True)
    (folder / "pac-2031.yaml").write_text("id: pac-2031\nprogramme: pac\nmonths_cap: cuatro\n", "utf-8")
    with pytest.raises(TemplateError) as error:
        load_rules("pac", "pac-2031", (tmp_path,))
    assert error.value.params["template"].endswith("pac-2031.yaml")
    assert error.value.params["field"] == "months_cap"
