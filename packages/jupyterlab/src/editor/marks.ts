/** Underlines problems in an editor, and leads the cursor from one to the next. */
import { forEachDiagnostic, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";

import { element } from "../element.js";
import type { Words } from "../words.js";
import type { Problem } from "./protocol.js";
import { isAfter } from "./range.js";
import { showTip, tipAt } from "./tip.js";

/** A mark, and the problem that it stands for. */
interface Mark extends Diagnostic {
  readonly problem: Problem;
}

/** Replace the marks of an editor. */
export function markProblems(view: EditorView, problems: readonly Problem[]): void {
  const { length } = view.state.doc;
  const marks = problems.map((problem): Mark => {
    const from = Math.min(problem.start, length);
    return {
      problem,
      from,
      to: Math.min(Math.max(problem.end, from), length),
      severity: problem.severity,
      message: wordsOfProblem(problem),
      markClass: ` jp-GradusProblem-mark jp-mod-${problem.severity}`,
      renderMessage: () => describe(problem),
    };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}

/** Select the next problem, or the one before, and say what it is. After the last comes the first. */
export function goToProblem(view: EditorView, direction: 1 | -1, trans: Words): void {
  const marks: { from: number; to: number; problem: Problem }[] = [];
  forEachDiagnostic(view.state, (mark, from, to) => {
    if ("problem" in mark) marks.push({ from, to, problem: (mark as Mark).problem });
  });
  marks.sort((a, b) => a.from - b.from || a.to - b.to);
  if (direction < 0) marks.reverse();
  const cursor = view.state.selection.main;
  const found = marks.find((mark) => isAfter(mark, cursor, direction)) ?? marks[0];
  if (found === undefined) {
    view.dispatch({ effects: EditorView.announce.of(trans.__("No problem in this cell")) });
    return;
  }
  const { from, to, problem } = found;
  view.dispatch({
    selection: { anchor: from, head: to },
    scrollIntoView: true,
    effects: [
      showTip.of(tipAt(from, describe(problem), { isLasting: false })),
      EditorView.announce.of(wordsOfProblem(problem)),
    ],
  });
}

function wordsOfProblem({ message, hint }: Problem): string {
  return hint === undefined ? message : `${message}\n${hint}`;
}

function describe({ code, message, hint, severity }: Problem): HTMLElement {
  return element(
    "div",
    `jp-GradusProblem jp-mod-${severity}`,
    ...(hint === undefined ? [] : [element("div", "jp-GradusProblem-hint", hint)]),
    element(
      "div",
      "jp-GradusProblem-message",
      element("span", "jp-GradusProblem-code", `TS${code}`),
      ` ${message}`,
    ),
  );
}
