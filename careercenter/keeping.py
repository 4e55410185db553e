"""What was made once and is asked for again, kept in this process. Whoever keeps a thing names all that it depends on."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """At most so many things; the one that nobody asked for the longest goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._things: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        with self._lock:
            if key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key]

    def keep(self, key: K, thing: V) -> V:
        with self._lock:
            self._things[key] = thing
            self._things.move_to_end(key)
            if len(self._things) > self.most:
                self._things.popitem(last=False)
        return thing
