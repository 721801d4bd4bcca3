class Gate4711:
    def __init__(self, factor: float) -> None:
        self.factor = factor
        self._inputs: list[float] = []

    def push(self, value: float) -> "Gate4711":
        self._inputs.append(value * self.factor)
        return self

    def total(self) -> float:
        return sum(self._inputs, 0)


def make4711(count: int) -> Gate4711:
    gate = Gate4711(4711)
    for value in range(1, count + 1):
        gate.push(value)
    return gate


print(f"total {make4711(4).total()}")
