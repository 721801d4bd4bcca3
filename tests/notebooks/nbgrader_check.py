"""Ask nbgrader itself whether notebooks' metadata are valid and their checksums its own.

Prints an object: for each path the number of cells with metadata, and those whose checksum is wrong.
"""

import json
import sys

from nbformat import read
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum


def report(path):
    notebook = read(path, as_version=4)
    MetadataValidator().validate_nb(notebook)
    cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    wrong = [each.metadata.nbgrader.grade_id for each in cells if compute_checksum(each) != each.metadata.nbgrader.checksum]
    return {"cells": len(cells), "wrong checksums": wrong}


print(json.dumps({path: report(path) for path in sys.argv[1:]}))
