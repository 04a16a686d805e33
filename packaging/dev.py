"""Everything a developer runs, from a fresh clone with nothing but Python 3.11 or newer (Linux, Windows).

    python3 packaging/dev.py run [--xvfb] [BOOK]    the window, with a sample book unless BOOK is named
    python3 packaging/dev.py test [pytest options]  the whole suite without a screen
    python3 packaging/dev.py slow [pytest options]  the fault and endurance tests
    python3 packaging/dev.py planted [pytest options]  the tests of merging tested: each fault planted must be found
    python3 packaging/dev.py bench [options]        the benchmarks
    python3 packaging/dev.py pictures [FOLDER]      every screen, drawn from the sample book; readme: the README's
    python3 packaging/dev.py lint                   style, formatting and types

Each verb first makes `.venv` as packaging/lock.txt says (again when the lock or pyproject.toml changed) and looks for
the system libraries that Qt needs; on Debian and Ubuntu root gets them installed, everyone else is told the line.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for those who start it with an older one
    sys.exit("This program needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "packaging" / "lock.txt"
VENV = ROOT / ".venv"
STAMP = VENV / "installed-from.txt"
SAMPLE = ROOT / "build" / "sample.danvan"

DRAWING_LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt loads even without a screen, and the Debian package of each."""

WINDOW_LIBRARIES: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads besides to show a window on an X display."""

FONTS: Mapping[str, str] = {
    "DejaVuSans.ttf": "fonts-dejavu-core",
    "liberation2/LiberationSerif-Regular.ttf": "fonts-liberation2",
}
"""Fonts with every Vietnamese letter; fonts-liberation of Debian 12, without the 2, lacks them."""


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] not in VERBS:
        asked = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        print(__doc__, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    if arguments[0] in OWN_HELP and {"-h", "--help"} & set(arguments[1:]):
        print(__doc__)
        return 0
    return VERBS[arguments[0]](list(arguments[1:]))


def run(arguments: list[str]) -> int:
    """Open the window on the named book, or on a sample book made for it."""
    on_xvfb = "--xvfb" in arguments
    named = [argument for argument in arguments if argument != "--xvfb"]
    ensure_environment()
    ensure_libraries({**DRAWING_LIBRARIES, **WINDOW_LIBRARIES})
    if on_xvfb:
        ensure_xvfb()
    elif not display_present():
        print("There is no display here. Set DISPLAY, or add --xvfb to open the window on a display nobody sees.")
        return 1
    if not named:
        if not SAMPLE.exists() and make_sample() != 0:
            return 1
        named = [str(SAMPLE)]
    return call([*(["xvfb-run", "-a"] if on_xvfb else []), venv_python(), "-m", "danvan_desktop", *named])


def test(arguments: list[str]) -> int:
    """Run the suite without a screen, one process more than there are processors: windows wait a good deal."""
    return pytest(["-n", str((os.cpu_count() or 1) + 1), *arguments])


def slow(arguments: list[str]) -> int:
    """Run the fault and endurance tests, which take minutes."""
    return pytest(["-m", "slow", "--timeout", "1800", *arguments])


def planted(arguments: list[str]) -> int:
    """Plant each known fault of merging in turn, in the pure rules and on book files, and see that it is found."""
    places = ("tests/domain/changes", "tests/services/merging/test_planted_faults.py")
    return pytest(["-m", "slow or not slow", "-k", "planted_fault", "-s", "--timeout", "1800", *arguments, *places])


def bench(arguments: list[str]) -> int:
    """Run the benchmarks and print their table."""
    ensure_environment()
    ensure_libraries(DRAWING_LIBRARIES)
    return call([venv_python(), str(ROOT / "tests" / "benchmarks" / "run.py"), *arguments], offscreen())


def pictures(arguments: list[str]) -> int:
    """Draw every screen in several sizes, scales and looks."""
    ensure_environment()
    ensure_libraries(DRAWING_LIBRARIES)
    return call([venv_python(), str(ROOT / "tests" / "pictures" / "run.py"), *arguments], offscreen())


def lint(arguments: list[str]) -> int:
    """Run every check of style and types; `arguments` are not used."""
    if arguments:
        print("lint takes no options.", file=sys.stderr)
        return 2
    ensure_environment()
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
    return max([call([venv_python(), "-m", *check]) for check in checks])


VERBS: Mapping[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "slow": slow,
    "planted": planted,
    "bench": bench,
    "pictures": pictures,
    "lint": lint,
}


OWN_HELP = ("run", "lint")
"""The verbs that no other program helps with."""


def pytest(arguments: list[str]) -> int:
    ensure_environment()
    ensure_libraries(DRAWING_LIBRARIES)
    return call([venv_python(), "-m", "pytest", *arguments], offscreen())


def make_sample() -> int:
    SAMPLE.parent.mkdir(exist_ok=True)
    return call([venv_python(), "-m", "danvan_desktop", "demo", str(SAMPLE)])


def call(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a command from the root of the clone, everything it prints shown; its exit code."""
    sys.stdout.flush()
    try:
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130


def offscreen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def display_present() -> bool:
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def venv_python() -> str:
    return str(VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python")


def ensure_environment() -> None:
    """Make `.venv` hold what the lock says and this clone; does nothing when it already does."""
    wanted = stamp_of(LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes())
    if venv_works() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    if not venv_works():
        print("Making .venv")
        make_venv()
    print("Installing the libraries of packaging/lock.txt into .venv, which can take some minutes")
    STAMP.unlink(missing_ok=True)
    pip_install("--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK))
    pip_install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(wanted, encoding="ascii")


def stamp_of(lock: bytes, project: bytes) -> str:
    """What `.venv` was installed from, as one hexadecimal number."""
    return hashlib.sha256(hashlib.sha256(lock).digest() + hashlib.sha256(project).digest()).hexdigest()


def venv_works() -> bool:
    check = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([venv_python(), "-c", check], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if call(command) == 0:
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not (can_install() and apt_install([package]) and call(command) == 0):
        sys.exit(f"Python could not make .venv; its own message is above. On Debian or Ubuntu: {apt_line([package])}")


def pip_install(*arguments: str) -> None:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if call([venv_python(), "-m", "pip", "install", *quiet, *arguments]) != 0:
        sys.exit("pip could not install the libraries; its own message is above. Run the same command to try again.")


def ensure_libraries(libraries: Mapping[str, str]) -> None:
    """Find what Qt loads from the system, or get it installed, or end with the line that installs it."""
    if sys.platform != "linux":
        return
    missing, fonts = missing_libraries(libraries), missing_fonts()
    if can_install():
        if missing and apt_install(missing):
            missing = missing_libraries(libraries)
        if fonts and apt_install(fonts):
            fonts = []
    if missing:
        sys.exit(f"Qt needs system libraries that are not here. On Debian or Ubuntu: {apt_line(missing)}")
    if fonts:
        print(f"Vietnamese text may look wrong without these fonts. On Debian or Ubuntu: {apt_line(fonts)}")


def missing_libraries(libraries: Mapping[str, str]) -> list[str]:
    """The Debian packages of those libraries that this system cannot load."""
    return [package for name, package in libraries.items() if not loads(name)]


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_fonts() -> list[str]:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    return [package for file, package in FONTS.items() if not any(next(at.rglob(file), None) for at in folders)]


def ensure_xvfb() -> None:
    packages = ["xvfb", "xauth"]
    if not (shutil.which("xvfb-run") or (can_install() and apt_install(packages))):
        sys.exit(f"xvfb-run is not here. On Debian or Ubuntu: {apt_line(packages)}")


def can_install() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages as root; whether it worked."""
    print("Installing " + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(["apt-get", "update", "--quiet"], environment)  # a list that cannot be renewed may still be good enough
    return call(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *packages], environment) == 0


def apt_line(packages: Sequence[str]) -> str:
    return "sudo apt-get install --no-install-recommends " + " ".join(packages)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
