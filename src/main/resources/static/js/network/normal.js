// The standard normal distribution, as the service computes it: exp(-x²/2) times a function that varies slowly.
// Usage: cdf(1) → 0.8413; density(0) → 0.3989

/** (1 + 2 x) exp(x²) erfc(x) as a polynomial in (x - 3) / (x + 3); Shepherd and Laframboise, 1981. */
const TAIL = [
  1.2530080582697296, -0.1356211061245812, -0.04756229435345109, 0.12964515870276475, -0.11927366341528023,
  0.06830802734384515, -0.023770514919506852, 0.0025293918180474668, 0.0018886903716907627, -0.0007798322884823084,
  -0.00010515990108729849, 0.0001250994355712812, 4.949988662264347e-6, -2.0100843094844725e-5, -7.33143259743597e-7,
  3.473024167841533e-6, 3.603910925712771e-7, -6.175617678992323e-7, -1.4683175494120584e-7, 1.0277997488271058e-7,
  4.6950946691614734e-8, -1.3906145791730994e-8, -1.1734464137789657e-8, 1.2019719440135793e-9,
];

/** @param {number} x */
export function cdf(x) {
  const z = Math.abs(x) * Math.SQRT1_2;
  const at = 1 - 6 / (z + 3);
  let slowly = 0;
  for (let i = TAIL.length - 1; i >= 0; i--) {
    slowly = slowly * at + TAIL[i];
  }
  const tail = (0.5 * Math.exp(-z * z) * slowly) / (1 + 2 * z);
  return x < 0 ? tail : 1 - tail;
}

/** @param {number} x */
export const density = (x) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
