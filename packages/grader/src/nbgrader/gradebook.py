"""Writes our grades into nbgrader's gradebook, and reads what people have graded there, through nbgrader's own classes.

Standard input: {"do": "export" or "import", "course": folder, …} as gradebook.ts has it. Standard output: its answer.
Exit code 4: this Python has no nbgrader. Exit code 5: what nbgrader says does not fit, in words on stderr.
"""

import json
import os
import sys

# nbgrader starts alembic by its name.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")

try:
    from nbgrader.api import Gradebook, MissingEntry
    from nbgrader.apps import NbGrader
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(4)


class Mismatch(Exception):
    pass


def open_gradebook(course):
    """The one that nbgrader's commands use in this folder, whatever its nbgrader_config.py says."""
    os.chdir(course)
    app = NbGrader()
    app.initialize([])
    return Gradebook(app.coursedir.db_url, app.coursedir.course_id)


def find(look, *where):
    try:
        return look(*where)
    except MissingEntry:
        return None


def check_cells(gradebook, assignment, notebook):
    """Hand-ins in the gradebook have places for the cells of their time. nbgrader, too, refuses others then."""
    name = notebook["name"]
    known = find(gradebook.find_notebook, name, assignment)
    there = {cell.name for cell in known.grade_cells + known.solution_cells + known.task_cells} if known else set()
    ours = {cell["name"] for cell in notebook["cells"] if cell["isGrade"] or cell["isSolution"]}
    if there == ours:
        return
    if find(gradebook.find_assignment, assignment) and gradebook.find_assignment(assignment).submissions:
        cells = ", ".join(sorted(there ^ ours))
        raise Mismatch(f"its hand-ins of {assignment} were made with other cells in {name}: {cells}")
    if known:
        gradebook.remove_notebook(name, assignment)


def record_notebook(gradebook, assignment, notebook):
    """What `nbgrader generate_assignment` records, so that it need not have been run."""
    where = (notebook["name"], assignment)
    gradebook.update_or_create_notebook(*where, kernelspec=json.dumps(notebook["kernelspec"]))
    for cell in notebook["cells"]:
        name, kind = cell["name"], cell["type"]
        if cell["isGrade"]:
            gradebook.update_or_create_grade_cell(name, *where, max_score=cell["points"], cell_type=kind)
        if cell["isSolution"]:
            gradebook.update_or_create_solution_cell(name, *where)
        source = {key: cell[key] for key in ("source", "checksum", "locked")}
        gradebook.update_or_create_source_cell(name, *where, cell_type=kind, **source)


def record_hand_in(gradebook, assignment, hand_in, replace):
    """Returns the grades by people that were left as they were, because ours differ."""
    student = hand_in["student"]
    gradebook.update_or_create_student(student, **hand_in["about"])
    gradebook.update_or_create_submission(assignment, student, timestamp=hand_in["receivedAt"])
    kept = []
    for notebook in hand_in["notebooks"]:
        where = (notebook["name"], assignment, student)
        others = set()
        gradebook.find_submission_notebook(*where).late_submission_penalty = notebook["penalty"]
        for ours in notebook["grades"]:
            grade = gradebook.find_grade(ours["cell"], *where)
            grade.auto_score = ours["auto"]
            if ours["manual"] is not None:
                if grade.manual_score in (None, ours["manual"]) or replace:
                    grade.manual_score = ours["manual"]
                else:
                    others.add(ours["cell"])
            is_open = grade.auto_score is None and grade.manual_score is None
            grade.needs_manual_grade = is_open or ours["isStale"]
        for ours in notebook["comments"]:
            comment = gradebook.find_comment(ours["cell"], *where)
            comment.auto_comment = ours["auto"]
            if ours["manual"] is not None:
                if comment.manual_comment in (None, "", ours["manual"]) or replace:
                    comment.manual_comment = ours["manual"]
                else:
                    others.add(ours["cell"])
        kept += [{"student": student, "notebook": notebook["name"], "cell": cell} for cell in sorted(others)]
    gradebook.db.commit()
    return kept


def write(gradebook, order):
    assignment = order["assignment"]
    for notebook in order["notebooks"]:
        check_cells(gradebook, assignment, notebook)
    about = {} if order["due"] is None else {"duedate": order["due"]}
    gradebook.update_or_create_assignment(assignment, **about)
    for notebook in order["notebooks"]:
        record_notebook(gradebook, assignment, notebook)
    kept = []
    for hand_in in order["handIns"]:
        kept += record_hand_in(gradebook, assignment, hand_in, order["replace"])
    return {"kept": kept}


def score_of(grade):
    """What waits for a person has not been looked at since the text became another one."""
    return None if grade.needs_manual_grade else grade.manual_score


def read(gradebook, order):
    if find(gradebook.find_assignment, order["assignment"]) is None:
        raise Mismatch(f"it has no assignment {order['assignment']}")
    grades = []
    for submission in gradebook.assignment_submissions(order["assignment"]):
        for notebook in submission.notebooks:
            scores = {grade.name: score_of(grade) for grade in notebook.grades}
            comments = {comment.name: comment.manual_comment or None for comment in notebook.comments}
            for cell in sorted(scores.keys() | comments.keys()):
                said = {"score": scores.get(cell), "comment": comments.get(cell)}
                if said["score"] is not None or said["comment"] is not None:
                    grades.append({"student": submission.student.id, "notebook": notebook.name, "cell": cell, **said})
    return {"grades": grades}


order = json.load(sys.stdin)
try:
    with open_gradebook(order["course"]) as gradebook:
        print(json.dumps({"export": write, "import": read}[order["do"]](gradebook, order)))
except Mismatch as error:
    print(error, file=sys.stderr)
    sys.exit(5)
