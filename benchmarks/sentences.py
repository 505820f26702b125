"""Spanish prose that reads like a plan's: sentences from a vocabulary, emphasis, lists, data, sources."""

from __future__ import annotations

import random

from benchmarks.records import Sizes

_OPENERS = (
    *("", "", "", "", "Por eso ", "Además, ", "En la práctica, ", "Según el panel, ", "Desde 2024, "),
    *(
        "En cada campaña, ",
        "Con ese orden, ",
        "A diferencia de otros orígenes, ",
        "En la parte alta del valle, ",
    ),
)
_SUBJECTS = (
    *("la planta de acopio", "el comité técnico", "la gerencia del clúster", "cada cooperativa socia"),
    *(
        "el comprador europeo",
        "la mesa de calidad",
        "el productor de ladera",
        "la asociación de exportadores",
    ),
    *("el laboratorio regional", "la chocolatería artesanal", "el centro de innovación", "la universidad"),
    *("el consejo directivo", "la brigada de extensión", "el gobierno regional", "la empresa ancla"),
)
_VERBS = (
    *(
        "reduce",
        "ordena",
        "mide",
        "revisa",
        "sostiene",
        "financia",
        "publica",
        "compara",
        "mejora",
        "registra",
    ),
    *("comparte", "negocia", "anticipa", "acredita", "corrige", "prioriza", "reparte", "documenta"),
)
_OBJECTS = (
    *(
        "el rendimiento por hectárea",
        "la merma de poscosecha",
        "el costo de certificación",
        "la humedad del grano",
    ),
    *(
        "el calendario de embarques",
        "la trazabilidad de cada lote",
        "el perfil sensorial",
        "la prima de calidad",
    ),
    *(
        "el consumo de agua",
        "la renovación de plantaciones",
        "el precio puesto en puerto",
        "la cuota de los socios",
    ),
    *(
        "el protocolo de fermentación",
        "la oferta de servicios comunes",
        "el acceso al crédito",
        "la marca de origen",
    ),
    *(
        "el contenido de cadmio",
        "la formación de catadores",
        "el contrato de varios años",
        "la huella de carbono",
    ),
)
_COMPLEMENTS = (
    *(
        "en los tres primeros años",
        "antes de cada campaña",
        "con un solo protocolo",
        "sin elevar el costo fijo",
    ),
    *(
        "con datos por parcela",
        "ante compradores exigentes",
        "junto con las cooperativas vecinas",
        "todos los meses",
    ),
    *("a la mitad del costo actual", "en los dos valles", "según el mismo método", "con auditoría cruzada"),
    *(
        "fuera de la temporada alta",
        "desde la parcela hasta el puerto",
        "con presencia de la autoridad sanitaria",
    ),
)
_LINKS = (
    ", y ",
    ", mientras ",
    ", porque ",
    "; sin ese paso, ",
    ", de modo que ",
    "; a cambio, ",
    ", aunque ",
)
_EVIDENCE = (
    "El punto de partida es de {fact} {cite}.",
    "Las fuentes consultadas dan {fact} {cite}, y el taller lo confirmó con los socios.",
    "De {fact} se pasó en pocos años a {other} {cite}.",
    "El dato que decide es otro: {fact} para el conjunto del valle {cite}.",
    "Con {fact} no alcanza; la comparación internacional pide llegar más lejos.",
    "Así lo recoge {action}, que cuesta {cost}, y lo mide {indicator}.",
    "La línea de trabajo es {strategy}, con {fact} como referencia {cite}.",
)
_CALLOUTS = (
    "**La decisión es de orden, no de monto.**",
    "**Sin volumen estable no hay programa.**",
    "**Lo común se paga en común.**",
)
_PARAGRAPH_WORDS = 75
_LIST_WORDS = 50
_LEAST_WORDS = 8
_CALLOUT_WORDS = 24
_COMPLETE_WORDS, _OPENED_WORDS, _DOUBLE_WORDS = 11, 15, 22


def count_words(text: str) -> int:
    """Words of a prose: runs of characters between spaces that hold a letter or digit."""
    return sum(any(map(str.isalnum, run)) for run in text.split())


class ProseWriter:
    """Writes prose from a seed: the same calls in the same order give the same text."""

    def __init__(self, seed: int, sizes: Sizes) -> None:
        self._random = random.Random(seed)
        self._sizes = sizes

    def prose(self, words: int, *, callout: bool = False) -> str:
        """Markdown of about `words` words: paragraphs, a list where there is room, a callout if asked."""
        closing = [self._callout()] if callout and words > 4 * _CALLOUT_WORDS else []
        left = words - sum(map(count_words, closing))
        blocks: list[str] = []
        while left >= _LEAST_WORDS or not blocks:
            block = self._block(left, len(blocks))
            left -= count_words(block)
            blocks.append(block)
        return "\n\n".join([*blocks, *closing])

    def _block(self, left: int, position: int) -> str:
        if position % 3 == 1 and left >= _LIST_WORDS:
            return self._list(ordered=self._random.random() < 0.3)
        return self._paragraph(left if left < 3 * _PARAGRAPH_WORDS // 2 else _PARAGRAPH_WORDS)

    def _paragraph(self, words: int) -> str:
        sentences = [self._sentence(words)]
        while (left := words - sum(map(count_words, sentences))) >= _LEAST_WORDS:
            datum = left >= 2 * _LEAST_WORDS and self._random.random() < 0.25
            sentences.append(self._evidence() if datum else self._sentence(left))
        return " ".join(sentences)

    def _list(self, *, ordered: bool) -> str:
        leads = self._random.sample(_OBJECTS, self._random.randint(3, 5))
        items = [self._item(lead) for lead in leads]
        return "\n".join(f"{n}. {item}" if ordered else f"- {item}" for n, item in enumerate(items, 1))

    def _item(self, about: str) -> str:
        pick = self._random.choice
        return f"**{about.split(' ', 1)[1].capitalize()}:** {self._clause()} {pick(_COMPLEMENTS)}."

    def _callout(self) -> str:
        return f"> [!IMPORTANT]\n> {self._random.choice(_CALLOUTS)} {self._sentence(_CALLOUT_WORDS)}"

    def _sentence(self, room: int) -> str:
        """One or two clauses, as many words as there is room for."""
        pick = self._random.choice
        text = (pick(_OPENERS) if room >= _OPENED_WORDS else "") + self._clause()
        if room >= _COMPLETE_WORDS:
            text += f" {pick(_COMPLEMENTS)}"
        if room >= _DOUBLE_WORDS and self._random.random() < 0.6:
            text += pick(_LINKS) + self._clause()
        return text[0].upper() + text[1:] + "."

    def _clause(self) -> str:
        pick = self._random.choice
        return f"{pick(_SUBJECTS)} {pick(_VERBS)} {self._object()}"

    def _object(self) -> str:
        chosen = self._random.choice(_OBJECTS)
        marker = {0: "**", 1: "*"}.get(self._random.randrange(14), "")
        return f"{marker}{chosen}{marker}"

    def _evidence(self) -> str:
        number = self._random.randint
        sizes = self._sizes
        cite = f"FTE-{number(1, sizes.sources)}"
        locator = f", p. {number(2, 90)}" if self._random.random() < 0.2 else ""
        return self._random.choice(_EVIDENCE).format(
            fact=f"[[DAT-{number(1, sizes.facts)}]]",
            other=f"[[DAT-{number(1, sizes.facts)}]]",
            cite=f"[@{cite}{locator}]",
            action=f"[[ACT-{(action := number(1, sizes.actions))}]]",
            cost=f"[[ACT-{action}.cost]]",
            indicator=f"[[IND-{number(1, sizes.indicators)}]]",
            strategy=f"[[EST-{number(1, sizes.strategies)}]]",
        )
