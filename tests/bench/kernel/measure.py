"""One life of a kernel, measured: prints a line of JSON with what each step took.

Started with the name of the kernel, its folder, what its cells are written in (`ts` or `py`), and, for more than what
every kernel is measured with, `requests` or the number of cells to grow to.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "kernel"))

from cells import Cells  # noqa: E402
from memory import tree_megabytes  # noqa: E402
from ours import grow, measure_requests  # noqa: E402
from run_cell import run_cell  # noqa: E402
from session import Session  # noqa: E402

AGAIN = 5
TRIVIAL = 11
SMALL = 50


def measure(session, cells):
    run_cell(session, cells.trivial(0))
    first = run_cell(session, cells.hundred_lines(1))
    again = [run_cell(session, cells.hundred_lines(2 + i)) for i in range(AGAIN)]
    trivial = [run_cell(session, cells.trivial(1 + i)) for i in range(TRIVIAL)]
    small = [run_cell(session, cells.small(1 + i)) for i in range(SMALL)]
    return {
        "start_ms": [session.start_ms],
        "trivial_ms": trivial,
        "class_cell_first_ms": [first],
        "class_cell_again_ms": again,
        "fifty_cells_ms": [sum(small)],
        "rss_mb": [megabytes(session)],
    }


def megabytes(session):
    return tree_megabytes(session.manager.provisioner.pid)


def main():
    kernel, folder, suffix, *extra = sys.argv[1:]
    # A kernel writes where this program does, and must not write between what is read from it.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    session = Session(kernel, folder)
    try:
        cells = Cells(suffix)
        results = measure(session, cells)
        done = SMALL
        for what in extra:
            if what == "requests":
                results |= measure_requests(session, SMALL)
            else:
                grow(session, cells, done, int(what))
                done = int(what)
                results[f"rss_{what}_cells_mb"] = [megabytes(session)]
        print(json.dumps(results), file=out, flush=True)
    finally:
        session.close()


main()
