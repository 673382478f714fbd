/** Plain names of colours, as people would call a patch of it: dark green, light beige, grey-blue. */

/** Hues in degrees of the OKLab plane, each up to the next; sRGB red is at 29, yellow 110, green 142, blue 264. */
const HUES: readonly (readonly [from: number, name: string, dark: string, light: string])[] = [
  [0, 'red', 'dark red', 'pink'],
  [40, 'orange', 'brown', 'light orange'],
  [78, 'golden yellow', 'brown', 'golden yellow'],
  [100, 'yellow', 'olive', 'yellow'],
  [122, 'green', 'dark green', 'light green'],
  [165, 'turquoise', 'dark turquoise', 'light turquoise'],
  [215, 'blue', 'dark blue', 'light blue'],
  [282, 'purple', 'dark purple', 'lilac'],
  [318, 'magenta', 'dark magenta', 'pink'],
];

/** The same where there is little colour. */
const MUTED: readonly (readonly [from: number, name: string, dark: string, light: string])[] = [
  [0, 'dusky pink', 'dark red-brown', 'pale pink'],
  [35, 'beige', 'brown', 'light beige'],
  [72, 'ochre', 'brown', 'cream'],
  [100, 'olive', 'dark olive', 'pale yellow'],
  [122, 'grey-green', 'dark green', 'pale green'],
  [165, 'grey-turquoise', 'dark turquoise', 'pale turquoise'],
  [215, 'grey-blue', 'dark blue', 'pale blue'],
  [282, 'grey-purple', 'dark purple', 'pale lilac'],
  [318, 'dusky pink', 'dark purple', 'pale pink'],
];

/** Greys by lightness, each up to the next. */
const GREYS: readonly (readonly [from: number, name: string])[] = [
  [0, 'black'],
  [0.25, 'dark grey'],
  [0.45, 'grey'],
  [0.68, 'light grey'],
  [0.92, 'white'],
];

/** Below this chroma there is no hue worth a name; the eye asks for more of it in the dark. */
const GREY = { dark: 0.04, light: 0.022 };
/** Below this one a hue is muted. */
const MUTE = 0.105;

/** Below this lightness a colour is dark; what is orange or yellow in the light is brown or olive for longer. */
const DARK = { cold: 0.45, warm: 0.58 };
/** Hues that are brown or olive in the dark. */
const WARM = [35, 122];

/** Names the hue of a colour in OKLab, whether dark, light or muted; undefined for a grey, and for nearly black. */
export function hueName(l: number, a: number, b: number): string | undefined {
  const chroma = Math.hypot(a, b);
  if (isGrey(l, chroma)) return undefined;
  return rowOf(HUES, a, b)[1];
}

/** Names a colour in OKLab: `l` 0…1, `a` and `b` within about ±.4. */
export function colourName(l: number, a: number, b: number): string {
  const chroma = Math.hypot(a, b);
  if (isGrey(l, chroma)) return GREYS.findLast(([from]) => l >= from)?.[1] ?? 'black';
  const degrees = degreesOf(a, b);
  const [, name, dark, light] = rowOf(chroma < MUTE ? MUTED : HUES, a, b);
  if (l < (degrees >= WARM[0] && degrees < WARM[1] ? DARK.warm : DARK.cold)) return dark;
  return l < 0.74 ? name : light;
}

function isGrey(l: number, chroma: number): boolean {
  return chroma < (l < 0.3 ? GREY.dark : GREY.light) || l < 0.16;
}

function degreesOf(a: number, b: number): number {
  return ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}

function rowOf(hues: typeof HUES, a: number, b: number): (typeof HUES)[number] {
  const degrees = degreesOf(a, b);
  // hues begin at 0: there is always one
  return hues.findLast(([from]) => degrees >= from)!;
}
