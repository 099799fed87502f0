"""Prints the coefficients of NormalDistribution: (1 + 2 x) exp(x^2) erfc(x) as a polynomial of degree 26 in (x - 3) / (x + 3).

The Chebyshev interpolation at 64 nodes with 50 digits, cut off where the rest is below 1e-18, in powers.
"""

from mpmath import cos, erfc, exp, mp, mpf, pi, sqrt

mp.dps = 50
NODES, DEGREE = 64, 26


def scaled(x):
    if x < 60:
        return (1 + 2 * x) * exp(x * x) * erfc(x)
    total, term = mpf(0), mpf(1)
    for i in range(12):
        total += term
        term *= -(2 * i + 1) / (2 * x * x)
    return (1 + 2 * x) / (x * sqrt(pi)) * total


nodes = [cos(pi * (2 * j + 1) / (2 * NODES)) for j in range(NODES)]
values = [scaled(3 * (1 + t) / (1 - t)) for t in nodes]
series = [2 * sum(v * cos(i * pi * (2 * j + 1) / (2 * NODES)) for j, v in enumerate(values)) / NODES for i in range(DEGREE + 1)]
series[0] /= 2
chebyshev = [[mpf(1)], [mpf(0), mpf(1)]]
while len(chebyshev) <= DEGREE:
    following = [mpf(0)] + [2 * c for c in chebyshev[-1]]
    for i, c in enumerate(chebyshev[-2]):
        following[i] -= c
    chebyshev.append(following)
powers = [sum(series[i] * chebyshev[i][j] for i in range(j, DEGREE + 1)) for j in range(DEGREE + 1)]
for coefficient in powers:
    print(float(coefficient))
