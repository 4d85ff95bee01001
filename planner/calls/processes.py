"""Work spread over processes of their own, which read what they share from a file."""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, TypeAlias, TypeVar

from planner.calls.cluster import on_cluster
from planner.calls.deadline import Deadline, within
from planner.calls.interrupt import held
from planner.errors import UsageError

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Done = TypeVar("Done")
Handed: TypeAlias = Callable[..., Callable[[], Any]]
"""Takes a function and its arguments; what it returns waits for the result."""
DEATHS = 5
"""So many times processes may die before the work is given up."""
MANY = 3
"""Items from which on processes of their own are worth their start."""


def spread(
    work: Callable[[Shared, Item], Done],
    shared: Shared,
    items: Sequence[Item],
    workers: int | str | None,
    deadline: Deadline,
) -> Iterator[Done]:
    """What the work makes of each item, in their order; in this process where one is enough.

    `workers`: how many processes; or the address of a cluster; None: one a processor for many items.

    What processes share is in a file: a pipe would not do, since what fills it blocks for ever when a process dies
    before it reads. Where one dies later, all are started anew with what is left. Raises UsageError where none starts.
    """
    if isinstance(workers, str):
        yield from on_cluster(work, shared, items, workers, deadline)
        return
    if workers is None:
        workers = (os.cpu_count() or 1) if len(items) >= MANY else 1
    if workers < 2 or len(items) < 2:
        for item in items:
            with within(deadline):
                found = work(shared, item)
            yield found
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / "shared"
        file.write_bytes(pickle.dumps((work, shared)))
        done = deaths = 0
        while done < len(items):
            before = done
            try:
                for made in _in_processes(file, items[done:], min(workers, len(items)), deadline):
                    done += 1
                    yield made
            except BrokenProcessPool:
                deaths += 1
                if done == before == 0 or deaths > DEATHS:
                    raise UsageError("no_processes") from None


def _in_processes(file: Path, items: Sequence[Any], workers: int, deadline: Deadline) -> Iterator[Any]:
    with _processes(workers, _read, file, deadline) as processes:
        with _deaf_to_interrupts():
            made = deque(processes.submit(_work, item) for item in items)
        while made:
            yield made.popleft().result()


@contextmanager
def aside(worth: bool) -> Iterator[Handed]:
    """Hands work, as it stands now, to a process beside this one and returns what waits for its result.

    Where that is not `worth` the start of a process, and of one that dies, it is done here as soon as it is waited for.
    """
    if not worth:
        yield partial
        return
    with _processes(1) as other:

        def handed(work: Callable[..., Any], *given: Any, **named: Any) -> Callable[[], Any]:
            here = partial(work, *given, **named)
            try:
                with _deaf_to_interrupts():
                    made = other.submit(_unpacked, pickle.dumps((work, given, named)))
            except BrokenProcessPool:  # it died of what it was handed before
                return here

            def waited() -> Any:
                try:
                    return made.result()
                except BrokenProcessPool:
                    return here()

            return waited

        yield handed


def _unpacked(packed: bytes) -> Any:
    work, given, named = pickle.loads(packed)
    return work(*given, **named)


@contextmanager
def _processes(workers: int, *first: Any) -> Iterator[ProcessPoolExecutor]:
    """Processes that do something first, and end at once where what waits for them breaks off or is killed."""
    others = set(active_children())
    with ProcessPoolExecutor(workers, get_context("spawn"), _start, first) as processes:
        try:
            yield processes
        except BrokenProcessPool:
            raise
        except BaseException:  # nobody waits for the others
            for process in set(active_children()) - others:
                process.terminate()
            raise


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that start here leave Ctrl-C, which a terminal sends to all, to the one that started them."""
    with held([]):
        if not hasattr(signal, "pthread_sigmask"):  # Windows
            yield
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(first: Callable[..., None] | None = None, *given: Any) -> None:
    """In each process, once."""
    Thread(target=_end_with_parent, daemon=True).start()
    if first:
        first(*given)


def _end_with_parent() -> None:
    """A process waits for work for ever where the one that hands it out is killed."""
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _read(file: Path, deadline: Deadline) -> None:
    """What its processes share of `spread`."""
    global _shared, _function, _deadline
    (_function, _shared), _deadline = pickle.loads(file.read_bytes()), deadline


def _work(item: Any) -> Any:
    with within(_deadline):
        return _function(_shared, item)


_shared: Any
_function: Callable[[Any, Any], Any]
_deadline: Deadline
