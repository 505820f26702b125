"""Rules of texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from plangen.checks.rule import End, Found, found
from plangen.checks.subject import Subject
from plangen.plan.index import Visit
from plangen.plan.model import Swot
from plangen.plan.prose import code_spans

_SMALL = tuple(
    re.compile(pattern)
    for pattern in (
        rb"por (?:definir|completar|confirmar)",
        rb"\((?:definir|completar|confirmar)",
        rb"\[(?:\xe2\x80\xa6|\.\.\.|definir|completar|confirmar|insert|nombre|fecha|monto|pendiente|revisar"
        rb"|verificar|dato|cifra)",
        rb"\ncompletar",
        rb"xxx",
        rb"\?\?\?",
        rb"lorem ipsum",
        rb"fixme",
        rb"tbd",
    )
)
"""What placeholders hold in small letters; each begins with plain characters, so it is looked for quickly."""
_TODO = b"TODO"

_LEFT = re.compile(
    r"\bTODO(?=\s*[:(\]])|(?<=\[)TODO\b|\A\s*TODO\s*\Z|\bTBD\b|\bFIXME\b"
    r"|\bX{4,}\b|\bXXX\b(?!\s+[A-ZÁÉÍÓÚÑ])|\bxxx+\b"
    r"|\?{3,}|(?i:\blorem ipsum\b)|\[(?:…|\.\.\.)\]"
    r"|\[(?i:(?:insert(?:ar|e)|nombre|fecha|monto|pendiente|revisar|verificar|confirmar|dato|cifra|completar)\b)"
    r"[^\[\]\n]*\](?!\()"
    r"|(?<=[(\[])\s*(?i:(?:por )?(?:definir|completar|confirmar))\s*(?=[)\]])"
    r"|(?<=[:|])\s*(?i:por (?:definir|completar|confirmar))\b(?=\s*(?:[.;,|]|$))"
    r"|^[ \t]*(?:[-*+] )?(?i:por (?:definir|completar|confirmar)|completar)\b(?=[ \t]*\.?[ \t]*$)",
    re.MULTILINE,
)
_SHORT = re.compile(r"(?i)(?:\S+ ){1,3}por (?:definir|completar|confirmar)\.?\Z")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_SAYS_NOTHING = re.compile(r"\[@[^\[\]\n]*\]|(?<!!)\[[^\w\[\]]*\]\([^()]*\)")
_LEFT_OUT = re.compile(r"\[(?:…|\.\.\.)\]")
_SHOWN = re.compile(r"[^\W_]|!\[[^\]]*\]\([^()\s]")


def placeholder_left(subject: Subject) -> Iterator[Found]:
    """A text still holds what was to be replaced: TODO, TBD, XXX, «por definir», «[…]», «???».

    Why: it is the first thing a reviewer sees, and it says that nobody read the plan before handing it in.
    Source: practice of review.

    Wrong:
        cluster:
          definition: El clúster reúne a XXX productores de cacao.
    Right:
        cluster:
          definition: El clúster reúne a 640 productores de cacao.
    """
    for visit in _suspects(subject.texts):
        for start, end in _placeholders(visit):
            left = str(visit.value)[start:end]
            yield replace(found(visit.record, _field(subject, visit), left=left), start=start, end=end)


def empty_prose(subject: Subject) -> Iterator[Found]:
    """A text holds only marks, blanks, citations or a link without words: nothing of it is read.

    Why: the document shows the title of a section with nothing below it.
    Source: practice of review.

    Wrong:
        vision:
          why: "> **…**"
    Right:
        vision:
          why: Se elige el café de especialidad porque paga la calidad que el valle ya produce.
    """
    for visit in subject.prose:
        text = str(visit.value)
        if not text[:1].isalnum() and not _SHOWN.search(_SAYS_NOTHING.sub("", text)):
            yield found(visit.record, _field(subject, visit), text=visit.shape.name)


def illustrative_in_submission(subject: Subject) -> Iterator[Found]:
    """The plan declares figures as illustrative: no source gives them.

    Why: whoever approves money asks for measured figures; each one left needs a source or a reason.
    Source: practice of evaluation; the mark itself is a convention of ours.

    Wrong:
        plan: {id: cafe, illustrative: [SEG-1]}
        segmentation: {segments: [{id: SEG-1, name: Café tostado}]}
    Right:
        plan: {id: cafe}
        segmentation: {segments: [{id: SEG-1, name: Café tostado}]}
    """
    identity = subject.plan.plan
    declared = len(identity.illustrative) if identity else 0
    facts = [fact for fact in subject.plan.facts if fact.status == "illustrative"]
    if identity and declared:
        yield found(identity, "illustrative", entries=declared, facts=len(facts))
    elif facts:
        yield found(facts[0], "status", entries=declared, facts=len(facts))


def open_observation(subject: Subject) -> Iterator[Found]:
    """An observation of the review has no answer, or is still open.

    Why: the corrected version is received with the matrix of answers; a missing one sends the plan back.
    Source: practice of evaluation (lifting of observations).

    Wrong:
        review: {observations: [{id: OBS-1, text: Precisar el universo de empresas}]}
    Right:
        review:
          observations:
            - id: OBS-1
              text: Precisar el universo de empresas
              answer: Se precisa en la definición del clúster.
              status: answered
    """
    for one in subject.plan.review.observations if subject.plan.review else ():
        if one.status == "open":
            state = "sigue abierta" if one.answer else "sigue abierta y sin respuesta"
            yield found(one, "status", state=state)
        elif not one.answer:
            yield found(one, state="no tiene respuesta")


def unknown_attended_version(subject: Subject) -> Iterator[Found]:
    """An observation is said to be attended in a version that the change log does not have.

    Why: the reviewer looks for the change in that version and does not find the version.
    Source: practice of evaluation: answers name the version, the change log lists them.

    Wrong:
        plan: {id: cafe, version: "1.0", changes: [{version: "0.1"}, {version: "1.0"}]}
        review: {observations: [{id: OBS-1, answer: Corregido., attended_in: "0.2"}]}
    Right:
        plan: {id: cafe, version: "1.0", changes: [{version: "0.1"}, {version: "1.0"}]}
        review: {observations: [{id: OBS-1, answer: Corregido., attended_in: "1.0"}]}
    """
    identity = subject.plan.plan
    if identity is None or not identity.changes or subject.plan.review is None:
        return
    known = {one.version for one in identity.changes} | {identity.version}
    for one in subject.plan.review.observations:
        if one.attended_in and one.attended_in not in known:
            versions = ", ".join(f"«{change.version}»" for change in identity.changes[-5:])
            yield found(
                one, "attended_in", End(identity, "changes"), version=one.attended_in, versions=versions
            )


def ignore_without_reason(subject: Subject) -> Iterator[Found]:
    """An entry of `plan.ignore` gives no reason.

    Why: a silenced check without a reason looks like a hidden fault; with one, the reviewer may agree.
    Source: a convention of ours; the reason goes into the record of the plan.

    Wrong:
        plan: {id: cafe, ignore: [{code: P501}]}
    Right:
        plan: {id: cafe, ignore: [{code: P501, reason: Dos estrategias bastan para un solo producto.}]}
    """
    identity = subject.plan.plan
    for entry in identity.ignore if identity else ():
        if not entry.reason:
            where = subject.named(entry.item) if entry.item else "plan"
            yield found(entry, "code", code=entry.code, where=where)


def _field(subject: Subject, visit: Visit) -> str:
    """The author's keys from the record to a text."""
    return visit.path[len(subject.index.path_of(visit.record)) :].lstrip("/")


def _suspects(texts: tuple[Visit, ...]) -> Iterator[Visit]:
    """The texts that hold a placeholder, or what may turn out to be none."""
    whole = "\n".join(["", *[str(visit.value) for visit in texts]]).encode("utf-8", "replace")
    small = whole.lower()
    patterns = [pattern for pattern in _SMALL if pattern.search(small)]
    for visit in texts if patterns or _TODO in whole else ():
        text = f"\n{visit.value}".encode("utf-8", "replace")
        if _TODO in text or any(pattern.search(text.lower()) for pattern in patterns):
            yield visit


def _placeholders(visit: Visit) -> Iterator[tuple[int, int]]:
    """Where a text holds placeholders, outside code; `[…]` in a quotation stands for words and is none."""
    text = typed = str(visit.value)
    if "`" in text:
        text = _without(text, code_spans(text))
    if _LEFT_OUT.search(text):
        text = _QUOTED.sub(lambda quoted: _LEFT_OUT.sub(_blank, quoted[0]), text)
    some = False
    for match in _LEFT.finditer(text):
        some = True
        yield match.start() + len(match[0]) - len(match[0].lstrip()), match.end()
    if not some and not isinstance(visit.record, Swot) and _SHORT.match(typed):
        yield 0, len(typed)


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with blanks where `spans` are, in which nothing else stands."""
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*kept, text[at:]])


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
