/**
 * How fast the engine is: training against the same network in C and in micrograd, and single passes over small and
 * large graphs.
 *
 * A ratio is the median, over rounds in which both sides take turns, of the two times of one sample step. No time
 * counts before both sides have come to the same losses.
 */

import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pythonOf, root, testEnvironment } from "../../scripts/setup/project.mjs";
import { compare, ROUNDS, type Comparison } from "./engine/compare.js";
import { compileC } from "./engine/compileC.js";
import { gradus } from "./engine/gradus.js";
import type { MillionGates } from "./engine/million.js";
import { mlpNetwork, mlpTask } from "./engine/mlp.js";
import { moonsNetwork, moonsTask } from "./engine/moons.js";
import { startPeer, type Peer } from "./engine/peer.js";
import { timeForwardBackward } from "./engine/sheetGraph.js";
import type { Side } from "./engine/side.js";
import { rounded } from "./engine/statistics.js";
import { studentXorNetwork } from "./engine/studentXor.js";
import type { Task } from "./engine/task.js";
import { xorNetwork, xorTask } from "./engine/xor.js";

export async function run(): Promise<Record<string, number>> {
  const results = { ...(await training()), ...drawing(), ...(await millionGates()) };
  return Object.fromEntries(Object.entries(results).map(([key, value]) => [key, rounded(value)]));
}

async function training() {
  const folder = mkdtempSync(join(tmpdir(), "gradus-bench-"));
  try {
    const c = (name: string, task: Task) => startPeer(`${name}.c`, compileC(name, folder), [], task);
    const [xorGiven, mlpGiven, moonsGiven] = [xorTask(), mlpTask(), moonsTask()];
    const xor = await against(c("xor", xorGiven), xorGiven, gradus("xor.ts", xorGiven, xorNetwork));
    const student = await against(
      c("xor", xorGiven),
      xorGiven,
      gradus("studentXor.ts", xorGiven, studentXorNetwork),
    );
    const mlp = await against(c("mlp", mlpGiven), mlpGiven, gradus("mlp.ts", mlpGiven, mlpNetwork));
    const script = join(import.meta.dirname, "engine", "moons.py");
    const micrograd = await against(
      startPeer("moons.py", pythonOf(testEnvironment(root)), [script], moonsGiven),
      moonsGiven,
      gradus("moons.ts", moonsGiven, moonsNetwork),
    );
    return {
      xor_compiled_over_c: xor.ratio,
      xor_compiled_ns: xor.oursNs,
      xor_c_ns: xor.peerNs,
      xor_prepare_ms: xor.prepareMs,
      xor_student_gates_over_c: student.ratio,
      xor_student_gates_ns: student.oursNs,
      xor_student_gates_prepare_ms: student.prepareMs,
      mlp_compiled_over_c: mlp.ratio,
      mlp_compiled_ns: mlp.oursNs,
      mlp_c_ns: mlp.peerNs,
      mlp_prepare_ms: mlp.prepareMs,
      micrograd_over_compiled: 1 / micrograd.ratio,
      micrograd_ns: micrograd.peerNs,
      micrograd_compiled_ns: micrograd.oursNs,
      training_rounds: ROUNDS,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function against(peer: Peer, { samples }: Task, ours: Side): Promise<Comparison> {
  try {
    return await compare(ours, peer, samples.length);
  } finally {
    peer.stop();
  }
}

function drawing() {
  return { forward_backward_with_drawing_us: timeForwardBackward() };
}

async function millionGates() {
  const program = join(import.meta.dirname, "engine", "million.ts");
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", "--import", "tsx", program],
    { cwd: root },
  );
  const measured = JSON.parse(stdout) as MillionGates;
  return {
    million_gates_forward_backward_ms: measured.forwardBackwardMs,
    million_gates_build_ms: measured.buildMs,
    million_gates_compile_ms: measured.compileMs,
    million_gates_rounds: measured.rounds,
    bytes_per_gate: measured.bytesPerGate,
  };
}
