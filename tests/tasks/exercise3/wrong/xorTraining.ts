/** What goes wrong in the training. */

import { replace, train, xorNetwork } from "../right.js";
import { mistakesIn } from "./mistake.js";

const MEAN = "returns the mean loss of each epoch";
const STEPS = "takes four steps of descent in an epoch";
const LEARNS = "learns XOR";

const by = (old: string, part: string): string => xorNetwork + replace(train, old, part);
const DRAW = "const pattern = patterns[Math.floor(random() * patterns.length)];";
const FORWARD = "network.graph.forward();";
const BACKWARD = "network.graph.backward();";
const PUSH = "history.push(loss / patterns.length);";
const ADD = "loss += network.graph.target.out;";

export const xorTrainingMistakes = mistakesIn("xor-training", [
  ["never calls backward", by(BACKWARD, ""), STEPS, /graph\.backward\(\)/],
  [
    "computes gradients that move nothing",
    by(BACKWARD, "network.graph.gradients();"),
    STEPS,
    /graph\.backward\(\)/,
  ],
  ["calls backward twice", by(BACKWARD, BACKWARD + BACKWARD), STEPS, /twice/],
  [
    "moves the weights once more by hand",
    by(
      BACKWARD,
      BACKWARD + "for (const g of network.graph.gates) if ('alpha' in g) g.out -= g.alpha * g.dz;",
    ),
    STEPS,
    /twice/,
  ],
  [
    "calls backward before forward",
    by(`${FORWARD}\n      ${BACKWARD}`, BACKWARD + FORWARD),
    STEPS,
    /then calls graph\.forward\(\), then graph\.backward/,
  ],
  ["never calls forward", by(FORWARD, ""), STEPS, /then calls graph\.forward/],
  [
    "calls backward once per epoch",
    by(BACKWARD, "").replace(PUSH, BACKWARD + PUSH),
    STEPS,
    /Four steps|ORDER|Each step/,
  ],
  [
    "takes five steps per epoch",
    by("step < patterns.length", "step <= patterns.length"),
    STEPS,
    /Four steps/,
  ],
  [
    "climbs",
    by(
      BACKWARD,
      BACKWARD + "for (const g of network.graph.gates) if ('alpha' in g) g.out += 2 * g.alpha * g.dz;",
    ),
    STEPS,
    /climb/,
  ],
  ["never sets y", by("network.y.out = pattern.y;", ""), MEAN, /y is never set/],
  ["never sets x1", by("network.x1.out = pattern.x1;", ""), MEAN, /x1 is never set/],
  [
    "never sets the inputs",
    by("network.x1.out = pattern.x1;", "").replace("network.x2.out = pattern.x2;", ""),
    MEAN,
    /x1 and x2 is never set|never set/,
  ],
  [
    "sets the gates themselves to numbers",
    by("network.x1.out =", "network.x1 =")
      .replace("network.x2.out =", "network.x2 =")
      .replace("network.y.out =", "network.y ="),
    MEAN,
    /network\.x1\.out = pattern\.x1/,
  ],
  [
    "sets x1 twice",
    by("network.x2.out = pattern.x2;", "network.x1.out = pattern.x2;"),
    MEAN,
    /x2 is never set/,
  ],
  ["takes x1 for y", by("= pattern.y;", "= pattern.x1;"), MEAN, /sets x1\.out, x2\.out and y\.out/],
  [
    "sets y behind forward",
    by("network.y.out = pattern.y;", "").replace(FORWARD, FORWARD + "network.y.out = pattern.y;"),
    MEAN,
    /then calls graph\.forward/,
  ],
  [
    "trains a network of its own",
    by("const history", "network = xorNetwork(4, 1, random); const history"),
    MEAN,
    /network that you are given/,
  ],
  ["shows one pattern only", by(DRAW, "const pattern = patterns[1];"), MEAN, /Draw a pattern in each/],
  [
    "draws one pattern for the whole training",
    by(DRAW, "").replace("const history", DRAW + " const history"),
    MEAN,
    /Draw a pattern in each/,
  ],
  [
    "draws one pattern for an epoch",
    by(DRAW, "").replace("let loss = 0;", "let loss = 0;" + DRAW),
    MEAN,
    /Draw a pattern in each/,
  ],
  [
    "rounds before it multiplies",
    by("Math.floor(random() * patterns.length)", "Math.floor(random()) * patterns.length"),
    MEAN,
    /Draw a pattern in each/,
  ],
  [
    "never draws the last pattern",
    by("random() * patterns.length", "random() * (patterns.length - 1)"),
    LEARNS,
    /Draw from all four/,
  ],
  [
    "never draws the first pattern",
    by("Math.floor(random() * patterns.length)", "1 + Math.floor(random() * 3)"),
    LEARNS,
    /Draw from all four/,
  ],
  [
    "draws only where y is 1",
    by(DRAW, "const pattern = patterns[1 + Math.floor(random() * 2)];"),
    LEARNS,
    /Draw from all four/,
  ],
  [
    "forgets Math.floor",
    by("Math.floor(random() * patterns.length)", "random() * patterns.length"),
    MEAN,
    /whole number from 0 to 3/,
  ],
  [
    "draws one too far",
    by("Math.floor(random() * patterns.length)", "1 + Math.floor(random() * patterns.length)"),
    MEAN,
    /whole number from 0 to 3/,
  ],
  ["forgets random's parentheses", by("random() *", "random *"), MEAN, /whole number from 0 to 3/],
  ["sums for the mean", by(PUSH, "history.push(loss);"), MEAN, /Divide it by the number of steps/],
  [
    "goes on with the sum of the epoch before",
    by("let loss = 0;", "").replace("const history", "let loss = 0; const history"),
    MEAN,
    /Start at 0 in each epoch/,
  ],
  [
    "divides by the number of epochs",
    by(PUSH, "history.push(loss / epochs);"),
    MEAN,
    /not by the number of epochs/,
  ],
  ["divides twice", by(ADD, "loss += network.graph.target.out / 4;"), MEAN, /divided twice/],
  [
    "takes the loss of the last step for the mean",
    by("loss +=", "loss =").replace(PUSH, "history.push(loss);"),
    MEAN,
    /Draw a pattern in each/,
  ],
  ["divides the last loss by four", by("loss +=", "loss ="), MEAN, /divided twice|add graph\.target\.out/],
  ["takes ŷ for the loss", by("network.graph.target.out", "network.yHat.out"), MEAN, /made of ŷ/],
  [
    "adds the gate instead of its value",
    by("network.graph.target.out", "network.graph.target"),
    MEAN,
    /which is a number/,
  ],
  [
    "reads the loss before forward",
    by(ADD, "").replace(FORWARD, ADD + FORWARD),
    MEAN,
    /after graph\.forward|behind forward/i,
  ],
  ["has no start for the sum", by("let loss = 0;", "let loss;"), MEAN, /sum starts at 0/],
  [
    "pushes in each step",
    by(PUSH, "").replace(ADD, "history.push(network.graph.target.out);"),
    MEAN,
    /not the loss of each step/,
  ],
  [
    "pushes once at the end",
    by(PUSH, "").replace("return history", "history.push(0.1); return history"),
    MEAN,
    /Push inside of the loop/,
  ],
  ["returns within the loop", by(PUSH, PUSH + " return history;"), MEAN, /return behind it/],
  ["forgets to push", by(PUSH, ""), MEAN, /Nothing was pushed/],
  ["forgets to return", by("return history;", ""), MEAN, /Return history/],
  ["returns the last loss", by("return history;", "return history.at(-1);"), MEAN, /Return history/],
  ["ignores the number of epochs", by("epoch < epochs", "epoch < 100"), MEAN, /as often as epochs says/],
  ["takes one epoch too many", by("epoch < epochs", "epoch <= epochs"), MEAN, /one epoch too many/],
  ["takes one epoch too few", by("let epoch = 0", "let epoch = 1"), MEAN, /one epoch too few/],
  ["has an empty body", `${xorNetwork} function train() {}`, MEAN, /Return history/],
  ["throws", by("return history;", "throw 'stop';"), MEAN, /train\(\) stopped here/],
]);
