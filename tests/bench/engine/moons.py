"""Trains micrograd's own network on request, in the way of its demo but sample by sample; speaks as harness.h does."""

import sys
from time import perf_counter_ns

from micrograd.engine import Value
from micrograd.nn import MLP

ALPHA = 0.002

model = MLP(2, [16, 16, 1])
parameters = model.parameters()
weights = [float(word) for word in sys.stdin.readline().split()]
assert len(weights) == len(parameters)
samples = []
for _ in range(int(sys.stdin.readline())):
    x1, x2, y = (float(word) for word in sys.stdin.readline().split())
    samples.append(([x1, x2], y))


def epoch():
    total = 0.0
    for x, y in samples:
        score = model(list(map(Value, x)))
        loss = (score - y) ** 2
        model.zero_grad()
        loss.backward()
        for p in model.parameters():
            p.data -= ALPHA * p.grad
        total += loss.data
    return total


for line in sys.stdin:
    for p, weight in zip(parameters, weights):
        p.data = weight
    begin = perf_counter_ns()
    total = 0.0
    for _ in range(int(line)):
        total = epoch()
    print(perf_counter_ns() - begin, repr(total / len(samples)), flush=True)
