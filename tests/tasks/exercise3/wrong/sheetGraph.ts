/** What goes wrong in the graph of the sheet. */

import { replace, sheetGraph } from "../right.js";
import { mistakesIn } from "./mistake.js";

const START = "starts with the numbers of the sheet";
const OTHER = "computes the loss for other numbers";
const GRADIENT = "has the right gradient at each gate";
const MOVES = "moves its weights with the learning rate, and not its inputs";

const by = (old: string, part: string): string => replace(sheetGraph, old, part);
const RETURN = "return { x1, x2, y, w1, w2, p0, p1, p2, z, yHat, graph: new ComputationalGraph(loss) };";

export const sheetGraphMistakes = mistakesIn("sheet-graph", [
  ["forgets to return", by(RETURN, ""), START, /Return the gates and the graph/],
  [
    "returns the graph alone",
    by(RETURN, "return new ComputationalGraph(loss);"),
    START,
    /object that you return/,
  ],
  ["forgets some gates in what it returns", by("p1, p2, z,", ""), START, /object that you return/],
  ["returns a number for a gate", by("return { x1,", "return { x1: 1,"), START, /object that you return/],
  [
    "returns a drawing for the graph",
    by("new ComputationalGraph(loss) }", "new ComputationalGraph(loss).forward() }"),
    START,
    /ComputationalGraph\(loss\)/,
  ],
  [
    "returns the loss for the graph",
    by("graph: new ComputationalGraph(loss) }", "graph: loss }"),
    START,
    /ComputationalGraph\(loss\)/,
  ],
  [
    "ends the graph at ŷ",
    by("ComputationalGraph(loss)", "ComputationalGraph(yHat)"),
    START,
    /graph ends at ŷ/,
  ],
  ["forgets the bias in z", by("[p1, p2, p0]", "[p1, p2]"), START, /does not depend on p0/],
  ["forgets p2 in z", by("[p1, p2, p0]", "[p1, p0]"), START, /does not depend on (x2|w2|p2)/],
  [
    "forgets the sigmoid",
    by("SquaredLossGate([yHat, y]", "SquaredLossGate([z, y]"),
    START,
    /does not depend on yHat/,
  ],
  [
    "compares ŷ with ŷ",
    by("SquaredLossGate([yHat, y]", "SquaredLossGate([yHat, yHat]"),
    START,
    /does not depend on y/,
  ],
  [
    "makes p1 twice",
    by('p0], "z")', 'p0], "z"); const p1b = p1').replace(
      "[p1, p2, p0]",
      "[new MultiplyGate([w1, x1]), p2, p0]",
    ),
    START,
    /made only once/,
  ],
  ["reads x₁ twice", by("[w2, x2]", "[w2, x1]"), START, /does not depend on x2/],
  ["reads w₁ twice", by("[w2, x2]", "[w1, x2]"), START, /does not depend on w2/],
  ["crosses the inputs", replace(by("[w1, x1]", "[w1, x2]"), "[w2, x2]", "[w2, x1]"), OTHER, /p1 reads x₂/],
  ["crosses the weights", replace(by("[w1, x1]", "[w2, x1]"), "[w2, x2]", "[w1, x2]"), OTHER, /p1 reads w₂/],
  [
    "returns the products the wrong way round",
    by("p1, p2, z,", "p1: p2, p2: p1, z,"),
    START,
    /wrong way round/,
  ],
  [
    "adds where it should multiply",
    by("new MultiplyGate([w1, x1]", "new AddGate([w1, x1]"),
    START,
    /p1 is a sum/,
  ],
  [
    "multiplies where it should add",
    by("new AddGate([p1, p2, p0]", "new MultiplyGate([p1, p2, p0]"),
    START,
    /z is a product/,
  ],
  [
    "multiplies with the bias",
    by('new AddGate([p1, p2, p0], "z")', "new MultiplyGate([new AddGate([p1, p2]), p0])"),
    START,
    /bias is a factor/,
  ],
  [
    "takes the sigmoid twice",
    by('new SigmoidGate([z], "ŷ")', "new SigmoidGate([new SigmoidGate([z])])"),
    START,
    /sigmoid is taken twice/,
  ],
  [
    "puts a product into the other",
    by("[w2, x2]", "[w2, x2, p1]"),
    START,
    /wrong way round|w1, x1|product reads|w₂|MultiplyGate/,
  ],
  ["adds p1 twice", by("[p1, p2, p0]", "[p1, p1, p2, p0]"), START, /z adds p1, p2 and p0, each once/],
  ["loses a sign", by("-7 / 5", "7 / 5"), START, /sign is wrong/],
  ["turns a fraction around", by("4 / 5", "5 / 4"), START, /Numerator/],
  [
    "crosses the values of the weights",
    replace(by("4 / 5", "X"), "-7 / 5", "4 / 5").replace("X", "-7 / 5"),
    START,
    /value of w/,
  ],
  ["starts at y = 0", by('new InputGate(1, "y")', 'new InputGate(0, "y")'), START, /The sheet has y = 1/],
  [
    "gives an input no value",
    by('new InputGate(1, "x₁")', 'new InputGate(undefined, "x₁")'),
    START,
    /has no value/,
  ],
  [
    "takes an input for a weight",
    by("new WeightGate(0.1, 4 / 5, ", "new InputGate(4 / 5, "),
    START,
    /make it a WeightGate/,
  ],
  [
    "takes a weight for an input",
    by('new InputGate(1, "x₁")', "new WeightGate(0.1, 1)"),
    MOVES,
    /make it an InputGate/,
  ],
  ["swaps α and the value", by("(0.1, 4 / 5,", "(4 / 5, 0.1,"), START, /first argument of a weight is α/],
  ["takes another α", by("(0.1, 3 / 5,", "(0.01, 3 / 5,"), START, /α = 0\.1/],
  ["forgets α", by("(0.1, 3 / 5,", "(3 / 5,"), START, /first argument of a weight is α/],
  [
    "forgets the brackets",
    by("new MultiplyGate([w1, x1]", "new MultiplyGate(w1, x1"),
    START,
    /A list is needed/,
  ],
  ["forgets new", by("new SigmoidGate([z]", "SigmoidGate([z]"), START, /Write new/],
  ["puts a number for a gate", by("[p1, p2, p0]", "[p1, p2, 0.6]"), START, /A number becomes one/],
  [
    "uses a gate above its line",
    replace(by("[w1, x1]", "[w1, x1, z]"), "const z", "const z"),
    START,
    /Move that line up/,
  ],
  ["misspells a gate", by("new SigmoidGate", "new SigmodGate"), START, /SigmodGate is unknown/],
  [
    "copies the value of y into the loss",
    by('SquaredLossGate([yHat, y], "L"', 'SquaredLossGate([yHat, new InputGate(1)], "L"'),
    START,
    /does not depend on y/,
  ],
  [
    "trains before it returns",
    by("return {", "const g = new ComputationalGraph(loss); g.forward(); g.backward(); return {"),
    START,
    /has moved already/,
  ],
  [
    "stands on a product that forgets to pass back",
    by("input.putGradient(this, others);", ""),
    GRADIENT,
    /passed no gradient/,
  ],
  [
    "stands on a loss with the sign wrong",
    by("yHat.putGradient(this, 2 *", "yHat.putGradient(this, -2 *"),
    GRADIENT,
    /sign is wrong/,
  ],
  [
    "stands on a weight that does not learn",
    by("this.out -= this.alpha * this.dz;", ""),
    MOVES,
    /does not learn/,
  ],
  ["stands on a weight that climbs", by("this.out -= this.alpha", "this.out += this.alpha"), MOVES, /climbs/],
  ["throws", by("return {", "throw new Error('later'); return {"), START, /sheetGraph\(\) stopped here/],
  ["returns NaN values", by("4 / 5", "NaN"), START, /The sheet has w1/],
]);
