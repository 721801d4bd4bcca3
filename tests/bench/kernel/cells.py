"""The cells that are measured, each with the line that it prints when a kernel has really run it."""

from pathlib import Path

FOLDER = Path(__file__).parent / "cells"

# Stands in the texts for a number that is another one each time, so that no memory of equal texts helps.
NUMBER = "4711"


class Cells:
    def __init__(self, suffix):
        self.is_python = suffix == "py"
        self.texts = {name: (FOLDER / f"{name}.{suffix}").read_text() for name in ("class", "small")}

    def trivial(self, i):
        return (f'print("one more", 1 + {i})' if self.is_python else f'console.log("one more", 1 + {i});'), (
            f"one more {1 + i}"
        )

    def hundred_lines(self, i):
        """A class, the same one but for a number in its use."""
        return self.texts["class"].replace(NUMBER, str(i)), f"trace {123 * i}"

    def small(self, i):
        """A class and a function of its own."""
        return self.texts["small"].replace(NUMBER, str(i)), f"total {10 * i}"
