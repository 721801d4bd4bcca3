/** Compile a graph for single passes on flat arrays. */

import type { ComputationalGraph } from "../graph/computationalGraph.js";
import { isBuiltIn } from "./builtIn.js";
import { FlatGraph } from "./kernels/flatGraph.js";
import type { CompiledGraph } from "./program.js";
import { ObjectGraph } from "./schedule/objectGraph.js";

/**
 * Graphs of built-in gates run as loops over arrays, in time and memory linear in gates and edges. A graph that
 * holds a student's own gate runs the gates' own methods.
 *
 * ```ts
 * const compiled = compile(graph);
 * compiled.load();
 * compiled.forward();
 * ```
 */
export function compile(graph: ComputationalGraph): CompiledGraph {
  return graph.gates.every(isBuiltIn) ? new FlatGraph(graph) : new ObjectGraph(graph);
}
