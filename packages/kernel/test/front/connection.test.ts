/** The file by which Jupyter tells a kernel where to listen. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readConnection } from "../../src/front/connection.js";

const PORTS = { shell_port: 1, control_port: 2, stdin_port: 3, iopub_port: 4, hb_port: 5 };

describe("a connection file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "gradus-kernel-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function read(content: object | string): ReturnType<typeof readConnection> {
    const file = join(folder, "connection.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return readConnection(file);
  }

  it("has a key and five addresses", () => {
    const { key, addresses } = read({
      ...PORTS,
      transport: "tcp",
      ip: "127.0.0.2",
      key: "k",
      signature_scheme: "hmac-sha256",
      kernel_name: "gradus",
    });
    assert.equal(key, "k");
    assert.deepEqual(addresses, {
      shell: "tcp://127.0.0.2:1",
      control: "tcp://127.0.0.2:2",
      stdin: "tcp://127.0.0.2:3",
      iopub: "tcp://127.0.0.2:4",
      hb: "tcp://127.0.0.2:5",
    });
  });

  it("may leave out all but the ports", () => {
    const { key, addresses } = read(PORTS);
    assert.deepEqual([key, addresses.hb], ["", "tcp://127.0.0.1:5"]);
  });

  it("may be of sockets that are files", () => {
    assert.equal(
      read({ ...PORTS, transport: "ipc", ip: "/run/kernel" }).addresses.shell,
      "ipc:///run/kernel-1",
    );
  });

  it("must have every port", () => {
    const { iopub_port, ...others } = PORTS;
    assert.equal(iopub_port, 4);
    assert.throws(() => read(others), /connection\.json: iopub_port is missing/);
  });

  it("must ask for signatures that are understood", () => {
    assert.throws(() => read({ ...PORTS, signature_scheme: "hmac-md5" }), /hmac-md5 are not understood/);
  });

  it("must be there, and JSON", () => {
    assert.throws(() => readConnection(join(folder, "nowhere.json")), /ENOENT/);
    assert.throws(() => read("{"), SyntaxError);
  });
});
