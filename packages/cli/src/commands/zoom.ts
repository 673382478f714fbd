import { ZOOM } from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** `zoom` */
export const zoom: Command = {
  name: 'zoom',
  options: ZOOM,
  about: 'Write a page to share that zooms in to every photo: Deep Zoom, IIIF, and no server.',
  examples: [
    'tesserae zoom dolphin.plan.json -o dolphin-page',
    'tesserae zoom dolphin.plan.json -o dolphin.html --single-file --photo-size 256',
    'tesserae zoom dolphin.plan.json -o family --tell captions --title "Grandma, 80"',
  ],
  load: async () => {
    const { runJob } = await import('./work/run-job.js');
    return runJob((await import('@tesserae/jobs')).zoomJob, (await import('../words/en/jobs/zoom.js')).ZOOM_WORDS);
  },
};
