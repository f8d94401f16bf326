"""Where the work on each article runs: `engine_of` gives what calls a function on each of many items.

Every engine gives the results in the order of the items, and the same ones: the function comes from
`chrono.extraction`, and what it gives does not depend on where it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from chrono.extraction.gather import Engine
from chrono.problems import UserError

ENGINES = ("local", "dask")


@contextmanager
def engine_of(name: str = "local", jobs: int = 1, scheduler: str | None = None) -> Iterator[Engine]:
    """The engine of a name, ready for work until the context ends.

    ``jobs`` is how many processes of this machine share the work, ``scheduler`` the address of a Dask cluster. Raises
    `UserError` where they do not go together, Dask is not installed, or there is no cluster at the address.

    >>> with engine_of() as run:
    ...     list(run(abs, [-1, 2, -3]))
    [1, 2, 3]
    """
    if name == "local":
        if scheduler is not None:
            raise UserError("--scheduler: is for --engine dask; add that, or leave it out")
        from chrono.engines.local import spread

        yield partial(spread, jobs=jobs)
    elif name == "dask":
        from chrono.engines.cluster import connected

        with connected(scheduler, jobs) as run:
            yield run
    else:
        raise UserError(f"--engine {name}: there is no such engine; there are {', '.join(ENGINES)}")
