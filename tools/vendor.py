"""Fetch, check and copy the vendored front-end files named in vendor.toml; `--check` only compares sums."""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
COMPONENTS = 2  # emojibase's group of what is no emoji by itself: skin tones, hair
TARGET = HERE.parent / "src" / "biztweet" / "web" / "vendor"


def main() -> int:
    """Return 0 when every file is as vendor.toml says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare committed files only")
    only_check = parser.parse_args().check
    packages: list[dict[str, Any]] = tomllib.loads((HERE / "vendor.toml").read_text())["package"]
    if not only_check:
        notices = [fetch(package) for package in packages]
        (TARGET / "LICENSES").write_text("\n".join(notices))
    wrong = [name for package in packages for name in differing(package)]
    for name in wrong:
        print(f"{name}: not what vendor.toml says", file=sys.stderr)
    return 1 if wrong else 0


def fetch(package: dict[str, Any]) -> str:
    """Copy a package's files into place; return its licence notice."""
    with tempfile.TemporaryDirectory() as folder:
        spec = f"{package['name']}@{package['version']}"
        subprocess.run(["npm", "pack", spec, "--silent"], cwd=folder, check=True, capture_output=True)
        [archive] = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        root = Path(folder) / "package"
        for file in package.get("files", ()):
            (TARGET / file["to"]).write_bytes((root / file["from"]).read_bytes())
        if sprite := package.get("sprite"):
            (TARGET / sprite["to"]).write_text(as_sprite(root / "icons", sprite["icons"]))
        if names := package.get("names"):
            (TARGET / names["to"]).write_text(as_names(root), encoding="utf-8")
        licence = (root / package["licence_file"]).read_text()
    return f"{package['name']} {package['version']} ({package['licence']})\n{'-' * 72}\n{licence}"


def as_sprite(folder: Path, names: list[str]) -> str:
    """One hidden SVG with a symbol an icon, to stand in a page; colour and stroke are left to the style sheet."""
    symbols = []
    for name in names:
        drawing = re.search(r"<svg[^>]*>(.*?)</svg>", (folder / f"{name}.svg").read_text(), re.DOTALL)
        if drawing is None:
            raise SystemExit(f"{name}.svg holds no drawing")
        inner = re.sub(r"\s+", " ", drawing[1]).strip().replace("> <", "><").replace(" />", "/>")
        symbols.append(f'<symbol id="icon-{name}" viewBox="0 0 24 24">{inner}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg" hidden>\n' + "\n".join(symbols) + "\n</svg>\n"


def as_names(root: Path) -> str:
    """Every emoji with its group and what it is called: `[emoji, group, Korean, Korean words, English, English words]`.

    English words begin with the short codes that other products know (`:thumbsup:`).
    """
    korean, english = (
        {each["hexcode"]: each for each in _read(root / place)} for place in ("ko/compact.json", "en/data.json")
    )
    codes = _read(root / "en/shortcodes/github.json")
    rows = []
    for hexcode, named in sorted(english.items(), key=lambda item: item[1].get("order", 0)):
        if named.get("group", COMPONENTS) == COMPONENTS:
            continue
        known, short = korean[hexcode], codes.get(hexcode, [])
        words = dict.fromkeys([*([short] if isinstance(short, str) else short), *named.get("tags", ())])
        korean_words = " ".join(known.get("tags", ()))
        rows.append([named["emoji"], named["group"], known["label"], korean_words, named["label"], " ".join(words)])
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows) + "\n]\n"


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def differing(package: dict[str, Any]) -> list[str]:
    """Names of a package's committed files whose sum is not the one written down."""
    wanted = {file["to"]: file["sha256"] for file in package.get("files", ())}
    for made in ("sprite", "names"):
        if made in package:
            wanted[package[made]["to"]] = package[made]["sha256"]
    return [name for name, sha256 in wanted.items() if sum_of(TARGET / name) != sha256]


def sum_of(path: Path) -> str:
    """A file's SHA-256 in hex; empty when it is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
