"""One training step of a workload with an autograd of Python objects, one for each number, as micrograd does it.

python micrograd.py W2        prints the nanoseconds that it takes
"""

import math
import random
import sys
import time

SIZES = {"W1": [1, 1], "W2": [2, 8, 8, 1], "W2B": [2, 8, 8, 1], "W3": [30, 200, 27]}
BATCH = {"W1": 1, "W2": 10, "W2B": 200, "W3": 32}


class Value:
    def __init__(self, data, children=()):
        self.data = data
        self.grad = 0.0
        self.children = children
        self.backward_rule = lambda: None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def rule():
            self.grad += out.grad
            other.grad += out.grad

        out.backward_rule = rule
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def rule():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.backward_rule = rule
        return out

    def unary(self, value, slope):
        out = Value(value, (self,))

        def rule():
            self.grad += slope * out.grad

        out.backward_rule = rule
        return out

    def tanh(self):
        t = math.tanh(self.data)
        return self.unary(t, 1 - t * t)

    def exp(self):
        e = math.exp(self.data)
        return self.unary(e, e)

    def log(self):
        return self.unary(math.log(self.data), 1 / self.data)

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                stack.extend((child, False) for child in node.children)
        self.grad = 1.0
        for node in reversed(order):
            node.backward_rule()


def main():
    workload = sys.argv[1]
    if workload not in SIZES:
        print("nan")
        return
    sizes, batch = SIZES[workload], BATCH[workload]
    draw = random.Random(1)
    lesson = workload == "W1"
    classes = sizes[-1] > 1
    layers = [
        [
            ([Value(0.0 if lesson else draw.uniform(-1, 1)) for _ in range(sizes[i])], Value(0.0))
            for _ in range(sizes[i + 1])
        ]
        for i in range(len(sizes) - 1)
    ]
    x = [[2.0] if lesson else [draw.uniform(-1, 1) for _ in range(sizes[0])] for _ in range(batch)]
    y = [6.0 if lesson else draw.randrange(sizes[-1]) if classes else draw.uniform(-1, 1) for _ in range(batch)]
    parameters = [p for layer in layers for w, b in layer for p in (w if lesson else w + [b])]

    def predict(row):
        values = row
        for number, layer in enumerate(layers):
            sums = []
            for weights, bias in layer:
                total = weights[0] * values[0] if lesson else bias
                for weight, value in () if lesson else zip(weights, values):
                    total = total + weight * value
                sums.append(total)
            values = sums if number == len(layers) - 1 else [s.tanh() for s in sums]
        return values

    def step():
        loss = Value(0.0)
        for row, target in zip(x, y):
            out = predict(row)
            if classes:
                exponentials = [o.exp() for o in out]
                total = Value(0.0)
                for e in exponentials:
                    total = total + e
                loss = loss + total.log() + out[target] * -1
            else:
                error = out[0] + -target
                loss = loss + error * error
        loss = loss * (1 / batch)
        for p in parameters:
            p.grad = 0.0
        loss.backward()
        for p in parameters:
            p.data -= 1e-7 * p.grad

    begun = time.perf_counter()
    steps = 0
    while steps < 2 or time.perf_counter() - begun < 3:
        step()
        steps += 1
    print((time.perf_counter() - begun) / steps * 1e9)


main()
