"""Work on this machine: in this process, or spread over several."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from chrono.problems import UserError

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNKS_A_PROCESS = 4


def spread(function: Callable[[Item], Result], items: Sequence[Item], jobs: int = 1) -> Iterator[Result]:
    """``function`` of each item, in the order of the items, by ``jobs`` processes.

    ``function`` must be a module's own (it is sent to the processes by name), and what it gives must not
    depend on the process it runs in: then any number of processes gives the same results. Raises `UserError`
    when the system ends a process.

    >>> list(spread(abs, [-1, 2, -3]))
    [1, 2, 3]
    """
    if jobs < 2 or len(items) < 2:
        yield from map(function, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    chunk = max(1, len(items) // (jobs * _CHUNKS_A_PROCESS))
    pool = ProcessPoolExecutor(min(jobs, len(items)), initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(function, items, chunksize=chunk)
    except BrokenProcessPool as error:
        raise UserError("a worker process was ended by the system (out of memory?); try fewer --jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
