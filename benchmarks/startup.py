"""How long a command takes before it does anything: `chrono --help`, `chrono --version`, `import chrono`.

    .venv/bin/python benchmarks/startup.py

Wall time of whole processes, the median and the best of several, and what each has imported by then.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

REPEATS = 15
HEAVY = (
    "altair",
    "dateparser",
    "duckdb",
    "frontmatter",
    "jinja2",
    "numpy",
    "pandas",
    "re2",
    "selectolax",
    "vl_convert",
)
RUN = "from chrono.cli import run; run({})"
COMMANDS = {
    "python -c pass": "",
    "import chrono": "import chrono",
    "chrono --help": RUN.format(["--help"]),
    "chrono build --help": RUN.format(["build", "--help"]),
    "chrono explain 'next May'": RUN.format(["explain", "next May", "--date", "2024-12-02"]),
}
REPORT = "; import sys; print(len(sys.modules), *sys.modules, file=sys.stderr)"


def seconds(code: str) -> list[float]:
    """Wall time of a fresh interpreter that runs ``code``, several times."""
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", code or "pass"], check=True, stdout=subprocess.DEVNULL)
        taken.append(time.perf_counter() - start)
    return taken


def imported(code: str) -> list[str]:
    """The modules a fresh interpreter holds after running ``code``."""
    ran = subprocess.run([sys.executable, "-c", (code or "pass") + REPORT], check=True, capture_output=True, text=True)
    return ran.stderr.splitlines()[-1].split()[1:]


def main() -> None:
    print(f"{'what':<28} {'median s':>9} {'best s':>8} {'modules':>8}  heavy ones among them")
    for name, code in COMMANDS.items():
        taken, modules = seconds(code), imported(code)
        heavy = ", ".join(module for module in HEAVY if module in modules) or "none"
        print(f"{name:<28} {statistics.median(taken):>9.3f} {min(taken):>8.3f} {len(modules):>8}  {heavy}")


if __name__ == "__main__":
    main()
