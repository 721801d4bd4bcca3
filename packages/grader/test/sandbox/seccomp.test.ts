/** What the filter of system calls decides, by running it as the kernel would. */

import assert from "node:assert/strict";
import { seccompFilter, type Architecture } from "../../src/sandbox/seccomp/filter.js";

type Decision = "allow" | "kill" | "EPERM" | "ENOSYS";

interface Call {
  readonly number: number;
  readonly args?: readonly number[];
  readonly audit?: number;
}

const AUDIT = { x64: 0xc000003e, arm64: 0xc00000b7, i386: 0x40000003 };
const DECISIONS = new Map<number, Decision>([
  [0x7fff0000, "allow"],
  [0x80000000, "kill"],
  [0x00050001, "EPERM"],
  [0x00050026, "ENOSYS"],
]);

/** Classic BPF, as far as the filter uses it. */
function decide(
  architecture: Architecture,
  { number, args = [], audit = AUDIT[architecture] }: Call,
): Decision {
  const data = Buffer.alloc(64);
  data.writeInt32LE(number, 0);
  data.writeUInt32LE(audit, 4);
  args.forEach((arg, i) => data.writeBigUInt64LE(BigInt(arg), 16 + 8 * i));
  const filter = seccompFilter(architecture);
  let accumulator = 0;
  for (let at = 0; ; at++) {
    const code = filter.readUInt16LE(8 * at);
    const value = filter.readUInt32LE(8 * at + 4);
    const jump = (holds: boolean): number => filter.readUInt8(8 * at + (holds ? 2 : 3));
    if (code === 0x20) accumulator = data.readUInt32LE(value);
    else if (code === 0x54) accumulator = (accumulator & value) >>> 0;
    else if (code === 0x15) at += jump(accumulator === value);
    else if (code === 0x35) at += jump(accumulator >= value);
    else if (code === 0x06) return DECISIONS.get(value)!;
    else assert.fail(`instruction ${code}`);
  }
}

/** Numbers from the kernel's tables: x64, arm64. */
const FORBIDDEN: Readonly<Record<string, readonly [x64: number, arm64: number | undefined]>> = {
  socket: [41, 198],
  connect: [42, 203],
  sendmsg: [46, 211],
  socketpair: [53, 199],
  bind: [49, 200],
  fork: [57, undefined],
  vfork: [58, undefined],
  clone3: [435, 435],
  ptrace: [101, 117],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  unshare: [272, 97],
  setns: [308, 268],
  keyctl: [250, 219],
  add_key: [248, 217],
  io_uring_setup: [425, 425],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  process_vm_readv: [310, 270],
  memfd_create: [319, 279],
  setuid: [105, 146],
  setsid: [112, 157],
  shmget: [29, 194],
  mq_open: [240, 180],
  execveat: [322, 281],
  pidfd_open: [434, 434],
  init_module: [175, 105],
  reboot: [169, 142],
  mknodat: [259, 33],
  symlinkat: [266, 36],
  linkat: [265, 37],
};

const THREAD = 0x3d0f00; // What glibc asks for a thread.

for (const architecture of ["x64", "arm64"] as const) {
  const isX64 = architecture === "x64";
  const numberOf = ([x64, arm64]: readonly [number, number | undefined]): number | undefined =>
    isX64 ? x64 : arm64;

  describe(`the filter of system calls on ${architecture}`, () => {
    const [read, write, futex, execve] = isX64 ? [0, 1, 202, 59] : [63, 64, 98, 221];
    const [clone, ioctl, prctl] = isX64 ? [56, 16, 157] : [220, 29, 167];

    it("allows what Node needs", () => {
      for (const number of [read, write, futex, execve])
        assert.equal(decide(architecture, { number: number }), "allow");
    });

    for (const [name, numbers] of Object.entries(FORBIDDEN)) {
      const number = numberOf(numbers);
      if (number === undefined) continue;
      it(`knows no ${name}`, () => {
        assert.equal(decide(architecture, { number }), "ENOSYS");
      });
    }

    it("allows threads, and neither processes nor namespaces", () => {
      const decided = (flags: number): Decision => decide(architecture, { number: clone, args: [flags] });
      assert.equal(decided(THREAD), "allow");
      assert.equal(decided(17), "EPERM"); // SIGCHLD: a process
      assert.equal(decided(0x4111), "EPERM"); // CLONE_VFORK | CLONE_VM
      assert.equal(decided(THREAD | 0x10000000), "EPERM"); // CLONE_NEWUSER
      assert.equal(decided(0x10000011), "EPERM");
    });

    it("types nothing into a terminal", () => {
      assert.equal(decide(architecture, { number: ioctl, args: [0, 0x5412] }), "EPERM"); // TIOCSTI
      assert.equal(decide(architecture, { number: ioctl, args: [0, 0x541c] }), "EPERM"); // TIOCLINUX
      assert.equal(decide(architecture, { number: ioctl, args: [0, 0x5421] }), "allow"); // FIONBIO
    });

    it("gives threads names, and changes nothing else of the process", () => {
      assert.equal(decide(architecture, { number: prctl, args: [15] }), "allow");
      assert.equal(decide(architecture, { number: prctl, args: [4, 1] }), "EPERM"); // PR_SET_DUMPABLE
    });

    it("ends a program of another architecture", () => {
      assert.equal(decide(architecture, { number: read, audit: AUDIT.i386 }), "kill");
      assert.equal(decide(architecture, { number: read, audit: AUDIT[isX64 ? "arm64" : "x64"] }), "kill");
    });

    if (isX64)
      it("knows no call of the x32 interface", () => {
        assert.equal(decide(architecture, { number: 0x40000000 + read }), "ENOSYS");
      });
  });
}
