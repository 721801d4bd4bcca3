/** What goes wrong in the network. */

import { replace, xorNetwork } from "../right.js";
import { mistakesIn } from "./mistake.js";

const COUNT = "has the right number of weights";
const ANSWERS = "answers between 0 and 1, and depends on both inputs";
const START = "starts its hidden units from different weights";
const LOSS = "ends in the squared loss of ŷ and y";

const by = (old: string, part: string): string => replace(xorNetwork, old, part);
const Z = 'new AddGate([weighted(x1, "w"), weighted(x2, "w"), weight("b")], "z")';
const DRAW = "2 * random() - 1";
const HIDDEN = 'new SigmoidGate([z], "h")';
const OUTPUT = 'new SigmoidGate([new AddGate([...products, weight("c")], "z")], "ŷ")';

export const xorNetworkMistakes = mistakesIn("xor-network", [
  ["forgets the bias of the output", by(', weight("c")', ""), COUNT, /bias of the output/],
  ["forgets the biases of the hidden units", by(', weight("b")', ""), COUNT, /hidden units have no bias/],
  ["forgets all biases", replace(by(', weight("b")', ""), ', weight("c")', ""), COUNT, /Biases are missing/],
  ["forgets the weights of the output", by('weighted(h, "v")', "h"), COUNT, /without weights/],
  [
    "ignores hiddenUnits and makes two",
    by("j <= hiddenUnits", "j <= 2"),
    COUNT,
    /number of hidden units is fixed/,
  ],
  [
    "ignores hiddenUnits and makes three",
    by("j <= hiddenUnits", "j <= 3"),
    COUNT,
    /number of hidden units is fixed/,
  ],
  [
    "ignores hiddenUnits and makes four",
    by("j <= hiddenUnits", "j <= 4"),
    COUNT,
    /number of hidden units is fixed/,
  ],
  ["makes one hidden unit", by("j <= hiddenUnits", "j <= 1"), COUNT, /one hidden unit only/],
  [
    "makes one hidden unit too few",
    by("j <= hiddenUnits", "j < hiddenUnits"),
    COUNT,
    /One hidden unit is missing/,
  ],
  ["makes one hidden unit too many", by("let j = 1", "let j = 0"), COUNT, /too many/],
  ["reads x₁ alone", by('weighted(x2, "w"), ', ""), COUNT, /two inputs|no bias/],
  ["forgets α", by("WeightGate(alpha, ", "WeightGate(0.1, "), COUNT, /Hand alpha on/],
  [
    "swaps α and the value",
    by("WeightGate(alpha, 2 * random() - 1", "WeightGate(2 * random() - 1, alpha"),
    COUNT,
    /first argument of a weight is α/,
  ],
  [
    "makes inputs for weights",
    by("new WeightGate(alpha, 2 * random() - 1, name)", "new InputGate(2 * random() - 1, name)"),
    COUNT,
    /no weight/,
  ],
  [
    "shares one bias",
    replace(by('weight("b")', "bias"), "const products", 'const bias = weight("b"); const products'),
    COUNT,
    /share a weight or a bias/,
  ],
  [
    "pushes only the last hidden unit",
    by('products.push(weighted(h, "v"));', 'products[0] = weighted(h, "v");'),
    COUNT,
    /one hidden unit only/,
  ],
  ["reads x₁ twice", by('weighted(x2, "w")', 'weighted(x1, "w")'), ANSWERS, /does not read x₂/],
  ["has no sigmoid in the hidden units", by(`const h = ${HIDDEN};`, "const h = z;"), ANSWERS, /one line/],
  [
    "has no sigmoid at the output",
    by(OUTPUT, OUTPUT.replace("new SigmoidGate([", "").replace('], "ŷ")', "")),
    ANSWERS,
    /output/,
  ],
  [
    "has two sigmoids at the output",
    by(OUTPUT, `new SigmoidGate([${OUTPUT}])`),
    ANSWERS,
    /output has two sigmoids/,
  ],
  [
    "has two sigmoids in the hidden units",
    by(HIDDEN, `new SigmoidGate([${HIDDEN}])`),
    ANSWERS,
    /hidden units have two sigmoids/,
  ],
  [
    "multiplies where it should add",
    by(Z, Z.replace("AddGate", "MultiplyGate")),
    ANSWERS,
    /multiplies what it should add/,
  ],
  [
    "lets each hidden unit read the one before",
    replace(by('weighted(x2, "w")', 'weighted(last, "w")'), "const h =", "last = ")
      .replace('weighted(h, "v")', 'weighted(last, "v")')
      .replace("const products", "let last: Gate = x2; const products"),
    ANSWERS,
    /hidden unit is σ/,
  ],
  ["starts all weights at 0.5", by(DRAW, "0.5"), START, /Draw each with random/],
  ["starts all weights at 0", by(DRAW, "0"), START, /Draw each with random/],
  [
    "draws once for all weights",
    replace(by(DRAW, "r"), "const x1", "const r = random(); const x1"),
    START,
    /Draw each with random/,
  ],
  ["forgets the parentheses of random", by(DRAW, "2 * random - 1"), ANSWERS, /expected a number/],
  ["uses Math.random", by(DRAW, "2 * Math.random() - 1"), START, /not with Math\.random/],
  [
    "ends at ŷ",
    by('ComputationalGraph(new SquaredLossGate([yHat, y], "L"))', "ComputationalGraph(yHat)"),
    LOSS,
    /ends at ŷ/,
  ],
  [
    "compares ŷ with ŷ",
    by("SquaredLossGate([yHat, y]", "SquaredLossGate([yHat, yHat]"),
    LOSS,
    /does not read y/,
  ],
  [
    "makes another y for the loss",
    by("SquaredLossGate([yHat, y]", "SquaredLossGate([yHat, new InputGate(0)]"),
    LOSS,
    /does not read y/,
  ],
  [
    "takes the loss of z",
    by(
      `const yHat = ${OUTPUT};`,
      'const s = new AddGate([...products, weight("c")]); const yHat = new SigmoidGate([s]);',
    ).replace("SquaredLossGate([yHat, y]", "SquaredLossGate([s, y]"),
    LOSS,
    /ŷ/,
  ],
  ["forgets to return", by("return {", "const made = {"), COUNT, /Return the gates/],
  ["forgets ŷ in what it returns", by("y, yHat, graph", "y, graph"), COUNT, /object that you return/],
  [
    "returns the loss for the graph",
    by('new ComputationalGraph(new SquaredLossGate([yHat, y], "L"))', 'new SquaredLossGate([yHat, y], "L")'),
    COUNT,
    /ComputationalGraph\(loss\)/,
  ],
  ["throws", by("return {", "throw new TypeError('hm'); return {"), COUNT, /xorNetwork\(\) stopped here/],
]);
