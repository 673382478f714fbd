/** How different two colours look. */

/** Three floats a colour. */
export type Colours = Float32Array | Float64Array;

/**
 * CIEDE2000 with unit factors: 0 for equal colours, about 1 where a difference begins to show, 100 from black to white.
 *
 * Source: G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary
 * test data, and mathematical observations", Color Research & Application 30(1), 2005, doi:10.1002/col.20070.
 * Names follow the paper: a bar is a mean of the two colours, c a chroma, h a hue in radians.
 *
 * @param p  CIELAB triples, one from index `i` on
 * @param q  CIELAB triples, one from index `j` on
 */
export function ciede2000(p: Colours, i: number, q: Colours, j: number): number {
  const a1 = p[i + 1];
  const b1 = p[i + 2];
  const a2 = q[j + 1];
  const b2 = q[j + 2];

  // a* is stretched near grey, where the eye sees more than it says
  const stretch = 1.5 - 0.5 * share((Math.sqrt(a1 * a1 + b1 * b1) + Math.sqrt(a2 * a2 + b2 * b2)) / 2);
  const c1 = Math.sqrt(stretch * stretch * a1 * a1 + b1 * b1);
  const c2 = Math.sqrt(stretch * stretch * a2 * a2 + b2 * b2);
  const cBar = (c1 + c2) / 2;
  const h1 = hue(stretch * a1, b1);
  const h2 = hue(stretch * a2, b2);

  // the way round the circle is the shorter one; a grey has no hue and takes the other's
  let hStep = 0;
  let hBar = h1 + h2;
  if (c1 * c2 !== 0) {
    hStep = h2 - h1;
    hBar /= 2;
    if (hStep > Math.PI) hStep -= TURN;
    else if (hStep < -Math.PI) hStep += TURN;
    if (Math.abs(h1 - h2) > Math.PI) hBar += hBar < Math.PI ? Math.PI : -Math.PI;
  }

  const l50 = ((p[i] + q[j]) / 2 - 50) ** 2;
  const l = (q[j] - p[i]) / (1 + (0.015 * l50) / Math.sqrt(20 + l50));
  const c = (c2 - c1) / (1 + 0.045 * cBar);
  const h = (2 * Math.sqrt(c1 * c2) * Math.sin(hStep / 2)) / (1 + 0.015 * cBar * hueWeight(hBar));
  return Math.sqrt(Math.max(0, l * l + c * c + h * h + rotation(cBar, hBar) * c * h));
}

const TURN = 2 * Math.PI;
const DEGREE = Math.PI / 180;

/** An angle from 0 up to a full turn. */
function hue(a: number, b: number): number {
  const angle = Math.atan2(b, a);
  return angle < 0 ? angle + TURN : angle;
}

/** T of the paper. */
function hueWeight(h: number): number {
  return (
    1 -
    0.17 * Math.cos(h - 30 * DEGREE) +
    0.24 * Math.cos(2 * h) +
    0.32 * Math.cos(3 * h + 6 * DEGREE) -
    0.2 * Math.cos(4 * h - 63 * DEGREE)
  );
}

/** R_T of the paper: in the blue, the ellipses of equal difference are tilted. */
function rotation(c: number, h: number): number {
  const blue = (h / DEGREE - 275) / 25;
  return -2 * share(c) * Math.sin(60 * DEGREE * Math.exp(-blue * blue));
}

/** √(c⁷ / (c⁷ + 25⁷)): 0 for greys, 1 for strong colours. */
function share(c: number): number {
  const square = c * c;
  const seventh = square * square * square * c;
  return Math.sqrt(seventh / (seventh + 25 ** 7));
}
