/** Every wrong gate is found, at the right place and with the right words; the right ones beside it are not blamed. */

import assert from "node:assert/strict";
import { checkGradients } from "../../src/check/checkGradients.js";
import { mutants } from "./mutants.js";
import { FormulaOfTest, hosts, valueSets } from "./student.js";

describe("a wrong gate is found and named", function () {
  this.timeout(20_000);

  for (const mutant of mutants) {
    it(mutant.name, () => {
      const { kind, cause, arity, position } = mutant;
      let named = 0;
      for (const { name, build } of hosts) {
        const isParallel = name.includes("one gate as all");
        if (isParallel && arity > 1 && mutant.isRightInParallel !== false) continue;
        if (!isParallel && mutant.isRightInParallel === false) continue;
        for (const values of valueSets) {
          const { graph, gate } = build((inputs) => new FormulaOfTest(mutant, inputs), arity, values);
          const where = `${name}, ${String(values)}`;
          const report = checkGradients(graph);
          assert.ok(!report.ok, `${where}: not found`);
          const node = `g${graph.gates.indexOf(gate)}`;
          assert.deepEqual(
            [...new Set(report.findings.map((f) => f.node))],
            [node],
            `${where}: ${report.summary}`,
          );
          const finding = report.findings.find(
            (f) => f.kind === kind && (position === undefined || f.positions!.includes(position)),
          );
          assert.ok(finding, `${where}: ${report.summary}`);
          assert.match(finding.gate, /FormulaOfTest "m"/);
          if (cause?.test(finding.cause ?? "")) named++;
          else assert.ok(!cause, `${where}: ${report.summary}`);
          assert.match(report.drawing.summary, /wrong: /);
        }
      }
      if (cause) assert.ok(named > 0);
    });
  }
});
