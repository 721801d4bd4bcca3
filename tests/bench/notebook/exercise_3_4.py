# %% The cells of exercise 3-4 in Python, for a comparison: the same gates, graphs, checks of numbers and trainings.
import math
import random
import graphviz
from IPython.display import display

# %%
class Gate:
    def __init__(self, inputs=(), name=""):
        self.inputs, self.name, self.consumers = list(inputs), name, []
        self.out, self.dz, self.locals = None, 0.0, {}
        for gate in self.inputs:
            gate.consumers.append(self)

    def put_gradient(self, consumer, local):
        self.dz += local * consumer.dz
        self.locals.setdefault(consumer, []).append(local)

    def forward(self):
        pass

    def backward(self):
        pass


class Input(Gate):
    def __init__(self, value=None, name=""):
        super().__init__([], name)
        self.out = value


class Add(Gate):
    def forward(self):
        self.out = sum(gate.out for gate in self.inputs)

    def backward(self):
        for gate in self.inputs:
            gate.put_gradient(self, 1)


class Graph:
    def __init__(self, target):
        self.target, self.gates, seen = target, [], set()

        def visit(gate):
            if gate in seen:
                return
            seen.add(gate)
            for each in gate.inputs:
                visit(each)
            self.gates.append(gate)

        visit(target)

    def forward(self):
        for gate in self.gates:
            gate.forward()
        return self

    def backward(self, draws=False):
        for gate in self.gates:
            gate.dz, gate.locals = 0.0, {}
        self.target.dz = 1.0
        for gate in reversed(self.gates):
            gate.backward()
        return self

    def draw(self):
        dot = graphviz.Digraph(graph_attr={"rankdir": "LR"}, node_attr={"shape": "box"})
        for gate in self.gates:
            dot.node(str(id(gate)), f"{gate.name}\nvalue {gate.out:.4g}\ngradient {gate.dz:.4g}")
            for each in gate.inputs:
                dot.edge(str(id(each)), str(id(gate)), ", ".join(f"{local:.3g}" for local in each.locals.get(gate, [])))
        return dot

# %%
a, b = Input(2, "a"), Input(3, "b")
example = Graph(Add([a, a, b], "s"))
display(example.forward().draw())

# %%
display(example.backward().draw())

# %%
class Weight(Gate):
    def __init__(self, alpha, value, name=""):
        super().__init__([], name)
        self.alpha, self.out = alpha, value

    def backward(self):
        self.out -= self.alpha * self.dz


class Multiply(Gate):
    def forward(self):
        self.out = 1.0
        for gate in self.inputs:
            self.out *= gate.out

    def backward(self):
        for i, gate in enumerate(self.inputs):
            others = 1.0
            for j, other in enumerate(self.inputs):
                if j != i:
                    others *= other.out
            gate.put_gradient(self, others)


class Sigmoid(Gate):
    def forward(self):
        self.out = 1 / (1 + math.exp(-self.inputs[0].out))

    def backward(self):
        self.inputs[0].put_gradient(self, self.out * (1 - self.out))


class SquaredLoss(Gate):
    def forward(self):
        y_hat, y = self.inputs
        self.out = (y_hat.out - y.out) ** 2

    def backward(self):
        y_hat, y = self.inputs
        y_hat.put_gradient(self, 2 * (y_hat.out - y.out))
        y.put_gradient(self, -2 * (y_hat.out - y.out))

# %%
def sheet():
    x1, x2, y = Input(1, "x1"), Input(1, "x2"), Input(1, "y")
    w1, w2, p0 = Weight(0.1, 4 / 5, "w1"), Weight(0.1, -7 / 5, "w2"), Weight(0.1, 3 / 5, "p0")
    z = Add([Multiply([w1, x1], "p1"), Multiply([w2, x2], "p2"), p0], "z")
    return Graph(SquaredLoss([Sigmoid([z], "yHat"), y], "L"))


graph = sheet()
display(graph.forward().draw())
assert abs(graph.target.out - 1 / 4) < 1e-9

# %%
display(graph.backward().draw())
assert abs(next(gate for gate in graph.gates if gate.name == "w1").out - 0.825) < 1e-9

# %%
patterns = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]


def network(hidden, alpha, rng):
    weight = lambda name: Weight(alpha, 2 * rng.random() - 1, name)
    x1, x2, y = Input(0, "x1"), Input(0, "x2"), Input(0, "y")
    products = []
    for j in range(hidden):
        z = Add([Multiply([weight("w"), x1]), Multiply([weight("w"), x2]), weight("b")])
        products.append(Multiply([weight("v"), Sigmoid([z])]))
    y_hat = Sigmoid([Add([*products, weight("c")])])
    return x1, x2, y, y_hat, Graph(SquaredLoss([y_hat, y]))


def train(net, epochs, rng):
    x1, x2, y, _, graph = net
    history = []
    for _ in range(epochs):
        loss = 0
        for _ in patterns:
            x1.out, x2.out, y.out = rng.choice(patterns)
            graph.forward()
            graph.backward()
            loss += graph.target.out
        history.append(loss / len(patterns))
    return history


def answers(net):
    x1, x2, _, y_hat, graph = net
    found = []
    for x1.out, x2.out, _ in patterns:
        graph.forward()
        found.append(round(y_hat.out))
    return found


rng = random.Random(3)
net = network(4, 1, rng)
history = train(net, 2000, rng)
print(history[-1], answers(net))

# %%
for seed in range(4):
    rng = random.Random(seed)
    net = network(4, 1, rng)
    train(net, 1500, rng)
    print(answers(net))

# %%
for seed in range(10):
    rng = random.Random(seed)
    net = network(2, 1, rng)
    train(net, 2000, rng)
    print(answers(net))
