"""Which cells of published tables are left out, so that nobody learns of one or two businesses. Pure.

What is assumed of whoever reads: they have everything that is published, know the rules of this package, know that
counts are whole and never below zero, and compute whatever can be computed from sums. What is promised: a cell of one
or two businesses (`FEWEST`) is left out, and from all that is published it may as well be larger by `BEYOND`; no other
cell that is left out is narrower than that. `protect` doesn't believe itself: it ends with a check of each cell, by a
table that could just as well be the true one.

Decisions.
- A zero is published. It is about nobody, most cells of a table are zeros, and hidden ones would make tables useless.
  So a reader knows that a cell left out is at least 1, and the check counts with that.
- A table is summed by its rows, its columns and in all, and every sum is published or left out by the same rules. Sums
  that several tables share (districts, commodities) are decided once for all of them. Where the sum of a district is
  left out, another one's is too, and each table that knows districts must be able to move businesses between the two.
- What is left out beside the small cells is chosen to be small (the next power of two counts) and, among such, by a
  keyed hash: always the same, and nobody without the key can run the choice backwards.
- Where nothing helps within a table, sums are left out; where that doesn't help, the table isn't published; and where
  there is no table left, nothing is.
- In time: what one version left out, the next ones of the year leave out too (`before`), so that no cell comes and goes
  with its neighbours as they change; versions are a quarter apart, never a month. That nothing at all has changed in
  between is a guess, not a computation: against guesses that are right by chance no table helps but none.
- Sums of values (workers) leave out what their counts do, and where the largest business makes up more than `DOMINANT`
  percent. Each must be uncertain by `UNCERTAIN` percent up and down, also for a business that is alone in its cell and
  so knows that cell.
"""

from sentra.insights.suppression.choosing import protect
from sentra.insights.suppression.tables import BEYOND, FEWEST, GRAND, Hidden, Table
from sentra.insights.suppression.values import DOMINANT, UNCERTAIN, Values, protect_values

__all__ = [
    "BEYOND",
    "DOMINANT",
    "FEWEST",
    "GRAND",
    "UNCERTAIN",
    "Hidden",
    "Table",
    "Values",
    "protect",
    "protect_values",
]
