"""Ask nbgrader itself whether a notebook's metadata is valid and its checksums are its own."""

import json
import sys

from nbformat import read
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import compute_checksum

notebook = read(sys.argv[1], as_version=4)
MetadataValidator().validate_nb(notebook)
cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
wrong = [cell.metadata.nbgrader.grade_id for cell in cells if compute_checksum(cell) != cell.metadata.nbgrader.checksum]
print(json.dumps({"cells": len(cells), "wrong checksums": wrong}))
