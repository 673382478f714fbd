/**
 * The grounds that emoji are set on: colours spread evenly through what a screen can show, so that any target finds
 * some near its own.
 *
 * Source: M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018,
 * https://extremelearning.com.au/unreasonable-effectiveness-of-quasirandom-sequences/ (R3); B. Ottosson, "A perceptual
 * color space for image processing", 2020, https://bottosson.github.io/posts/oklab/ (the colours).
 */

/** 1/φ₃, 1/φ₃², 1/φ₃³, where φ₃⁴ = φ₃ + 1: the steps of R3. */
const STEPS = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703];

/**
 * The n-th ground.
 *
 * @returns {[number, number, number]} sRGB bytes
 */
export function ground(/** @type {number} */ n) {
  const [hue, light, strength] = STEPS.map((step) => (0.5 + n * step) % 1);
  const lightness = 0.16 + 0.8 * light;
  // the screen shows strong colours in the middle of the range alone; √: as many strong ones as pale ones
  const chroma = 0.17 * Math.sqrt(strength) * (1 - Math.abs(2 * lightness - 1.1) ** 2.2);
  const angle = 2 * Math.PI * hue;
  return rgbFromOklab(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle));
}

/** @returns {[number, number, number]} */
function rgbFromOklab(/** @type {number} */ L, /** @type {number} */ A, /** @type {number} */ B) {
  const l = (L + 0.3963377774 * A + 0.2158037573 * B) ** 3;
  const m = (L - 0.1055613458 * A - 0.0638541728 * B) ** 3;
  const s = (L - 0.0894841775 * A - 1.291485548 * B) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** @returns {number} a byte of sRGB */
function encoded(/** @type {number} */ linear) {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}
