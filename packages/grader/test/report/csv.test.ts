/** Tables that spreadsheets and learning platforms read. */

import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCsv } from "../../src/report/csv/read.js";
import { csvLine, original } from "../../src/report/csv/write.js";
import { HOSTILE } from "./scratch.js";

describe("a table", () => {
  it("is quoted as RFC 4180 has it", () => {
    assert.equal(
      csvLine(["a", 'say "b"', "c,d", "e\r\nf", 1.5, undefined]),
      'a,"say ""b""","c,d","e\r\nf",1.5,\r\n',
    );
  });

  for (const formula of [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    HOSTILE.formula,
  ])
    it(`has no formula: ${JSON.stringify(formula)}`, () => {
      const rows = parseCsv(csvLine([formula]));
      assert.ok(typeof rows !== "number");
      const [row] = rows;
      assert.equal(row!.fields[0]![0], "'");
      assert.equal(original(row!.fields[0]!), formula);
    });

  it("leaves numbers numbers", () => {
    assert.equal(csvLine([-1.5, "-1.5", "+3", "-1,5", 0]), '-1.5,-1.5,+3,"-1,5",0\r\n');
  });

  it("holds no control characters", () => {
    assert.doesNotMatch(csvLine([HOSTILE.control]), /[^\P{Cc}\r\n]/u);
  });

  it("is read as it was written, whatever stands in it", () => {
    const text = fc.string({ unit: fc.constantFrom(..."ab=+-@'\",;\n\r\t é") });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (rows) => {
        const written = [["head", "x"], ...rows].map(csvLine).join("");
        const read = parseCsv(written);
        assert.ok(typeof read !== "number");
        const expected = rows.filter((row) => row.some((each) => each !== ""));
        assert.deepEqual(
          read.slice(1).map(({ fields }) => fields.map(original)),
          expected,
        );
      }),
    );
  });

  it("is read as spreadsheets save it: with a byte order mark, semicolons, and line ends of any kind", () => {
    const rows = parseCsv('\ufeffname;points\nada;"1,5"\r\n\r\nbea;2') as {
      line: number;
      fields: string[];
    }[];
    assert.deepEqual(
      rows.map(({ line, fields }) => [line, ...fields]),
      [
        [1, "name", "points"],
        [2, "ada", "1,5"],
        [4, "bea", "2"],
      ],
    );
  });

  it("says in which line a quote begins that never ends", () => {
    assert.equal(parseCsv('a,b\n1,"two\nthree'), 2);
  });
});
