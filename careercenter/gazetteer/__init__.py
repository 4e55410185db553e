"""
The places of the United States: where a ZIP code or a city lies, and how far one place is from another.

All of it is offline, from the package `zipcodes`; no address leaves the house.
"""

from careercenter.gazetteer.distances import Point, miles_between
from careercenter.gazetteer.places import (
    Place,
    can_look_up,
    keep_gazetteer,
    meant,
    office_point,
    place_named,
    places_away,
    places_missed,
    suggest,
)

__all__ = [
    "Place",
    "Point",
    "can_look_up",
    "keep_gazetteer",
    "meant",
    "miles_between",
    "office_point",
    "place_named",
    "places_away",
    "places_missed",
    "suggest",
]
