/** The flags that `make` takes for a clip. */

import type { Flag } from './flag.js';

/** Rows of the table in flags.ts. */
export const CLIP_FLAGS: readonly Flag[] = [
  {
    name: 'changeBudget',
    placeholder: 'PERCENT',
    about: 'Of a clip: so much of the cells may change from frame to frame, as 5%; 30% unless told. A cut changes all.',
    commands: ['make'],
  },
  {
    name: 'fps',
    placeholder: 'N',
    about: 'Of a clip: frames a second, 1 to 60; the clip’s own unless told.',
    commands: ['make'],
  },
  {
    name: 'encoder',
    placeholder: 'WHO',
    about: 'Of a clip: auto, wasm (built in), native (WebCodecs) or ffmpeg; .webm needs one of these two.',
    commands: ['make'],
  },
];
