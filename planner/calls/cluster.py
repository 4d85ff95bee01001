"""Work spread over the workers of a Dask cluster, each of which has this package."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from planner.calls.deadline import Deadline, deadline_of, within
from planner.calls.extras import imported
from planner.errors import PlannerError, UsageError

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Done = TypeVar("Done")


def on_cluster(
    work: Callable[[Shared, Item], Done], shared: Shared, items: Sequence[Item], address: str, deadline: Deadline
) -> Iterator[Done]:
    """What the work makes of each item, in their order; what a worker had that dies, others do.

    Raises MissingExtraError, and UsageError where there is no such cluster or it cannot do the work.
    """
    distributed = imported("distributed")
    try:
        distributed.comm.get_address_host_port(address)  # of a name that is none, a client is left behind half made
        with distributed.Client(address, timeout=10, set_as_default=False) as client:
            (there,) = client.scatter([pickle.dumps((work, shared))], broadcast=True)
            made = deque(client.submit(_work, there, item, deadline.left, pure=False) for item in items)
            while made:
                yield made.popleft().result(timeout=max(deadline.left, 0.0))
    except PlannerError:
        raise
    except Exception as wrong:  # of the cluster: too many kinds to name
        if deadline.left <= 0:
            raise deadline.over() from None
        raise UsageError("no_cluster", found=address, why=f"{type(wrong).__name__}: {wrong}") from None


def _work(there: bytes, item: Any, seconds: float) -> Any:
    work, shared = _unpacked(there)
    with within(deadline_of(seconds)):
        return work(shared, item)


@lru_cache(maxsize=1)
def _unpacked(there: bytes) -> Any:
    """What all items share, read once."""
    return pickle.loads(there)
