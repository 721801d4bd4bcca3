/** Says why there is no picture, with the DOT text folded below: most often the cure is in there. */

/** A browser takes long to lay out more text than anybody reads. */
const longestSource = 20_000;

/** Everything goes in as text: Graphviz quotes the DOT text in its messages, and that text may come from anybody. */
export function errorBox(message: string, dot: string): HTMLElement {
  const box = element("div", "jp-Graphviz-error");
  box.append(element("p", "jp-Graphviz-message", message));
  if (dot.trim() !== "") {
    const source = element("details", "jp-Graphviz-source");
    source.append(element("summary", "", "DOT source"), element("pre", "", shortened(dot)));
    box.append(source);
  }
  return box;
}

function shortened(dot: string): string {
  const rest = dot.length - longestSource;
  return rest > 0 ? `${dot.slice(0, longestSource)}\n… and ${rest} more characters` : dot;
}

function element(name: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.textContent = text;
  return made;
}
