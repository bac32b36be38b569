"""Draws the icons that a phone shows on its home screen, as PNG, from the logo: `python -m sentra.ops.icons`.

The build of the front end runs it. A maskable icon fills its square, for phones cut icons to a shape of their own.
"""

import sys
import tempfile
from pathlib import Path
from shutil import copy

import typst

ROOT = Path(__file__).resolve().parents[2]
LOGO = ROOT / "frontend" / "src" / "img" / "logo.svg"
OUT = ROOT / "sentra" / "web" / "static" / "built" / "img"
ICONS = {
    "icon-192.png": (192, "none", 100),
    "icon-512.png": (512, "none", 100),
    "icon-maskable-512.png": (512, 'rgb("#2b3a7a")', 80),
}
"""By name: the side in pixels, what fills the square, and how much of it the logo takes, in percent."""
PAGE = """#set page(width: {side}pt, height: {side}pt, margin: 0pt, fill: {fill})
#align(center + horizon, image("logo.svg", width: {share}%))
"""


def draw(out: Path) -> None:
    """Draw all icons into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        copy(LOGO, Path(folder) / "logo.svg")
        for name, (side, fill, share) in ICONS.items():
            page = Path(folder) / "icon.typ"
            page.write_text(PAGE.format(side=side, fill=fill, share=share))
            drawn = typst.compile(str(page), root=folder, format="png", ppi=72, ignore_system_fonts=True)
            (out / name).write_bytes(drawn)


if __name__ == "__main__":
    draw(OUT)
    sys.exit()
