import type { Note } from '@tesserae/core/internal';

/** One thing that was looked at. */
export interface Check extends Note {
  readonly area: 'codec' | 'memory' | 'disk' | 'library' | 'start' | 'decode';
  readonly name: string;
  /** `note`: it works, but something is missing that one might want. */
  readonly state: 'ok' | 'note' | 'wrong';
}
