/** The exponential function and its relatives, two numbers at a time, to one or two units in the last place. */

import type { Node, NodeBuilder } from "./node.js";

const LOG2_E = Math.LOG2E;
/** ln 2 in two parts; the first has so few bits that its products with whole numbers are exact. Source: Cody and Waite, 1980 */
const LN2_HIGH = 0.693147180559663;
const LN2_LOW = 2.8235290563031577e-13;
/** Adding it to a number rounds to a whole number and leaves that in the lowest bits. */
const ROUNDER = 1.5 * 2 ** 52;
const EXPONENT_POSITION = 52;

/** (eʳ − 1 − r)/r² for |r| ≤ ln(2)/2: the polynomial through ten Chebyshev points, its error in eʳ is below 2e-17. */
const TAIL = [
  0.5000000000000001, 0.16666666666666669, 0.04166666666662399, 0.008333333333330051, 0.0013888888917281794,
  0.00019841269863105968, 2.480152119021773e-5, 2.7557268378684192e-6, 2.7620138719733994e-7,
  2.5100424157005067e-8,
] as const;

/** (2 artanh(s) − 2s)/s³ as a polynomial in s² for |s| ≤ 1/3, found in the same way. */
const ARTANH_TAIL = [
  0.6666666666666666, 0.40000000000014596, 0.2857142856710506, 0.22222222717801782, 0.18181789417326447,
  0.15385570592912243, 0.13314135550881162, 0.12001155182857778, 0.08800317650868773, 0.16164938169471338,
] as const;

export class Exponentials {
  readonly #b: NodeBuilder;

  constructor(builder: NodeBuilder) {
    this.#b = builder;
  }

  /** eᵃ, from 0 over the denormal numbers to Infinity. */
  exp(a: Node): Node {
    const b = this.#b;
    const inRange = b.apply("pmin", b.apply("pmax", a, this.#both(-746)), this.#both(710));
    const { r, whole } = this.#reduce(inRange, b.mul(inRange, this.#both(LOG2_E)));
    // 2^k does not fit into one number at both ends of the range; two halves do.
    const half = b.add(b.mul(whole, this.#both(0.5)), this.#both(ROUNDER));
    const rest = b.add(b.sub(whole, b.sub(half, this.#both(ROUNDER))), this.#both(ROUNDER));
    const powerOf2 = (k: Node) => b.apply("addIntegers", this.#exponent(k), this.#both(1));
    return b.mul(b.mul(b.add(this.#both(1), this.#expMinus1(r)), powerOf2(half)), powerOf2(rest));
  }

  /** 1 / (1 + e⁻ᵃ); what would underflow is 0. */
  sigmoid(a: Node): Node {
    const b = this.#b;
    const { r, bits } = this.#reduce(b.apply("neg", a), b.mul(a, this.#both(-LOG2_E)));
    const power = b.apply("addIntegers", this.#onePlusExpMinus1(r), this.#exponent(bits));
    // Beyond these bounds the exponent overflows and `power` is meaningless; the masks are ready long before it.
    const e = b.apply("andnot", power, b.apply("maskGreater", a, this.#both(700)));
    const value = b.div(this.#both(1), b.add(this.#both(1), e));
    return b.apply("andnot", value, b.apply("maskLess", a, this.#both(-709)));
  }

  /** (e²ᵃ − 1) / (e²ᵃ + 1), without the difference of nearly equal numbers for small a. */
  tanh(a: Node): Node {
    const b = this.#b;
    // From 20 on the nearest number is 1.
    const y = b.apply("pmin", b.apply("abs", a), this.#both(20));
    const { r, bits } = this.#reduce(b.add(y, y), b.mul(y, this.#both(2 * LOG2_E)));
    const power = b.apply("addIntegers", this.#exponent(bits), this.#both(1));
    const m = b.add(b.mul(power, this.#expMinus1(r)), b.sub(power, this.#both(1)));
    const value = b.div(m, b.add(m, this.#both(2)));
    return b.apply("or", value, b.apply("and", a, this.#both(-0)));
  }

  /** ln(1 + eᵃ) as max(a, 0) + ln(1 + u) with u = e^−|a|. */
  softplus(a: Node): Node {
    const b = this.#b;
    const u = this.exp(b.apply("neg", b.apply("abs", a)));
    return b.add(b.apply("pmax", a, this.#both(0)), this.#log1p(u));
  }

  /** ln(1 + u) for 0 ≤ u ≤ 1, as 2 artanh(s) with s = u / (2 + u). */
  #log1p(u: Node): Node {
    const b = this.#b;
    const s = b.div(u, b.add(u, this.#both(2)));
    const w = b.mul(s, s);
    const tail = ARTANH_TAIL.map((c) => this.#both(c)).reduceRight((sum, c) => b.add(c, b.mul(sum, w)));
    return b.add(b.add(s, s), b.mul(b.mul(s, w), tail));
  }

  /**
   * Split y = k ln 2 + r with |r| ≤ ln(2)/2.
   *
   * @param scaled y / ln 2
   * @returns r, k as a number, and k in the lowest bits
   */
  #reduce(y: Node, scaled: Node): { r: Node; whole: Node; bits: Node } {
    const b = this.#b;
    const bits = b.add(scaled, this.#both(ROUNDER));
    const whole = b.sub(bits, this.#both(ROUNDER));
    const high = b.sub(y, b.mul(whole, this.#both(LN2_HIGH)));
    return { r: b.sub(high, b.mul(whole, this.#both(LN2_LOW))), whole, bits };
  }

  /** Move the lowest bits to where a number has its exponent. */
  #exponent(bits: Node): Node {
    return this.#b.shiftLeft(bits, EXPONENT_POSITION);
  }

  #expMinus1(r: Node): Node {
    return this.#plusTail(r, r);
  }

  #onePlusExpMinus1(r: Node): Node {
    return this.#plusTail(this.#b.add(this.#both(1), r), r);
  }

  /** `start` + r² · tail(r), by Estrin's scheme: little to wait for, since the parts do not need each other. */
  #plusTail(start: Node, r: Node): Node {
    const b = this.#b;
    const r2 = b.mul(r, r);
    const r4 = b.mul(r2, r2);
    const linear = (i: number) => b.add(this.#both(TAIL[i]!), b.mul(this.#both(TAIL[i + 1]!), r));
    const cubic = (i: number) => b.add(linear(i), b.mul(linear(i + 2), r2));
    const upper = b.add(cubic(4), b.mul(linear(8), r4));
    return b.add(b.add(start, b.mul(r2, cubic(0))), b.mul(upper, b.mul(r4, r2)));
  }

  #both(value: number): Node {
    return this.#b.constants(value, value);
  }
}
