/**
 * The filter of system calls as the kernel reads it: a program in classic BPF over the number and the arguments of a call
 * (`struct seccomp_data`). Source: Linux, Documentation/userspace-api/seccomp_filter.rst and include/uapi/linux/bpf_common.h.
 */

import { ALLOWED, CONDITIONAL, type Numbers } from "./syscalls.js";

export type Architecture = keyof Numbers;

/** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64. */
const AUDIT: Readonly<Record<Architecture, number>> = { x64: 0xc000003e, arm64: 0xc00000b7 };

const LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K

const KILL = 0x80000000; // SECCOMP_RET_KILL_PROCESS
const ALLOW = 0x7fff0000; // SECCOMP_RET_ALLOW
const EPERM = 0x00050001; // SECCOMP_RET_ERRNO | EPERM
const ENOSYS = 0x00050026; // SECCOMP_RET_ERRNO | ENOSYS

/** Offsets in seccomp_data. Of an argument the lower half, which is all that these calls look at. */
const NUMBER = 0;
const ARCHITECTURE = 4;
const ARGUMENT = [16, 24] as const;

/** Calls of the x32 interface, which has numbers of its own for everything. */
const X32 = 0x40000000;

/** A thread of the same process, and no new namespace. */
const CLONE_THREAD = 0x00010000;
const CLONE_NEW = 0x7e020000;

/** FIONBIO, FIOCLEX, FIONREAD, TCGETS, TIOCGWINSZ: none of them types into a terminal, as TIOCSTI does. */
const IOCTLS = [0x5421, 0x5451, 0x541b, 0x5401, 0x5413];
/** F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC: no locks, which other sandboxes with the same file see. */
const FCNTLS = [0, 1, 2, 3, 4, 1030];
/** PR_SET_NAME, PR_GET_NAME, PR_SET_VMA. */
const PRCTLS = [15, 16, 0x53564d41];

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

const returns = (action: number): Instruction => [RETURN, 0, 0, action];
const load = (offset: number): Instruction => [LOAD, 0, 0, offset];

export function seccompFilter(architecture: Architecture): Buffer {
  const number = (numbers: Numbers): number | undefined => numbers[architecture];
  return assemble([
    load(ARCHITECTURE),
    ...unless(IF_EQUAL, AUDIT[architecture], [returns(KILL)]),
    load(NUMBER),
    ...(architecture === "x64" ? when(IF_AT_LEAST, X32, [returns(ENOSYS)]) : []),
    ...Object.values(ALLOWED).flatMap((numbers) => {
      const nr = number(numbers);
      return nr === undefined ? [] : when(IF_EQUAL, nr, [returns(ALLOW)]);
    }),
    ...when(IF_EQUAL, number(CONDITIONAL.fcntl)!, [load(ARGUMENT[1]), ...oneOf(FCNTLS)]),
    ...when(IF_EQUAL, number(CONDITIONAL.clone)!, [
      load(ARGUMENT[0]),
      [AND, 0, 0, CLONE_THREAD | CLONE_NEW],
      ...when(IF_EQUAL, CLONE_THREAD, [returns(ALLOW)]),
      returns(EPERM),
    ]),
    ...when(IF_EQUAL, number(CONDITIONAL.ioctl)!, [load(ARGUMENT[1]), ...oneOf(IOCTLS)]),
    ...when(IF_EQUAL, number(CONDITIONAL.prctl)!, [load(ARGUMENT[0]), ...oneOf(PRCTLS)]),
    returns(ENOSYS),
  ]);
}

function oneOf(values: readonly number[]): Instruction[] {
  return [...values.flatMap((value) => when(IF_EQUAL, value, [returns(ALLOW)])), returns(EPERM)];
}

function when(test: number, value: number, then: readonly Instruction[]): Instruction[] {
  return [[test, 0, then.length, value], ...then];
}

function unless(test: number, value: number, then: readonly Instruction[]): Instruction[] {
  return [[test, then.length, 0, value], ...then];
}

/** `struct sock_filter`: code, jumps, value. Both architectures are little endian. */
function assemble(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(8 * program.length);
  for (const [i, [code, ifTrue, ifFalse, value]] of program.entries()) {
    bytes.writeUInt16LE(code, 8 * i);
    bytes.writeUInt8(ifTrue, 8 * i + 2);
    bytes.writeUInt8(ifFalse, 8 * i + 3);
    bytes.writeUInt32LE(value >>> 0, 8 * i + 4);
  }
  return bytes;
}
