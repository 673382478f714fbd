/** Keys: what each does, once. The help is made from the same table. */

/** One row of the help. */
export interface KeyHelp {
  readonly keys: readonly string[];
  readonly does: string;
}

/** The help's rows. */
export const KEY_HELP: readonly KeyHelp[] = [
  { keys: ['Tab'], does: 'to the picture, where a cursor goes from cell to cell' },
  { keys: ['←', '↑', '↓', '→'], does: 'move the cursor; without it, the picture' },
  { keys: ['Enter'], does: 'open the cell under the cursor' },
  { keys: ['W', 'A', 'S', 'D'], does: 'move the picture' },
  { keys: ['+', '−'], does: 'zoom in and out' },
  { keys: ['0', 'Shift 1'], does: 'all of the picture' },
  { keys: ['Shift 2'], does: 'to the chosen cell' },
  { keys: ['1'], does: 'the chosen cell pixel by pixel' },
  { keys: ['O'], does: 'hold: the original picture' },
  { keys: ['/'], does: 'find a photo' },
  { keys: ['L'], does: 'all photos as a list' },
  { keys: ['F'], does: 'full screen' },
  { keys: ['Esc'], does: 'close, dim, leave the cursor' },
];

const BY_KEY = {
  '/': 'find',
  l: 'list',
  '?': 'help',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'home',
  '1': 'actual',
  o: 'target',
  f: 'full-screen',
  w: 'pan-up',
  a: 'pan-left',
  s: 'pan-down',
  d: 'pan-right',
} as const;

/** Keys that move: they belong to whatever has the focus, and mean the picture only there or nowhere. */
const MOVING = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  Enter: 'enter',
} as const;

type Values<T> = T[keyof T];

/** What keys can do. */
export type Command = Values<typeof BY_KEY> | Values<typeof MOVING> | 'out' | 'selection';

/** What decides what a key means. */
export interface KeyContext {
  /** Whether the focus is on the picture, or on nothing. */
  readonly onPicture: boolean;
  /** Whether letters go into a box. */
  readonly typing: boolean;
  /** Whether single letters and signs are heeded at all. */
  readonly letters: boolean;
}

/** The command of a key press, undefined if it is none of ours. */
export function commandOf(event: KeyboardEvent, { onPicture, typing, letters }: KeyContext): Command | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.key === 'Escape') return 'out';
  if (typing) return undefined;
  if (isIn(MOVING, event.key)) return onPicture ? MOVING[event.key] : undefined;
  if (!letters) return undefined;
  // by their places: what Shift makes of digits depends on the keyboard
  if (event.shiftKey && event.code === 'Digit1') return 'home';
  if (event.shiftKey && event.code === 'Digit2') return 'selection';
  const key = event.key.toLowerCase();
  return isIn(BY_KEY, key) ? BY_KEY[key] : undefined;
}

function isIn<T extends object>(table: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(table, key);
}
