/** What `gradus release` writes for students beside their notebooks. */

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAssignment } from "../../src/model/assignment.js";
import { releaseOf } from "../../src/release/release.js";
import { exercise3 } from "../course.js";

describe("a release", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "gradus-release-")), "exercise-3");
  before(() => {
    cpSync(join(exercise3.folder, "source"), join(folder, "source"), { recursive: true });
  });
  after(() => {
    rmSync(join(folder, ".."), { recursive: true });
  });

  const place = (settings: object): string | undefined => {
    writeFileSync(join(folder, "assignment.json"), JSON.stringify(settings));
    const file = join(folder, "student", "gradus.json");
    return releaseOf(openAssignment(folder)).find(({ path }) => path === file)?.text;
  };

  it("says where to hand in, if there is a place", () => {
    assert.equal(place({}), undefined);
    assert.deepEqual(JSON.parse(place({ service: "https://gradus.example.org/graphs" })!), {
      assignment: "exercise-3",
      url: "https://gradus.example.org/graphs",
    });
  });

  for (const service of [
    "https://example.org",
    "http://127.0.0.1:8642",
    "http://localhost",
    "http://[::1]:8642",
  ])
    it(`may be told to name ${service}`, () => {
      assert.match(place({ service })!, /"url"/);
    });

  for (const service of [
    "http://example.org",
    "http://127.0.0.1.example.org",
    "ftp://example.org",
    "https://ada:secret@example.org",
    "https://example.org/?a=b",
    "example.org",
    "",
    7,
  ])
    it(`may not be told to name ${JSON.stringify(service)}`, () => {
      assert.throws(() => place({ service }), /CourseError: .*assignment\.json does not fit[^]*service/);
    });
});
