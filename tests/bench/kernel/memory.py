"""What a kernel has of the machine's memory, with all processes that it has started. Knows Linux only."""

import os
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")


def tree_megabytes(root):
    """Pages that several processes share count for each of them, so a tree of processes looks larger than it is."""
    children = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name of the program stands in parentheses and may hold anything.
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        children.setdefault(parent, []).append(int(folder.name))
    pages, waiting = 0, [root]
    while waiting:
        process = waiting.pop()
        waiting += children.get(process, [])
        try:
            pages += int(Path(f"/proc/{process}/statm").read_text().split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return pages * PAGE / 1e6
