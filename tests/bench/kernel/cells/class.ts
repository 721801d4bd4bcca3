/** A hundred lines as people write them: a class of matrices, and what comes out when it is used. */
type Rows = readonly (readonly number[])[];

interface Size {
  readonly rows: number;
  readonly columns: number;
}

class Matrix {
  static identity(size: number): Matrix {
    return Matrix.from({ rows: size, columns: size }, (row, column) => (row === column ? 1 : 0));
  }

  static from({ rows, columns }: Size, value: (row: number, column: number) => number): Matrix {
    const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
    return new Matrix(range(rows).map((row) => range(columns).map((column) => value(row, column))));
  }

  readonly size: Size;
  private readonly rows: Rows;

  constructor(rows: Rows) {
    const columns = rows[0]?.length ?? 0;
    if (rows.some((row) => row.length !== columns)) throw new RangeError("rows of different lengths");
    this.rows = rows.map((row) => [...row]);
    this.size = { rows: rows.length, columns };
  }

  at(row: number, column: number): number {
    const value = this.rows[row]?.[column];
    if (value === undefined) throw new RangeError(`there is no entry at ${row}, ${column}`);
    return value;
  }

  row(index: number): readonly number[] {
    return Array.from({ length: this.size.columns }, (_, column) => this.at(index, column));
  }

  column(index: number): readonly number[] {
    return Array.from({ length: this.size.rows }, (_, row) => this.at(row, index));
  }

  map(change: (value: number) => number): Matrix {
    return Matrix.from(this.size, (row, column) => change(this.at(row, column)));
  }

  scaled(factor: number): Matrix {
    return this.map((value) => value * factor);
  }

  transposed(): Matrix {
    const { rows, columns } = this.size;
    return Matrix.from({ rows: columns, columns: rows }, (row, column) => this.at(column, row));
  }

  plus(other: Matrix): Matrix {
    const { rows, columns } = this.size;
    if (other.size.rows !== rows || other.size.columns !== columns)
      throw new RangeError("only matrices of the same size can be added");
    return Matrix.from(this.size, (row, column) => this.at(row, column) + other.at(row, column));
  }

  times(other: Matrix): Matrix {
    if (other.size.rows !== this.size.columns) throw new RangeError("these matrices cannot be multiplied");
    const size = { rows: this.size.rows, columns: other.size.columns };
    return Matrix.from(size, (row, column) => {
      const factors = other.column(column);
      return this.row(row).reduce((sum, value, i) => sum + value * (factors[i] ?? 0), 0);
    });
  }

  power(exponent: number): Matrix {
    if (exponent === 0) return Matrix.identity(this.size.rows);
    const half = this.power(Math.floor(exponent / 2));
    const square = half.times(half);
    return exponent % 2 === 0 ? square : square.times(this);
  }

  trace(): number {
    let sum = 0;
    for (let i = 0; i < Math.min(this.size.rows, this.size.columns); i++) sum += this.at(i, i);
    return sum;
  }

  equals(other: Matrix): boolean {
    const { rows, columns } = this.size;
    if (other.size.rows !== rows || other.size.columns !== columns) return false;
    return this.rows.every((row, i) => row.every((value, j) => value === other.at(i, j)));
  }

  toString(): string {
    return this.rows.map((row) => row.join(" ")).join("\n");
  }
}

const fibonacci = Matrix.from({ rows: 2, columns: 2 }, (i, j) => (i * j === 1 ? 0 : 1)).power(10);
// A power of a symmetric matrix is symmetric.
const doubled = fibonacci.plus(fibonacci.transposed());
if (!doubled.equals(fibonacci.scaled(2))) throw new Error(`not symmetric:\n${doubled.toString()}`);
console.log(`trace ${fibonacci.scaled(4711).trace()}`);
