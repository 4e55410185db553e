"""What was made once and is asked for again, kept in this process. Whoever keeps a thing names all that it depends on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """
    At most so many things, or things of so much `size` together; those that nobody asked for the longest go first. One
    that is larger than all of that is not kept.
    """

    def __init__(self, most: int, size: Callable[[V], int] | None = None) -> None:
        self._things: LRUCache[K, V] = LRUCache(most, getsizeof=size)
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        with self._lock:
            return self._things.get(key)

    def keep(self, key: K, thing: V) -> V:
        with self._lock, suppress(ValueError):  # it is larger than all that may be kept
            self._things[key] = thing
        return thing

    def all(self) -> list[tuple[K, V]]:
        with self._lock:
            return list(self._things.items())

    def clear(self) -> None:
        with self._lock:
            self._things.clear()
