"""Look into a gradebook with nbgrader's own classes, or grade in it as its formgrader does.

Arguments: the assignment, and for a grade: student, notebook, cell, score, comment. Prints by student and notebook the
grades as [by the machine, by a person, whether it waits for a person] and the comments as [by the machine, by a person].
"""

import json
import os
import sys

os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
from nbgrader.api import Gradebook  # noqa: E402, it starts alembic by its name

assignment, *grade = sys.argv[1:]
with Gradebook("sqlite:///gradebook.db", "") as gradebook:
    if grade:
        student, notebook, cell, score, comment = grade
        found = gradebook.find_grade(cell, notebook, assignment, student)
        found.manual_score, found.needs_manual_grade = float(score), False
        gradebook.find_comment(cell, notebook, assignment, student).manual_comment = comment
        gradebook.db.commit()
    print(
        json.dumps(
            {
                f"{each.student.id}/{notebook.name}": {
                    "grades": {
                        grade.name: [grade.auto_score, grade.manual_score, grade.needs_manual_grade]
                        for grade in notebook.grades
                    },
                    "comments": {
                        comment.name: [comment.auto_comment, comment.manual_comment] for comment in notebook.comments
                    },
                }
                for each in gradebook.assignment_submissions(assignment)
                for notebook in each.notebooks
            }
        )
    )
