import { transform } from "../../src/cells/transform.ts";
import { transformSync } from "oxc-transform";
import { parse, needsHelpers, parseAs } from "../../src/cells/parse.ts";
import { analyze } from "eslint-scope";
import { Notebook } from "./notebook.ts";
import { tellOfCells } from "../../src/user/stack.ts";
tellOfCells();
for (const n of [1000, 2000, 5000, 10000, 20000]) {
  const s = Array(n).fill("aa").join(" + ");
  try { const p = parse(s); needsHelpers(p.program); 
  const t = await transform("cell.ts", s, false);
  const q = parseAs("js", t.code);
  try { analyze(q as never, { ecmaVersion: 2022, sourceType: "module" }); console.log(n, "ok") } catch (e:any) { console.log(n, "scope", e.message) }
  } catch (e: any) { console.log(n, "earlier", e.stack.slice(0,600)) }
}
const err = (s: string) => { const r = transformSync("cell.ts", s, { lang: "ts", sourceType: "module", target: "es2022", sourcemap: true, typescript: { onlyRemoveTypeImports: true } }); console.log(JSON.stringify(s), "->", JSON.stringify(r.code), r.errors.map(e => [e.severity, e.message, e.labels])) };
err("let a = 1; let a = 2"); err("delete a"); err("namespace N { export let a = 1; a++ }"); err("break"); err("class A { accessor x = 1 }"); err("export = 4"); err("import A = N.B"); err("import fs = require('fs')"); err("enum E { A = 1, A = 2 }");err("let x = 1; namespace x { export const y = 1 }"); err("export const a = 1; export const a = 2"); err("class A { constructor(); constructor(x?: any) {} }"); err("@d class A {}"); err("let x: number = 08"); err("with (a) {}"); err("namespace N { declare const x: number }"); err("namespace N { export {} }"); err("namespace N { ; }"); err("export { zzz }"); err("class A { #x; #x }"); err("const a;"); err("new.target"); err("await: 1"); err("abstract class A { abstract accessor x: number }"); err("declare class A { accessor x: number }"); err("const enum E { A = 1 }; E.A"); err("namespace N { interface A {} namespace M { type X = 1 } }"); err("namespace N { const enum E { A } }"); err("'hello'"); err("declare module 'x' { }");
for (const c of ["let f: any = 0, o: any = {}", "f = () => { throw new Error('x') }; o.q = f; const g = () => f(); g()", "f = function () { throw new Error('y') }; f()"]) { try { await nb().cell(c) } catch (e: any) { console.log(e.stack) } }
function nb() { return (globalThis as any).nb ??= new Notebook() }
for (const s of ["declare global { interface W {} }", "declare module 'x' {}", "namespace A.B.C {}", "import A = N.B", "export import A = N.B; export default interface I {}", "export as namespace Q", "namespace N { interface X {} }"]) { try { const p = parse(s); console.log(s, JSON.stringify(p.program.body[0]).slice(0, 400), p.declared) } catch (e) { console.log(s, String(e)) } }
