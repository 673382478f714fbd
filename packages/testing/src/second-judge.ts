/**
 * The independent implementation of the scorecard, `tools/score.py` beside the samples: another language, other
 * libraries (numpy, scipy, skimage), another author.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Raster } from '@tesserae/core';
import { hasCommand } from './need.js';
import { writePicture } from './pictures.js';
import { samplesFolder } from './samples.js';

/** Debian's own interpreter: other Pythons on the path lack its packages. */
const PYTHON = '/usr/bin/python3';

/** A mosaic to be judged. */
export interface JudgedMosaic {
  readonly target: Raster;
  readonly mosaic: Raster;
  readonly columns: number;
  readonly rows: number;
  /** Cell → photo. */
  readonly placed: Uint32Array;
  /** Photos to choose from. */
  readonly count: number;
  /** The mosaic without any tint, for recolor. */
  readonly untouched?: Raster;
}

/** What a test of agreement must ask for, with `canRun`. */
export const SECOND_JUDGE = 'tools/score.py beside the samples, and python3-skimage (Debian)';

/** Says whether the second judge can be called here. */
export function hasSecondJudge(): boolean {
  const modules = `['numpy', 'scipy', 'skimage', 'PIL']`;
  const isThere = `from importlib.util import find_spec; assert all(map(find_spec, ${modules}))`;
  return existsSync(scriptPath()) && hasCommand(PYTHON, ['-c', isThere]);
}

/**
 * Has the mosaic judged.
 *
 * @param folder  where the pictures may be written
 * @returns what it found, by the names of the scorecard: numbers, null where there is none; and the offset of the strongest echo
 */
export async function secondJudge(folder: string, opinion: JudgedMosaic): Promise<Record<string, unknown>> {
  const path = (name: string) => join(folder, name);
  const { columns, rows, count } = opinion;
  await writePicture(path('target.png'), opinion.target);
  await writePicture(path('mosaic.png'), opinion.mosaic);
  if (opinion.untouched) await writePicture(path('untouched.png'), opinion.untouched);
  writeFileSync(path('placed.json'), JSON.stringify(Array.from(opinion.placed)));
  return await secondJudgeOfFiles({
    ...{ target: path('target.png'), mosaic: path('mosaic.png'), columns, rows, count },
    placements: path('placed.json'),
    untouched: opinion.untouched && path('untouched.png'),
  });
}

/** A mosaic on disk: paths of pictures, and of a JSON list of photos, cell by cell. */
export interface MosaicFiles {
  readonly target: string;
  readonly mosaic: string;
  readonly columns: number;
  readonly rows: number;
  readonly placements: string;
  /** Photos to choose from. */
  readonly count: number;
  /** The mosaic without any tint, for recolor. */
  readonly untouched?: string;
}

/** Has a mosaic judged that lies on disk. The findings are those of `secondJudge`. */
export async function secondJudgeOfFiles(files: MosaicFiles): Promise<Record<string, unknown>> {
  const args = [scriptPath(), '--json', '--target', files.target, '--mosaic', files.mosaic];
  args.push('--cols', String(files.columns), '--rows', String(files.rows), '--photos', String(files.count));
  args.push('--placements', files.placements);
  if (files.untouched !== undefined) args.push('--untouched', files.untouched);
  interpreter ??= startInterpreter();
  // Python writes NaN, which JSON does not know
  return JSON.parse((await interpreter(args)).replaceAll('NaN', 'null'));
}

/** The script, run again and again by one interpreter: its libraries take two seconds to be loaded. */
const PROGRAM = `
import json, runpy, sys
for line in sys.stdin:
    sys.argv = json.loads(line)
    runpy.run_path(sys.argv[0], run_name='__main__')
    sys.stdout.flush()
`;

/** Answers the words of a command line with a line. */
type Interpreter = (words: readonly string[]) => Promise<string>;

let interpreter: Interpreter | undefined;

/** Starts the interpreter. It keeps nobody alive, and ends with this process. */
function startInterpreter(): Interpreter {
  const child: ChildProcess = spawn(PYTHON, ['-c', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [stdin, stdout] = [child.stdin, child.stdout] as Socket[]; // pipes of Node are sockets
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  for (const each of [child, stdin, stdout]) each.unref();
  return async (words) => {
    child.ref();
    stdin.write(`${JSON.stringify(words)}\n`);
    const { value, done } = await lines.next();
    child.unref();
    if (done) throw new Error(`${SECOND_JUDGE}: it ended without an answer.`);
    return value;
  };
}

function scriptPath(): string {
  const samples = samplesFolder();
  return samples === undefined ? '' : join(dirname(samples), 'tools', 'score.py');
}
