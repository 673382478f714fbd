/** Every command, in the order of `--help`. */

import type { Command } from './command.js';
import { doctor } from './doctor.js';
import { edit } from './edit.js';
import { film } from './film.js';
import { indexPhotos } from './index-photos.js';
import { inspect } from './inspect.js';
import { jobCommand } from './job.js';
import { LIBRARY } from './library.js';
import { make, plan } from './make.js';
import { print } from './print.js';
import { render } from './render.js';
import { score } from './score.js';
import { verify } from './verify.js';
import { zoom } from './zoom.js';

const ALL = [make, plan, indexPhotos, render, print, zoom, film, edit, score, verify, inspect, ...LIBRARY, doctor];

/** Commands that are no jobs. */
const NO_JOBS: readonly string[] = ['plan', 'inspect', 'doctor'];

/** Commands that are jobs: a file may ask for them by their names. */
export const JOBS: readonly Command[] = ALL.filter(({ name }) => !NO_JOBS.includes(name));

/** The table. */
export const COMMANDS: readonly Command[] = [...ALL, jobCommand(JOBS)];
