"""One training step of a workload in PyTorch: prints the nanoseconds that it takes.

    python pytorch.py W3 float32 1 eager        or: compile
"""

import statistics
import sys
import time

import torch

SIZES = {
    "W1": [1, 1],
    "W2": [2, 8, 8, 1],
    "W2B": [2, 8, 8, 1],
    "W3": [30, 200, 27],
    "W4": [784, 128, 10],
    "W5": [1024, 1024, 1024, 10],
}
BATCH = {"W1": 1, "W2": 10, "W2B": 200, "W3": 32, "W4": 64, "W5": 256}


def lesson(dtype):
    """The first lesson, as the tutorial writes it."""
    x = torch.tensor(2.0, dtype=dtype)
    y = torch.tensor(6.0, dtype=dtype)
    w = torch.tensor(0.0, dtype=dtype, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=1e-7)
    return (lambda: (w * x - y) ** 2), optimizer


def network(workload, dtype):
    torch.manual_seed(0)
    sizes = SIZES[workload]
    classes = sizes[-1] > 1
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(torch.nn.Linear(sizes[i], sizes[i + 1]))
        if i + 2 < len(sizes):
            layers.append(torch.nn.ReLU() if workload in ("W4", "W5") else torch.nn.Tanh())
    model = torch.nn.Sequential(*layers).to(dtype)
    rows = BATCH[workload]
    x = torch.rand(rows, sizes[0], dtype=dtype) * 2 - 1
    y = torch.randint(sizes[-1], (rows,)) if classes else torch.rand(rows, 1, dtype=dtype)
    loss = torch.nn.CrossEntropyLoss() if classes else torch.nn.MSELoss()
    adam = workload in ("W4", "W5")
    optimizer = (torch.optim.Adam if adam else torch.optim.SGD)(model.parameters(), lr=1e-3)
    return (lambda: loss(model(x), y)), optimizer


def main():
    workload, dtype, threads, mode = sys.argv[1:5]
    torch.set_num_threads(int(threads))
    dtype = getattr(torch, dtype)
    forward, optimizer = lesson(dtype) if workload == "W1" else network(workload, dtype)
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
