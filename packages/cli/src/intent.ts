/** A mosaic to be, as far as the command line and the target decide it: everything that can be refused before any work. */

import { cellWidth, gridPixels, gridShape, type Shape } from '@tesserae/core';
import { checkFits, checkPyramid, checkResumable, type OutputFormat, type Target } from '@tesserae/node';
import type { Call } from './call.js';
import { type Stopwatch, stopwatch } from './facts.js';
import { checkOutputs, requiredOutput } from './outputs.js';
import { pictureFormat } from './picture-format.js';
import { isForPrint, printNotes, printSize, printWords } from './print-size.js';
import { counted, plural } from './progress.js';
import { openTarget } from './target.js';
import { checkPins } from './wishes.js';

/** What is to be made. */
export interface Intent {
  readonly call: Call;
  /** Undefined in a dry run that names none. */
  readonly output: string | undefined;
  readonly format: OutputFormat | undefined;
  readonly target: Target;
  readonly shape: Shape;
  /** Pixels a cell is wide, and of the whole. */
  readonly cell: number;
  readonly width: number;
  readonly height: number;
  readonly watch: Stopwatch;
}

/** Reads the target and checks the outputs. */
export async function intentOf(call: Call): Promise<Intent> {
  const { settings, flags, words } = call;
  const output = flags.dryRun ? flags.output : requiredOutput(flags);
  const format = output === undefined ? undefined : pictureFormat(output);
  if (format && flags.resume) checkResumable(format, flags.pyramid);
  await checkOutputs(call, { files: [words[0]], photos: words.slice(1) });
  const target = await openTarget(call);
  const shape = gridShape(settings, target.raster);
  checkPins(flags, shape);
  const cell = cellWidth(settings, shape);
  const { width, height } = gridPixels(shape, cell);
  if (format) checkFits(format, width, height, shape);
  if (format) checkPyramid(format, flags.pyramid);
  const watch = stopwatch(['index', 'describe', 'assign', 'draw']);
  return { call, output, format, target, shape, cell, width, height, watch };
}

/** Says what is to be made of how many photos. */
export function sayIntent({ call, shape, cell, width, height, format }: Intent, photos: number): void {
  const { settings, flags, voice } = call;
  const { columns, rows } = shape;
  const cells = columns * rows;
  const kind = format ? ` ${format.name.toUpperCase()}` : '';
  const one = gridPixels({ ...shape, columns: 1, rows: 1 }, cell);
  voice.step('plan', `${columns}×${rows} = ${counted(cells)} cells of ${one.width}×${one.height} px`);
  voice.step('', `${counted(width)}×${counted(height)} px${kind} · ${usesWords(cells, photos)}`);
  // a dry run says it in any case, in the end
  if (isForPrint(settings) && !flags.dryRun)
    voice.step('', printWords(printSize(shape, cell, settings.dpi), settings, shape));
  for (const note of printNotes(settings, shape, cell)) voice.note(note);
}

function usesWords(cells: number, photos: number): string {
  return photos >= cells ? 'unique possible' : `each photo about ${plural(Math.ceil(cells / photos), 'time')}`;
}
