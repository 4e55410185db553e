"""How far one place lies from another: the only place where a distance is computed, for both databases."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH = 3958.7613  # miles; the mean radius of the earth, 6371.0088 km (IUGG)
MILES_A_DEGREE = radians(1) * EARTH  # of latitude


class Point(NamedTuple):
    """Degrees north and degrees east."""

    north: float
    east: float


def miles_between(one: Point, other: Point) -> float:
    """The great circle on a sphere, by the haversine formula; within 0.5 % of the distance on the ellipsoid."""
    north, east = radians(other.north - one.north), radians(other.east - one.east)
    chord = sin(north / 2) ** 2 + cos(radians(one.north)) * cos(radians(other.north)) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(chord)))
