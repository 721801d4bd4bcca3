/** Jupyter's messages: signed, refused when the signature is wrong, and the same on both sides of a line. */
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import fc from "fast-check";

import { Wire } from "../../src/wire/message.js";

const KEY = "a0436f6c-1916-498b-8eb9-e81ab9368e84";
const DELIMITER = Buffer.from("<IDS|MSG>");
const HEADER =
  '{"msg_id":"1","msg_type":"execute_request","username":"u","session":"s","date":"d","version":"5.4"}';
const PARTS = [HEADER, "{}", '{"m":1}', '{"code":"ä"}'].map((part) => Buffer.from(part));
/** As Python's hmac says it: `hmac.new(KEY, b"".join(PARTS), "sha256").hexdigest()`. */
const SIGNATURE = "d42bed2afb203c0a6cf2b34bdb2c4689c67f52cd5e7e4ad66d7e3f8663e1d5f5";

const frames = (signature = SIGNATURE, parts = PARTS): Buffer[] => [
  DELIMITER,
  Buffer.from(signature),
  ...parts,
];
const toBuffers = (written: readonly (Buffer | Uint8Array | string)[]): Buffer[] =>
  written.map((frame) => Buffer.from(frame as Uint8Array));

describe("a message", () => {
  const wire = new Wire(KEY);

  it("is read with who asked and with its binary parts", () => {
    const [who, bytes] = [Buffer.from([0, 255, 1]), Buffer.from([0, 1, 2, 255])];
    const message = wire.read([who, Buffer.from("x"), ...frames(), bytes, Buffer.alloc(0)]);
    assert.deepEqual(message?.identities, [who, Buffer.from("x")]);
    assert.deepEqual(message.header, JSON.parse(HEADER));
    assert.deepEqual([message.parent, message.metadata, message.content], [{}, { m: 1 }, { code: "ä" }]);
    assert.deepEqual(message.buffers, [bytes, Buffer.alloc(0)]);
  });

  it("is signed over its four parts, in hexadecimal digits", () => {
    const [topic, delimiter, signature, ...parts] = wire.write(
      ["t"],
      "status",
      { execution_state: "idle" },
      {},
    ) as [string, Buffer, string, ...Buffer[]];
    assert.equal(topic, "t");
    assert.deepEqual(delimiter, DELIMITER);
    assert.equal(parts.length, 4);
    assert.equal(signature, createHmac("sha256", KEY).update(Buffer.concat(parts)).digest("hex"));
  });

  it("is nothing when somebody has signed it who does not know the key", () => {
    const wrong = (SIGNATURE.startsWith("0") ? "1" : "0") + SIGNATURE.slice(1);
    for (const signature of [wrong, "", SIGNATURE.slice(1), SIGNATURE.toUpperCase(), `${SIGNATURE} `])
      assert.equal(wire.read(frames(signature)), undefined, signature);
    assert.equal(new Wire("another").read(frames()), undefined);
  });

  it("is nothing when a part was changed on its way", () => {
    PARTS.forEach((_, changed) => {
      const parts = PARTS.map((part, i) => (i === changed ? Buffer.from('{"m":2}') : part));
      assert.equal(wire.read(frames(SIGNATURE, parts)), undefined, `part ${changed}`);
    });
  });

  it("is nothing when parts are missing", () => {
    const whole = frames();
    for (let length = 0; length < whole.length; length++)
      assert.equal(wire.read(whole.slice(0, length)), undefined, `${length} frames`);
    assert.equal(wire.read(whole.slice(1)), undefined, "no delimiter");
  });

  it("is nothing when it is no JSON, whoever has signed it", () => {
    for (const text of ["", "{", "null", "[]", "1"]) {
      const parts = [text, "{}", "{}", "{}"].map((part) => Buffer.from(part));
      const signature = createHmac("sha256", KEY).update(Buffer.concat(parts)).digest("hex");
      assert.equal(wire.read(frames(signature, parts)), undefined, text);
    }
  });

  it("may be without a signature where there is no key, and only there", () => {
    const open = new Wire("");
    assert.deepEqual(open.read(frames(""))?.content, { code: "ä" });
    assert.equal(open.read(frames()), undefined);
    assert.equal(open.write([], "status", {}, {})[1], "");
  });

  it("has a header of its own each time, and that of the request", () => {
    const [first, second] = [1, 2].map(() =>
      wire.read(toBuffers(wire.write(["t"], "status", {}, { msg_id: "asked" })))!,
    );
    assert.equal(first!.header.session, second!.header.session);
    assert.notEqual(first!.header.msg_id, second!.header.msg_id);
    assert.equal(first!.header.msg_type, "status");
    assert.equal(first!.header.version, "5.4");
    assert.ok(Math.abs(Date.parse(first!.header.date) - Date.now()) < 5000);
    assert.deepEqual(first!.parent, { msg_id: "asked" });
  });

  it("arrives as it was sent", () => {
    const bytes = fc.uint8Array({ maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(bytes),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.array(bytes),
        (ids, content, metadata, buffers) => {
          const identities = ids.map((id) => Buffer.from(id));
          fc.pre(!identities.some((id) => id.equals(DELIMITER)));
          const message = wire.read(toBuffers(wire.write(identities, "x", content, {}, metadata, buffers)))!;
          assert.deepEqual(message.identities, identities);
          assert.deepEqual(message.content, JSON.parse(JSON.stringify(content)));
          assert.deepEqual(message.metadata, JSON.parse(JSON.stringify(metadata)));
          assert.deepEqual(
            message.buffers,
            buffers.map((each) => Buffer.from(each)),
          );
        },
      ),
    );
  });
});
