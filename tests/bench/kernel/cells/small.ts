class Gate4711 {
  private readonly inputs: number[] = [];

  constructor(readonly factor: number) {}

  push(value: number): this {
    this.inputs.push(value * this.factor);
    return this;
  }

  total(): number {
    return this.inputs.reduce((sum, value) => sum + value, 0);
  }
}

function make4711(count: number): Gate4711 {
  const gate = new Gate4711(4711);
  for (let value = 1; value <= count; value++) gate.push(value);
  return gate;
}

console.log(`total ${make4711(4).total()}`);
