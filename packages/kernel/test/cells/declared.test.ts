/** Which names a cell leaves to later ones, and whether something stands behind each when it runs. */
import assert from "node:assert/strict";

import { parse } from "../../src/cells/parse.js";

/** `+a` for a variable, `a` for another value, `:a` for a type. */
const declaredIn = (source: string): string =>
  parse(source)
    .declared.map(
      ({ name, isValue, isAssignable }) => `${isValue ? "" : ":"}${isAssignable ? "+" : ""}${name}`,
    )
    .join(" ");

describe("what a cell declares", () => {
  const cases: Record<string, readonly [source: string, declared: string]> = {
    "are variables and constants": ["let a, b = 1; var c; const d = 1; using e = null", "+a +b +c d e"],
    "are names in patterns": [
      "let [a, , { b, c: d, ['e']: f = 1, ...g }, ...[h, i]]: any = 0; const { j } = k",
      "+a +b +d +f +g +h +i j",
    ],
    "are functions, once": ["function f(): void; function f(x?: 1) {} async function* g() {}", "f g"],
    "are classes and enums": ["class A {} abstract class B {} enum E {} const enum F {}", "A B E F"],
    "are types": ["type T = 1; interface I {}", ":T :I"],
    "are classes that are extended by an interface": ["interface A {} class A {} interface A {}", "A"],
    "are types that are constants, too": ["type A = 1; const A = 1; const B = 1; type B = 1", "A B"],
    "are what is imported": [
      'import a, { b, c as d, "e f" as g } from "x"; import * as h from "y"',
      "a b d g h",
    ],
    "are types that are imported": ['import type A from "x"; import { type B, c } from "x"', ":A :B c"],
    "is what is exported": ["export const a = 1; export default function f() {} export type T = 1", "a f :T"],
    "are no names of a list of exports": ['const a = 1; export { a as b }; export * as c from "x"', "a"],
    "is a default without a name, not": ["export default 5", ""],
    "are namespaces of values": ["namespace A { export const a = 1 } namespace B.C { f() }", "A B"],
    "are namespaces of types": [
      "namespace A { export interface I {} } namespace B.C { type T = 1 } namespace D {}",
      ":A :B :D",
    ],
    "are namespaces with namespaces": [
      "namespace A { export namespace I { type T = 1 } } namespace B { namespace C { f() } }",
      ":A B",
    ],
    "are new names for parts of namespaces": ["import a = A.B; export import c = C.D", "a c"],
    "is what is elsewhere, as a type": [
      "declare const a: 1; declare function f(): void; declare class C {} declare namespace N { const x: 1 } declare enum E {}",
      ":a :f :C :N :E",
    ],
    "is what is added to types elsewhere, under names of their own": [
      'declare global { interface A { b(): 1; "c d": 1 } var e: 1; namespace N {} } declare module "x" { export interface B { f: 1 } }',
      ":global A.b :global A.c d :global e :global N :module x B.f",
    ],
    "is nothing of additions that add nothing": [
      'declare global { interface W {} } declare module "x" {}',
      "",
    ],
    "is nothing of what is in blocks and functions": [
      "{ let a; class B {} } for (const c of []) {} function f() { let d } try {} catch (e) {}",
      "f",
    ],
  };
  for (const [sentence, [source, declared]] of Object.entries(cases))
    it(sentence, () => assert.equal(declaredIn(source), declared));
});
