/** What goes wrong in the squared loss. */

import { replace, squaredLossGate } from "../right.js";
import { mistakesIn } from "./mistake.js";

const VALUE = "computes (ŷ − y)²";
const PREDICTION = "passes 2 (ŷ − y) to the prediction";
const TRUE_VALUE = "passes −2 (ŷ − y) to the true value";

/** Another formula of the value; `p` is the prediction and `t` the true value. */
const value = (formula: string): string =>
  replace(
    squaredLossGate,
    "this.out = (yHat.out - y.out) ** 2;",
    `const [p, t] = [yHat.out, y.out]; this.out = ${formula};`,
  );
const toPrediction = (formula: string): string =>
  replace(
    squaredLossGate,
    "yHat.putGradient(this, 2 * (yHat.out - y.out));",
    `const [p, t] = [yHat.out, y.out]; yHat.putGradient(this, ${formula});`,
  );
const toTrueValue = (formula: string): string =>
  replace(
    squaredLossGate,
    "y.putGradient(this, -2 * (yHat.out - y.out));",
    `const [p, t] = [yHat.out, y.out]; y.putGradient(this, ${formula});`,
  );

export const squaredLossGateMistakes = mistakesIn("squared-loss-gate", [
  ["forgets the square", value("p - t"), VALUE, /square is missing/],
  ["takes the absolute error", value("Math.abs(p - t)"), VALUE, /square is missing/],
  ["halves the loss", value("(p - t) ** 2 / 2"), VALUE, /no ½/],
  ["adds", value("(p + t) ** 2"), VALUE, /sign is wrong/],
  ["subtracts the squares", value("p ** 2 - t ** 2"), VALUE, /difference of the squares/],
  ["forgets the parentheses", value("p - t ** 2"), VALUE, /parentheses/],
  ["writes ^ for the power", value("(p - t) ^ 2"), VALUE, /\^ is not a power/],
  ["doubles for squaring", value("(p - t) * 2"), VALUE, /not squared/],
  ["takes the root", value("Math.sqrt(Math.abs(p - t))"), VALUE, /root/],
  ["has the loss negative", value("-((p - t) ** 2)"), VALUE, /sign is wrong/],
  ["subtracts gates", replace(squaredLossGate, "(yHat.out - y.out) ** 2", "(yHat - y) ** 2"), VALUE, /\.out/],
  ["reads fields that are not there", value("(this.yHat - this.y) ** 2"), VALUE, /NaN.*\.out/],
  [
    "takes the list for a pair of names",
    replace(
      squaredLossGate,
      "[yHat, y] = this.inputNodes;\n    this",
      "{ yHat, y } = this.inputNodes;\n    this",
    ),
    VALUE,
    /an input that it does not have/,
  ],
  [
    "keeps the loss in this.loss",
    replace(squaredLossGate, "this.out =", "this.loss ="),
    VALUE,
    /Nothing was written/,
  ],
  [
    "sums the loss over calls",
    replace(squaredLossGate, "this.out =", "this.out = (this.out ?? 0) +"),
    VALUE,
    /goes on from the one before/,
  ],
  ["forgets the factor 2", toPrediction("p - t"), PREDICTION, /factor 2/],
  ["forgets the factor 2, and swaps", toPrediction("t - p"), PREDICTION, /factor 2.*sign/],
  ["swaps ŷ and y", toPrediction("2 * (t - p)"), PREDICTION, /sign is wrong/],
  ["forgets y", toPrediction("2 * p"), PREDICTION, /has y in it, too/],
  ["forgets the parentheses of the derivative", toPrediction("2 * p - t"), PREDICTION, /parentheses/],
  ["passes the loss", toPrediction("this.out"), PREDICTION, /loss itself/],
  ["passes twice the loss", toPrediction("2 * this.out"), PREDICTION, /has the loss in it/],
  ["loses the sign", toPrediction("2 * Math.abs(p - t)"), PREDICTION, /sign of ŷ − y is lost/],
  ["passes 2", toPrediction("2"), PREDICTION, /difference is missing/],
  ["multiplies with dz, too", toPrediction("2 * (p - t) * this.dz"), PREDICTION, /in it twice/],
  [
    "passes nothing to y",
    replace(squaredLossGate, "y.putGradient(this, -2 * (yHat.out - y.out));", ""),
    TRUE_VALUE,
    /gets a gradient as well/,
  ],
  ["passes 0 to y", toTrueValue("0"), TRUE_VALUE, /gets a gradient as well/],
  ["passes the same to both", toTrueValue("2 * (p - t)"), TRUE_VALUE, /behind the minus/],
  ["forgets the factor 2 for y", toTrueValue("-(p - t)"), TRUE_VALUE, /factor 2/],
  ["forgets factor and sign for y", toTrueValue("p - t"), TRUE_VALUE, /factor 2.*sign/],
  ["forgets ŷ for y", toTrueValue("-2 * t"), TRUE_VALUE, /has ŷ in it, too/],
  [
    "passes both to ŷ",
    replace(squaredLossGate, "y.putGradient(this, -2", "yHat.putGradient(this, -2"),
    PREDICTION,
    /got no gradient/,
  ],
]);
