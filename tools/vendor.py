"""Fetch, check and copy the vendored front-end files named in vendor.toml; `--check` only compares sums."""

import argparse
import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
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
        licence = (root / package["licence_file"]).read_text()
    return f"{package['name']} {package['version']} ({package['licence']})\n{'-' * 72}\n{licence}"


def as_sprite(folder: Path, names: list[str]) -> str:
    """One SVG with a symbol an icon; colour and stroke are left to the style sheet."""
    symbols = []
    for name in names:
        drawing = re.search(r"<svg[^>]*>(.*?)</svg>", (folder / f"{name}.svg").read_text(), re.DOTALL)
        if drawing is None:
            raise SystemExit(f"{name}.svg holds no drawing")
        inner = re.sub(r"\s+", " ", drawing[1]).strip().replace("> <", "><").replace(" />", "/>")
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def differing(package: dict[str, Any]) -> list[str]:
    """Names of a package's committed files whose sum is not the one written down."""
    wanted = {file["to"]: file["sha256"] for file in package.get("files", ())}
    if sprite := package.get("sprite"):
        wanted[sprite["to"]] = sprite["sha256"]
    return [name for name, sha256 in wanted.items() if sum_of(TARGET / name) != sha256]


def sum_of(path: Path) -> str:
    """A file's SHA-256 in hex; empty when it is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
