/** A mosaic to be, as far as the input and the target decide it: all that can be refused before the photos are looked at. */

import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { cellWidth, drawnSize, MosaicError } from '@tesserae/core';
import { shapeFor } from '@tesserae/core/internal';
import { readTarget, type Target } from '@tesserae/node';
import { checkFits } from '@tesserae/node/internal';
import { checkReport } from '../files/report.js';
import type { Running } from '../job.js';
import { checkOutputs, type Outputs, requiredOutput } from '../outputs/check.js';
import { pictureFormat } from '../picture/format.js';
import { pictureMargin, withMargin } from '../picture/margin.js';
import { pictureProfile } from '../picture/profile.js';
import { planBeside } from '../plan/beside-picture.js';
import { checkPins } from '../rules/pins.js';
import { cropFor, cutTarget } from '../target/cut.js';
import type { MakeInput } from './options.js';

/** What is to be made. The output is undefined in a dry run that names none. */
export type MakeRequest = Awaited<ReturnType<typeof makeRequest>>;

/** The files that are asked for, by their fields. */
export function outputsOf({ output, plan, placements, report, errorMap }: MakeInput): Outputs {
  return { output, plan, placements, report, errorMap };
}

/** Where the plan goes: beside the picture unless told. */
export function planOf({ output, plan, noPlan }: MakeInput): string | undefined {
  if (noPlan) return undefined;
  return plan ?? (output === undefined ? undefined : planBeside(output));
}

/** Reads the target and checks the outputs. */
export async function makeRequest(input: MakeInput, running: Running) {
  const { host } = running;
  const { settings, dryRun, force, library = host.library } = input;
  const output = dryRun ? input.output : requiredOutput(input.output);
  const format = output === undefined ? undefined : pictureFormat(output, input);
  const icc = await pictureProfile(input.icc);
  checkReport(input);
  checkErrorMap(input);
  // a dry run replaces nothing
  const check = { files: [input.target], photos: input.photos, library, force: force || dryRun };
  await checkOutputs(outputsOf(input), host, check);
  const whole = await openTarget(input, running);
  const target = cutTarget(whole, cropFor(input, settings, whole));
  const shape = shapeFor(settings, target.raster);
  checkPins(input, shape);
  const cell = cellWidth(settings, shape);
  const mosaic = drawnSize(shape, cell);
  const margin = await pictureMargin(input, mosaic, settings.dpi);
  const { width, height } = withMargin(mosaic, margin);
  if (format) checkFits(format, width, height, shape);
  return { input, output, format, icc, target, margin, size: { shape, cell, width, height } };
}

/** Bytes of a target that is no file: they pass through memory. */
const MOST_TARGET = 512 * 2 ** 20;

/** @throws MosaicError `usage` if the target is a folder, as when it and the photos were swapped; what `readTarget` throws */
async function openTarget({ target, photos }: MakeInput, { host, signal }: Running): Promise<Target> {
  const options = { signal, decoders: host.decoders };
  if (target === '-' && host.standardInput) return await readTarget(await host.standardInput(MOST_TARGET), options);
  const isFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return await readTarget(target, options);
  const waysOut = photos.length === 0 ? [] : [{ run: 'make', on: [photos[0], target] } as const];
  throw new MosaicError('usage', {
    file: target,
    subject: 'target',
    expected: 'a picture',
    received: 'a folder',
    waysOut,
  });
}

function checkErrorMap({ errorMap }: MakeInput): void {
  if (errorMap === undefined || extname(errorMap).toLowerCase() === '.png') return;
  throw new MosaicError('unknown-format', {
    subject: 'errorMap',
    expected: 'a name that ends in .png',
    received: errorMap,
  });
}
