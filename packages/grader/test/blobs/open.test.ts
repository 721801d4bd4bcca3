/** What the text of `--store` means. */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FolderBlobs } from "../../src/blobs/folder.js";
import { openBlobs } from "../../src/blobs/open.js";
import { parsePlace } from "../../src/blobs/s3/place.js";
import { UsageError } from "../../src/errors.js";

const KEY = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "wJalr/EXAMPLE+KEY" };
const FRANKFURT = { ...KEY, AWS_REGION: "eu-central-1" };

describe("a store is named by", () => {
  it("the path of a folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), "gradus-open-"));
    for (const path of [join(folder, "store"), join(folder, "s3:", "course")])
      assert.ok((await openBlobs(path)) instanceof FolderBlobs);
    rmSync(folder, { recursive: true });
  });

  it("nothing else", async () => {
    for (const text of ["gs://bucket", "https://s3.example.org/bucket", "S3://bucket"])
      await assert.rejects(openBlobs(text), {
        name: "UsageError",
        message: "A store is given as a folder, or as s3://BUCKET/PREFIX.",
      });
  });

  it("s3://BUCKET/PREFIX, at Amazon with the bucket in the host's name", () => {
    const urls = {
      "s3://course": "https://course.s3.eu-central-1.amazonaws.com",
      "s3://course/": "https://course.s3.eu-central-1.amazonaws.com",
      "s3://course/2026/deep-learning": "https://course.s3.eu-central-1.amazonaws.com/2026/deep-learning",
      // The server's certificate is not for names with more dots.
      "s3://a.course/x_1": "https://s3.eu-central-1.amazonaws.com/a.course/x_1",
    };
    for (const [store, url] of Object.entries(urls)) assert.equal(parsePlace(store, FRANKFURT).url, url);
    const { url } = parsePlace("s3://course", { ...KEY, AWS_REGION: "cn-north-1" });
    assert.equal(url, "https://course.s3.cn-north-1.amazonaws.com.cn");
  });

  it("s3://BUCKET/PREFIX, at another server with the bucket in the path", () => {
    const endpoint = { AWS_ENDPOINT_URL: "https://s3.example.org:9000/" };
    const { url, region } = parsePlace("s3://course/p", { ...KEY, ...endpoint });
    assert.deepEqual([url, region], ["https://s3.example.org:9000/course/p", "us-east-1"]);
    const both = { ...FRANKFURT, ...endpoint, AWS_ENDPOINT_URL_S3: "http://127.0.0.1:9000/s3" };
    assert.equal(parsePlace("s3://course/p", both).url, "http://127.0.0.1:9000/s3/course/p");
    assert.equal(parsePlace("s3://course/p", { ...FRANKFURT, AWS_ENDPOINT_URL: " " }).bucket, "course");
  });

  it("a text that can be understood in one way only", () => {
    for (const store of [
      "s3://",
      "s3://B",
      "s3:///p",
      "s3://course/../x",
      "s3://course/./x",
      "s3://course//x",
    ])
      assert.throws(() => parsePlace(store, FRANKFURT), /A store on S3 is given as s3:\/\/BUCKET/, store);
    for (const store of ["s3://course/a?b", "s3://course/a b", "s3://AKIDEXAMPLE:key@course/x"])
      assert.throws(
        () => parsePlace(store, FRANKFURT),
        (error: Error) => error instanceof UsageError && !error.message.includes("AKID"),
      );
  });

  it("an environment that has what is needed", () => {
    const lacks: readonly [object, RegExp][] = [
      [{ AWS_SECRET_ACCESS_KEY: undefined }, /set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\.$/],
      [{ AWS_ACCESS_KEY_ID: "" }, /set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\.$/],
      [{ AWS_REGION: undefined }, /Set AWS_REGION for Amazon, or AWS_ENDPOINT_URL_S3/],
      [{ AWS_REGION: "Frankfurt!" }, /AWS_REGION is no name of a region/],
      [{ AWS_ENDPOINT_URL_S3: "s3.example.org" }, /must be https:\/\/HOST:PORT/],
      [{ AWS_ENDPOINT_URL: "https://AKIDEXAMPLE:key@s3.example.org" }, /keys do not belong into it/],
    ];
    for (const [lack, why] of lacks)
      assert.throws(
        () => parsePlace("s3://course", { ...FRANKFURT, ...lack }),
        (error: Error) =>
          error instanceof UsageError && why.test(error.message) && !error.message.includes("AKID"),
      );
  });
});
