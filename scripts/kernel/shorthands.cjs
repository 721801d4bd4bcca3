/** Rewrites `{ name }` to `{ name: name }`, on the same lines. */
const { createRequire } = require("node:module");

/** @type {typeof import("typescript")} the compiler of tslab itself */
const ts = createRequire(require.resolve("tslab"))("@tslab/typescript-for-tslab");

/**
 * @param {string} source the text of a cell
 * @returns {string}
 */
function spellOutShorthands(source) {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ESNext);
  /** @type {import("typescript").Identifier[]} */
  const names = [];
  /** @param {import("typescript").Node} node */
  const visit = (node) => {
    if (ts.isShorthandPropertyAssignment(node)) names.push(node.name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  // From the end, so that the places before stay where they are.
  return names.reduceRight(
    (text, { text: name, end }) => `${text.slice(0, end)}: ${name}${text.slice(end)}`,
    source,
  );
}

module.exports = { spellOutShorthands };
