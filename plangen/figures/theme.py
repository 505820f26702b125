"""How every chart of the house looks: one Vega-Lite configuration, its colours by name."""

from __future__ import annotations

from typing import Any, Final

FONT: Final = "Liberation Sans, Arial"
"""The one face of figures: whoever draws them carries it, and Arial has the same widths."""

FULL_WIDTH: Final = 627
"""Pixels of a figure as wide as an upright page's text: 166 mm at 96 to the inch."""

NUMBER_LOCALE: Final = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["S/\u00a0", ""]}
"""Peru's signs, as d3-format names them."""

_LABEL: Final = 12


_AXES: Final = {
    "axis": {
        "labelFontSize": _LABEL,
        "titleFontSize": _LABEL,
        "labelColor": "$text",
        "titleColor": "$grey",
        "titleFontWeight": "normal",
        "domainColor": "$line",
        "tickColor": "$line",
        "tickSize": 4,
        "gridColor": "$tint",
        "gridWidth": 0.8,
        "labelPadding": 5,
        "titlePadding": 8,
    },
    "axisX": {"grid": False},
    "axisY": {"domain": False, "ticks": False},
}
_KEYS: Final = {
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "title": None,
        "labelFontSize": _LABEL,
        "labelColor": "$text",
        "symbolType": "square",
        "symbolSize": 110,
        "symbolStrokeWidth": 0,
        "offset": 10,
        "columnPadding": 18,
        "labelLimit": 300,
    },
    "title": {"anchor": "start", "fontSize": 12.5, "color": "$ink", "fontWeight": "bold", "offset": 8},
}
_MARKS: Final = {
    "bar": {"color": "$series_1"},
    "line": {"color": "$series_1", "strokeWidth": 2.2},
    "point": {"filled": True, "size": 90, "opacity": 1, "color": "$series_1"},
    "rule": {"color": "$line"},
    "text": {"fontSize": _LABEL, "color": "$text", "font": FONT},
    "range": {
        "category": [f"$series_{number}" for number in range(1, 6)],
        "ordinal": ["$white", "$level_2", "$level_3", "$level_4", "$level_5"],
    },
}


def vega_config() -> dict[str, Any]:
    """The configuration that goes under each spec; colours are `$names` of the palette."""
    page = {"aria": False, "background": "white", "font": FONT, "padding": 2, "view": {"stroke": None}}
    return {**page, **_AXES, **_KEYS, **_MARKS}
