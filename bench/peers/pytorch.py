"""One training step of a network in PyTorch: prints the nanoseconds that it takes.

    python pytorch.py 30-200-27:tanh:32:sgd:0 float32 1 eager        or: compile

A network is told by its sizes, activation, batch, optimizer and dropout; "1-1:none:1:sgd:0" is the first lesson. W7 to W9 are the networks
of LayerWorkload.
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


class Attention(torch.nn.Module):
    def __init__(self, width, heads, length):
        super().__init__()
        self.attention = torch.nn.MultiheadAttention(width, heads, batch_first=True)
        self.mask = torch.nn.Transformer.generate_square_subsequent_mask(length)

    def forward(self, x):
        return self.attention(x, x, x, attn_mask=self.mask, is_causal=True, need_weights=False)[0]


class Residual(torch.nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class Positions(torch.nn.Module):
    def __init__(self, length, width):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(length, width))

    def forward(self, x):
        return x + self.weight


class LastState(torch.nn.Module):
    def __init__(self, inputs, units):
        super().__init__()
        self.lstm = torch.nn.LSTM(inputs, units, batch_first=True)

    def forward(self, x):
        return self.lstm(x)[0][:, -1]


def layers(name, dtype):
    """The networks of LayerWorkload."""
    nn = torch.nn
    torch.manual_seed(0)
    if name == "W7":
        model = nn.Sequential(
            nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(512, 10),
        )
        x, y = torch.rand(64, 64, dtype=dtype) * 2 - 1, torch.randint(10, (64,))
    elif name == "W8":
        def block():
            return [
                Residual(nn.LayerNorm(64), Attention(64, 4, 32)),
                Residual(nn.LayerNorm(64), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 64)),
            ]
        model = nn.Sequential(
            nn.Embedding(26, 64), Positions(32, 64), *block(), *block(), nn.LayerNorm(64), nn.Linear(64, 26),
        )
        x, y = torch.randint(26, (32, 32)), torch.randint(26, (32, 32)).flatten()
    else:
        model = nn.Sequential(nn.Embedding(26, 32), LastState(32, 64), nn.Linear(64, 10))
        x, y = torch.randint(26, (32, 32)), torch.randint(10, (32,))
    model = model.to(dtype)
    loss = nn.CrossEntropyLoss()
    optimizer = (torch.optim.AdamW if name == "W8" else torch.optim.Adam)(model.parameters(), lr=1e-3)
    return (lambda: loss(model(x).flatten(0, -2), y)), optimizer


def main():
    text, dtype, threads, mode = sys.argv[1:5]
    torch.set_num_threads(int(threads))
    dtype = getattr(torch, dtype)
    build = layers if text.startswith("W") else network
    forward, optimizer = lesson(dtype) if text.startswith("1-1:") else build(text, dtype)
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
