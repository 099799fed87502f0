"""One training step of a network in PyTorch: prints the nanoseconds that it takes.

    python pytorch.py 30-200-27:tanh:32:sgd:0 float32 1 eager        or: compile

A network is told by its sizes, activation, batch, optimizer and dropout; "1-1:none:1:sgd:0" is the first lesson.
"""

import statistics
import sys
import time

import torch

def lesson(dtype):
    """The first lesson, as the tutorial writes it."""
    x = torch.tensor(2.0, dtype=dtype)
    y = torch.tensor(6.0, dtype=dtype)
    w = torch.tensor(0.0, dtype=dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=1e-7)
    return (lambda: (w * x - y) ** 2), optimizer


def network(text, dtype):
    torch.manual_seed(0)
    sizes, activation, rows, optimizer, dropout = text.split(":")
    sizes = [int(size) for size in sizes.split("-")]
    rows = int(rows)
    classes = sizes[-1] > 1
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(torch.nn.Linear(sizes[i], sizes[i + 1]))
        if i + 2 < len(sizes):
            layers.append(torch.nn.ReLU() if activation == "relu" else torch.nn.Tanh())
            if float(dropout) > 0:
                layers.append(torch.nn.Dropout(float(dropout)))
    model = torch.nn.Sequential(*layers).to(dtype)
    x = torch.rand(rows, sizes[0], dtype=dtype) * 2 - 1
    y = torch.randint(sizes[-1], (rows,)) if classes else torch.rand(rows, 1, dtype=dtype)
    loss = torch.nn.CrossEntropyLoss() if classes else torch.nn.MSELoss()
    optimizer = (torch.optim.Adam if optimizer == "adam" else torch.optim.SGD)(model.parameters(), lr=1e-3)
    return (lambda: loss(model(x), y)), optimizer


def main():
    text, dtype, threads, mode = sys.argv[1:5]
    torch.set_num_threads(int(threads))
    dtype = getattr(torch, dtype)
    forward, optimizer = lesson(dtype) if text.startswith("1-1:") else network(text, dtype)
    if mode == "compile":
        forward = torch.compile(forward)

    def step():
        optimizer.zero_grad()
        forward().backward()
        optimizer.step()

    begun = time.perf_counter()
    steps = 0
    while time.perf_counter() - begun < 3 or steps < 3:
        step()
        steps += 1
    window = max(2, steps // 6)
    figures = []
    for _ in range(7):
        begun = time.perf_counter_ns()
        for _ in range(window):
            step()
        figures.append((time.perf_counter_ns() - begun) / window)
    print(statistics.median(figures))


main()
