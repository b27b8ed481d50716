"""The two palettes of the interface: every colour has one job and is named after it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one appearance, as `#RRGGBB`."""

    window: str
    paper: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_wash: str
    on_accent: str
    ev_focus: str
    ev_event: str
    ev_other: str
    accepted: str
    suggested: str
    corrected: str
    rejected: str
    warn: str
    chip: str


#: The shades of the codebook's colours on light paper; each stands out from it (3 : 1 or more).
MARKS_LIGHT = {
    "red": "#C43D3D",
    "orange": "#C2570C",
    "yellow": "#8F6B00",
    "green": "#2B7F3F",
    "teal": "#0F7C80",
    "blue": "#2563C4",
    "violet": "#7A4DC2",
    "pink": "#B83280",
    "grey": "#6B7480",
}

#: The same on dark paper.
MARKS_DARK = {
    "red": "#EF8080",
    "orange": "#F0975A",
    "yellow": "#DDB94A",
    "green": "#6CC784",
    "teal": "#55C3C7",
    "blue": "#7FB0FF",
    "violet": "#B896F2",
    "pink": "#EE8CC4",
    "grey": "#97A1AC",
}

LIGHT = Palette(
    window="#F4F5F7",
    paper="#FFFFFF",
    raised="#FFFFFF",
    line="#DFE3E8",
    text="#1B2026",
    muted="#4D5763",
    faint="#636D78",
    accent="#1F5FBF",
    accent_wash="#E8F0FC",
    on_accent="#FFFFFF",
    ev_focus="#FFDD7A",
    ev_event="#FFF1C7",
    ev_other="#8793A1",
    accepted="#1D7A4C",
    suggested="#7A4DC2",
    corrected="#1F5FBF",
    rejected="#A03A3A",
    warn="#955800",
    chip="#EEF1F4",
)

DARK = Palette(
    window="#16191D",
    paper="#1C2025",
    raised="#22272D",
    line="#323941",
    text="#E6E9ED",
    muted="#B2BBC5",
    faint="#97A1AC",
    accent="#7FB0FF",
    accent_wash="#22344F",
    on_accent="#10151B",
    ev_focus="#7A5B00",
    ev_event="#453714",
    ev_other="#7D8997",
    accepted="#5CC894",
    suggested="#B896F2",
    corrected="#7FB0FF",
    rejected="#E58B8B",
    warn="#E3A94A",
    chip="#2B3138",
)
