"""Solving the few equations of a fit, by Cholesky's decomposition. Pure."""

from collections.abc import Sequence
from math import sqrt

Matrix = Sequence[Sequence[float]]
TINY = 1e-11


class Singular(ArithmeticError):
    """The equations don't settle all that is asked."""


def solve(matrix: Matrix, right: Sequence[float]) -> list[float]:
    """Solve a symmetric, positive definite system. Raises `Singular`."""
    size = len(right)
    lower = [[0.0] * size for _row in range(size)]
    for row in range(size):
        for column in range(row + 1):
            rest = matrix[row][column] - sum(lower[row][at] * lower[column][at] for at in range(column))
            if row != column:
                lower[row][column] = rest / lower[column][column]
            elif rest <= TINY * max(matrix[row][row], TINY):
                raise Singular("the matrix is singular")
            else:
                lower[row][row] = sqrt(rest)
    forward: list[float] = []
    for row in range(size):
        forward.append((right[row] - sum(lower[row][at] * forward[at] for at in range(row))) / lower[row][row])
    found = [0.0] * size
    for row in reversed(range(size)):
        rest = forward[row] - sum(lower[at][row] * found[at] for at in range(row + 1, size))
        found[row] = rest / lower[row][row]
    return found
