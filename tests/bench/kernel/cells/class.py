"""A hundred lines as people write them: a class of matrices, and what comes out when it is used."""

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Size(NamedTuple):
    rows: int
    columns: int


class Matrix:
    @staticmethod
    def identity(size: int) -> "Matrix":
        return Matrix.of(Size(size, size), lambda row, column: int(row == column))

    @staticmethod
    def of(size: Size, value: Callable[[int, int], float]) -> "Matrix":
        rows: list[list[float]] = []
        for row in range(size.rows):
            rows.append([value(row, column) for column in range(size.columns)])
        return Matrix(rows)

    def __init__(self, rows: Sequence[Sequence[float]]) -> None:
        columns = len(rows[0]) if rows else 0
        if any(len(row) != columns for row in rows):
            raise ValueError("rows of different lengths")
        self._rows = [list(row) for row in rows]
        self.size = Size(len(rows), columns)

    def at(self, row: int, column: int) -> float:
        rows, columns = self.size
        if not (0 <= row < rows and 0 <= column < columns):
            raise IndexError(f"there is no entry at {row}, {column}")
        return self._rows[row][column]

    def row(self, index: int) -> list[float]:
        return [self.at(index, column) for column in range(self.size.columns)]

    def column(self, index: int) -> list[float]:
        return [self.at(row, index) for row in range(self.size.rows)]

    def map(self, change: Callable[[float], float]) -> "Matrix":
        return Matrix.of(self.size, lambda row, column: change(self.at(row, column)))

    def scaled(self, factor: float) -> "Matrix":
        return self.map(lambda value: value * factor)

    def transposed(self) -> "Matrix":
        rows, columns = self.size
        return Matrix.of(Size(columns, rows), lambda row, column: self.at(column, row))

    def plus(self, other: "Matrix") -> "Matrix":
        if other.size != self.size:
            raise ValueError("only matrices of the same size can be added")

        def entry(row: int, column: int) -> float:
            return self.at(row, column) + other.at(row, column)

        return Matrix.of(self.size, entry)

    def times(self, other: "Matrix") -> "Matrix":
        if other.size.rows != self.size.columns:
            raise ValueError("these matrices cannot be multiplied")

        def entry(row: int, column: int) -> float:
            pairs = zip(self.row(row), other.column(column))
            return sum(left * right for left, right in pairs)

        return Matrix.of(Size(self.size.rows, other.size.columns), entry)

    def power(self, exponent: int) -> "Matrix":
        if exponent == 0:
            return Matrix.identity(self.size.rows)
        half = self.power(exponent // 2)
        square = half.times(half)
        return square if exponent % 2 == 0 else square.times(self)

    def trace(self) -> float:
        rows, columns = self.size
        total: float = 0
        for i in range(min(rows, columns)):
            total += self.at(i, i)
        return total

    def equals(self, other: "Matrix") -> bool:
        if other.size != self.size:
            return False
        return all(a == b for a, b in zip(self._rows, other._rows))

    def __str__(self) -> str:
        return "\n".join(" ".join(str(value) for value in row) for row in self._rows)


fibonacci = Matrix.of(Size(2, 2), lambda i, j: int(i * j != 1)).power(10)
# A power of a symmetric matrix is symmetric.
doubled = fibonacci.plus(fibonacci.transposed())
if not doubled.equals(fibonacci.scaled(2)):
    raise ValueError(f"not symmetric:\n{doubled}")
print(f"trace {fibonacci.scaled(4711).trace()}")
