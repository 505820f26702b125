"""Where templates and programmes are looked for."""

from __future__ import annotations

from pathlib import Path


def search_path(plan_folder: Path, extra: Path | None, packaged: Path) -> tuple[Path, ...]:
    """Folders that may hold templates and programmes, nearest first.

    `extra` (from `--templates`), then `templates/` in the plan folder and, inside a git repository, in each
    parent up to its root, then the package's own.
    """
    at = plan_folder.resolve()
    line = (at, *at.parents)
    root = next((number for number, folder in enumerate(line) if (folder / ".git").exists()), 0)
    own = [folder / "templates" for folder in line[: root + 1]]
    folders = ([extra] if extra else []) + own + [packaged]
    return tuple(dict.fromkeys(folder for folder in folders if folder.is_dir()))
