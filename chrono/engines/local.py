"""Work on this machine: in this process, or spread over several."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import parent_process
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from chrono.problems import UserError

if TYPE_CHECKING:
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")

_LARGEST_CHUNK, _CHUNKS_A_PROCESS = 32, 4
_WAITING_A_PROCESS = 3
"""How many chunks a process may be ahead of whoever takes the results: more would only fill the memory."""


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

    size = max(1, min(_LARGEST_CHUNK, len(items) // (jobs * _CHUNKS_A_PROCESS)))
    chunks = (items[first : first + size] for first in range(0, len(items), size))
    pool = ProcessPoolExecutor(min(jobs, len(items)), initializer=_hang_on_the_parent)
    waiting: deque[Future[list[Result]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(each, function, chunk))
            if len(waiting) >= jobs * _WAITING_A_PROCESS:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise UserError("a worker process was ended by the system (out of memory?); try fewer --jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


def each(function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """``function`` of each item; what is sent to another process as one."""
    return [function(item) for item in items]


def _hang_on_the_parent() -> None:
    """Leave interrupts to the parent, and end when it ends: one that is killed cannot say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
