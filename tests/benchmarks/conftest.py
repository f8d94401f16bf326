"""The benchmarks are scripts that import each other: their folder has to be on the path."""

import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
# At the end, so that none of them hides a package of the same name (there is a build.py).
if str(BENCHMARKS) not in sys.path:
    sys.path.append(str(BENCHMARKS))
