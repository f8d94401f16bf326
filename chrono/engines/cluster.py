"""Work on a Dask cluster: on that of an address, or on processes of this machine that end with the work.

Workers are sent paths and give back what files came to, as JSON; so each needs the files under the same paths (or
addresses), and the same chrono. Dask does the work of a worker that is gone again elsewhere.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from chrono.engines.local import each
from chrono.extraction import version_of_all
from chrono.extraction.gather import Engine
from chrono.problems import UserError

if TYPE_CHECKING:
    from distributed import Client, Future

CHUNK = 16
"""How many files a worker is sent at once."""
_WAITING_A_THREAD = 3
_SECONDS = 20


@contextmanager
def connected(scheduler: str | None, jobs: int) -> Iterator[Engine]:
    """An engine (see `chrono.engines`) on the cluster at ``scheduler``, or on ``jobs`` processes of this machine.

    Raises `UserError` where Dask is not installed or no cluster answers.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        why = "--engine dask: Dask is not installed; run: pip install 'chrono-timeline[dask]'"
        raise UserError(why) from None
    quiet = {"silence_logs": logging.CRITICAL, "dashboard_address": None}
    with ExitStack() as until_done:
        if scheduler is None:
            cluster = LocalCluster(n_workers=jobs, threads_per_worker=1, processes=True, **quiet)
            until_done.enter_context(cluster)
            address = cluster.scheduler_address
        else:
            address = scheduler
        try:
            client = until_done.enter_context(Client(address, timeout=_SECONDS, set_as_default=False))
        except (OSError, ValueError) as error:
            raise UserError(f"--scheduler {address}: no cluster answers there ({_line(error)})") from None
        yield lambda function, items: _spread(client, function, items)


def _spread(client: Client, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
    """``function`` of each item, in the order of the items. Raises `UserError` where the cluster gives up."""
    from distributed import KilledWorker

    chunks = (items[first : first + CHUNK] for first in range(0, len(items), CHUNK))
    waiting: deque[Future] = deque()
    try:
        for chunk in chunks:
            waiting.append(client.submit(_each, function, chunk, version_of_all(), pure=False))
            if len(waiting) >= _WAITING_A_THREAD * max(1, sum(client.nthreads().values())):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except _OtherVersion as error:
        raise UserError(f"--engine dask: {error}; install the same chrono and libraries on all machines") from None
    except KilledWorker as error:
        raise UserError(f"--engine dask: worker after worker was lost at the same files ({_line(error)})") from None
    finally:
        for future in waiting:
            future.cancel()


class _OtherVersion(Exception):
    """A worker's chrono is not the client's."""


def _each(function: Callable[[Any], Any], items: Sequence[Any], version: str) -> list[Any]:
    if version_of_all() != version:
        import socket

        raise _OtherVersion(f"the worker on {socket.gethostname()} has another version of chrono, its rules or Python")
    return each(function, items)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
