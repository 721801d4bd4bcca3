"""How nbgrader reads the notebooks of this course. Written by `gradus nbgrader setup`; add your own settings below it."""

import json
import re

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    ComputeChecksums,
    DeduplicateIds,
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
    SaveCells,
)
from nbgrader.utils import is_solution


def replace_regions(source, name, replace):
    """What `replace(BEGIN line)` returns stands for each region, marker lines included."""
    lines, is_open = [], False
    for line in source.split("\n"):
        begins, ends = f"### BEGIN {name}" in line, f"### END {name}" in line
        if begins and is_open or ends and not is_open:
            raise ValueError(f"BEGIN {name} and END {name} do not come in pairs:\n{source}")
        if begins:
            lines.extend(replace(line))
        elif not is_open and not ends:
            lines.append(line)
        is_open = (is_open or begins) and not ends
    if is_open:
        raise ValueError(f"BEGIN {name} without END {name}:\n{source}")
    return "\n".join(lines)


def open_task(line):
    said = re.fullmatch(r"(?P<indent>\s*).*### BEGIN SOLUTION\s+(?P<task>\(\w+\) [^:]+): (?P<what>.+?)\s*", line)
    if not said:
        raise ValueError(f'BEGIN SOLUTION wants "(a) name: what to write" behind it, got: {line}')
    task, what = (json.dumps(said[each], ensure_ascii=False) for each in ("task", "what"))
    return [f"{said['indent']}openTask({task}, {what});"]


class OpenTasks(NbGraderPreprocessor):
    """Instead of nbgrader's ClearSolutions: each solution becomes an open task of its own, as `gradus release` has it.

    What a solution shows stays a part of the cell: nbgrader would put the same stub everywhere, and would empty the texts
    that students begin with. Mark schemes go before the checksums, so that nbgrader sees which answers are unchanged.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        if is_solution(cell):
            cell.source = replace_regions(cell.source, "SOLUTION", open_task)
            cell.source = replace_regions(cell.source, "MARK SCHEME", lambda line: [])
        return cell, resources


class ForgetCopies(DeduplicateIds):
    """nbgrader leaves empty metadata in the copies of a cell, and then cannot read them: none can be graded."""

    def preprocess_cell(self, cell, resources, cell_index):
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if cell.metadata.get("nbgrader") == {}:
            del cell.metadata["nbgrader"]
        return cell, resources


class PutBackCells(OverwriteCells):
    """nbgrader puts a Python comment on top of the cells that it puts back."""

    def missing_cell_transform(self, source_cell, *args, **options):
        cell = super().missing_cell_transform(source_cell, *args, **options)
        cell.source = source_cell.source
        return cell


c = get_config()  # noqa: F821, comes from nbgrader

# No ClearMarkScheme: nbgrader allows mark schemes in one kind of cell only.
c.GenerateAssignment.preprocessors = [
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    OpenTasks,
    ClearOutput,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ComputeChecksums,
    CheckCellMetadata,
]
c.Autograde.sanitize_preprocessors = [ClearOutput, ForgetCopies, OverwriteKernelspec, PutBackCells, CheckCellMetadata]
c.OverwriteCells.add_missing_cells = True

# Seconds for a cell. A training takes one, and a check stops code without an end after ten.
c.Execute.timeout = 60
