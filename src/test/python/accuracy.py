"""Writes src/test/resources/accuracy: values and derivatives by mpmath, for AccuracyTest.

    python3 src/test/python/accuracy.py src/test/resources/accuracy

One file a function. A line has the inputs, the value, and the derivative with respect to each input, as the 16 hexadecimal
digits of a double; "-" where there is no derivative. The inputs are exact, the results are computed with 60 digits and
rounded once to the nearest double. The points are drawn with a fixed seed: over all exponents, over ordinary sizes, and
densely near the places where digits are easily lost.
"""

import random
import struct
import sys
from fractions import Fraction
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 60
FAR = 1e4


def double(x):
    """The nearest double, also below the normal range."""
    if x is None:
        return None
    if isinstance(x, float):
        return x
    sign, mantissa, exponent, _ = mpf(x)._mpf_
    if not mantissa:
        if mp.isinf(x):
            return float("inf") if x > 0 else float("-inf")
        return -0.0 if sign else 0.0
    bits = exponent + mantissa.bit_length()
    if bits < -1200:
        return -0.0 if sign else 0.0
    if bits > 1100:
        return float("-inf") if sign else float("inf")
    try:
        value = mantissa * 2**exponent / 1 if exponent >= 0 else mantissa / 2**-exponent
    except OverflowError:
        value = float("inf")
    return -value if sign else value


def digits(x):
    return "-" if x is None else struct.pack(">d", x).hex()


# Functions of one number: value and derivative. Each is written so that 60 digits suffice.


def exp(x):
    return mp.inf if x > FAR else mpf(0) if x < -FAR else mp.exp(x)


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def softplus(x):
    return max(x, 0) + mp.log1p(exp(-abs(x)))


def tanh(x):
    return mp.sign(x) if abs(x) > FAR else mp.tanh(x)


def sech2(x):
    return 4 * exp(-2 * abs(x)) / (1 + exp(-2 * abs(x))) ** 2


def gaussian(x):
    """exp(-x * x)."""
    return mpf(0) if abs(x) > 100 else mp.exp(-x * x)


def normal_cdf(x):
    return mpf(1) if x > 100 else mpf(0) if x < -100 else mp.erfc(-x / mp.sqrt(2)) / 2


def normal_pdf(x):
    return gaussian(x / mp.sqrt(2)) / mp.sqrt(2 * mp.pi)


def sinh(x):
    return mp.sinh(x) if abs(x) < FAR else mp.sign(x) * mp.inf


def cosh(x):
    return mp.cosh(x) if abs(x) < FAR else mp.inf


def log_cosh(x):
    if abs(x) < 1:
        return mp.log1p(2 * mp.sinh(x / 2) ** 2)
    return abs(x) + mp.log1p(exp(-2 * abs(x))) - mp.log(2)


def elu(alpha, scale=mpf(1)):
    value = lambda x: scale * (x if x > 0 else alpha * (mp.expm1(x) if x > -FAR else mpf(-1)))
    slope = lambda x: scale * (mpf(1) if x > 0 else alpha * exp(x))
    return value, slope


def mish_slope(x):
    s = softplus(x)
    return tanh(s) + x * sech2(s) * sigmoid(x)


SELU_ALPHA = mpf(1.6732632423543772)
SELU_SCALE = mpf(1.0507009873554805)
positive = lambda x: x > 0
anywhere = lambda x: True

# name: value, derivative, domain, hard places
UNARY = {
    "exp": (exp, exp, anywhere, [0, -708.4, 709.78, -745.13]),
    "log": (mp.log, lambda x: 1 / x, positive, [1]),
    "log1p": (mp.log1p, lambda x: 1 / (1 + x), lambda x: x > -1, [0, -1]),
    "expm1": (lambda x: mpf(-1) if x < -FAR else mp.expm1(x) if x < FAR else mp.inf, exp, anywhere, [0, -1, -37, -745.13]),
    "sqrt": (mp.sqrt, lambda x: 1 / (2 * mp.sqrt(x)), positive, [1]),
    "abs": (abs, mp.sign, lambda x: x != 0, [0]),
    "sin": (mp.sin, mp.cos, anywhere, [0, 1.5707963267948966, 3.141592653589793, 1e5]),
    "cos": (mp.cos, lambda x: -mp.sin(x), anywhere, [0, 1.5707963267948966, 3.141592653589793, 1e5]),
    "tan": (mp.tan, lambda x: 1 + mp.tan(x) ** 2, anywhere, [0, 1.5707963267948966, 3.141592653589793, 1e5]),
    "tanh": (tanh, sech2, anywhere, [0, 0.55, 1, 9, 19, 22]),
    "sinh": (sinh, cosh, anywhere, [0, 1, 22, 710.4]),
    "cosh": (cosh, sinh, anywhere, [0, 1, 22, 710.4]),
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * sigmoid(-x), anywhere, [0, 9, 18, 36, 37, -36, 709, -709, -745]),
    "relu": (lambda x: max(x, mpf(0)), lambda x: mpf(x > 0), lambda x: x != 0, [0]),
    "softplus": (softplus, sigmoid, anywhere, [0, 20, 36, -20, -36, -709, -745]),
    "gelu": (
        lambda x: x * normal_cdf(x),
        lambda x: normal_cdf(x) + x * normal_pdf(x),
        anywhere,
        [0, -0.75, -1, -3, -6, -8.3, -14, -26, -37.5, -38.5, 3, 6, 8.3],
    ),
    "erf": (
        lambda x: mp.sign(x) if abs(x) > 100 else mp.erf(x),
        lambda x: 2 / mp.sqrt(mp.pi) * gaussian(x),
        anywhere,
        [0, 0.5, 0.84, 1.25, 2, 3, 6, 26.6],
    ),
    "logCosh": (log_cosh, tanh, anywhere, [0, 1, 20]),
    "silu": (
        lambda x: x * sigmoid(x),
        lambda x: sigmoid(x) * (1 + x * sigmoid(-x)),
        anywhere,
        [0, -1.2784645427610738, -36, 36, -709, -745],
    ),
    "elu": (*elu(mpf(1)), lambda x: x != 0, [0, -1, -36, -745]),
    "leakyRelu": (
        lambda x: x if x > 0 else mpf(0.01) * x,
        lambda x: mpf(1) if x > 0 else mpf(0.01),
        lambda x: x != 0,
        [0],
    ),
    "selu": (*elu(SELU_ALPHA, SELU_SCALE), lambda x: x != 0, [0, -1, -36, -745]),
    "mish": (
        lambda x: x * tanh(softplus(x)),
        mish_slope,
        anywhere,
        [0, -1.1924, -36, 18, 36, -709, -745],
    ),
    "logSigmoid": (lambda x: -softplus(-x), lambda x: sigmoid(-x), anywhere, [0, 20, 36, -36, 709, 745]),
    "softsign": (
        lambda x: x / (1 + abs(x)),
        lambda x: 1 / (1 + abs(x)) ** 2,
        anywhere,
        [0, 1, 1e8, -1e8],
    ),
    "hardtanh": (
        lambda x: min(max(x, mpf(-1)), mpf(1)),
        lambda x: mpf(abs(x) < 1),
        lambda x: abs(x) != 1,
        [-1, 0, 1],
    ),
    "relu6": (
        lambda x: min(max(x, mpf(0)), mpf(6)),
        lambda x: mpf(0 < x < 6),
        lambda x: x != 0 and x != 6,
        [0, 6],
    ),
}


def huber(x, y):
    d = x - y
    slope = d if abs(d) <= 1 else mp.sign(d)
    return d * d / 2 if abs(d) <= 1 else abs(d) - mpf(0.5), slope, -slope


def bce(p, y):
    return -(y * mp.log(p) + (1 - y) * mp.log1p(-p)), (p - y) / (p * (1 - p)), None


def bce_with_logits(x, y):
    m = sigmoid(-abs(x))
    value = y * softplus(-x) + (1 - y) * softplus(x)
    return value, (1 - y) * sigmoid(x) - y * sigmoid(-x), None


def power(a, b):
    value = mp.power(a, b)
    by_exponent = value * mp.log(a) if a > 0 else None
    return value, b * mp.power(a, b - 1), by_exponent


def div(a, b):
    return a / b, 1 / b, -a / b / b


# Points.


def any_size(rng):
    return rng.choice((-1, 1)) * rng.uniform(1, 2) * 2.0 ** rng.randint(-1070, 1022)


def ordinary(rng):
    return rng.choice((-1, 1)) * rng.uniform(1, 2) * 2.0 ** rng.randint(-55, 10)


EDGES = [0.0, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308, 1e-300, 1.0, 0.9999999999999999, 1.0000000000000002, 1e300]
EDGES += [1.7976931348623157e308, 4.450147717014403e-308, 1.4901161193847656e-08, 1.1102230246251565e-16]


def points(rng, places):
    xs = EDGES + [-x for x in EDGES]
    xs += [any_size(rng) for _ in range(220)]
    xs += [ordinary(rng) for _ in range(300)]
    xs += [rng.uniform(-4, 4) for _ in range(160)]
    xs += [rng.uniform(-45, 45) for _ in range(160)]
    xs += [rng.uniform(-760, 760) for _ in range(120)]
    for place in places:
        xs.append(float(place))
        xs += [place + rng.choice((-1, 1)) * rng.uniform(1, 2) * 2.0 ** rng.randint(-50, 0) for _ in range(40)]
    return xs


def unary(name):
    rng = random.Random(name)
    value, slope, domain, places = UNARY[name]
    for x in points(rng, places):
        if domain(x):
            e = mpf(x)
            y = double(value(e))
            # The values of these functions have the sign of x at 0.
            if x == 0 and y == 0 and name not in ("abs", "relu", "relu6", "logCosh"):
                y = x
            yield (x,), y, (double(slope(e)),)


def binary(rng, name):
    if name == "huber":
        for _ in range(900):
            yield any_size(rng) if rng.random() < 0.3 else ordinary(rng), rng.choice((0.0, 1.0, ordinary(rng)))
    if name == "bce":
        for _ in range(1200):
            p = 2.0 ** rng.uniform(-39.5, 0) if rng.random() < 0.5 else 1 - 2.0 ** rng.uniform(-39.5, 0)
            yield p, rng.choice((0.0, 1.0, rng.random()))
    if name == "bceWithLogits":
        for _ in range(1600):
            x = rng.choice((any_size, ordinary, lambda r: r.uniform(-45, 45), lambda r: r.uniform(-745, 745)))(rng)
            yield x, rng.choice((0.0, 1.0, 0.0, 1.0, rng.random(), 1 - 2.0 ** rng.uniform(-40, 0)))
    if name == "pow":
        for _ in range(2400):
            b = rng.choice((-3.0, -2.0, -1.0, -0.5, 0.5, 1.5, 2.0, 3.0, 0.3, -0.7, 4.0, 7.0, rng.uniform(-3, 3), ordinary(rng)))
            a = abs(any_size(rng)) if rng.random() < 0.4 else abs(ordinary(rng))
            yield -a if b == int(b) and rng.random() < 0.5 else a, b
    if name == "div":
        for _ in range(900):
            yield (any_size(rng), any_size(rng)) if rng.random() < 0.5 else (ordinary(rng), ordinary(rng))


BINARY = {"huber": huber, "bce": bce, "bceWithLogits": bce_with_logits, "pow": power, "div": div}


def pairs(name):
    rng = random.Random(name)
    for a, b in binary(rng, name):
        if name == "bce" and not 2.0**-39 < a < 1 - 2.0**-39:
            continue
        if name == "pow" and not -1200 < b * mp.log(abs(a), 2) < 1200:
            continue
        value, by_a, by_b = BINARY[name](mpf(a), mpf(b))
        yield (a, b), double(value), (double(by_a), double(by_b))


def main(folder):
    for name in list(UNARY) + list(BINARY):
        lines = unary(name) if name in UNARY else pairs(name)
        with open(Path(folder) / (name + ".txt"), "w") as file:
            for inputs, value, slopes in lines:
                numbers = [*inputs, value, *slopes]
                file.write(" ".join(digits(x) for x in numbers) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
