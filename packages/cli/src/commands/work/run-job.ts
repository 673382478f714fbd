/** Carries out a command whose work is a job: what it tells goes to the terminal. */

import { type HostOptions, type Job, type JobHooks, parseInput } from '@tesserae/jobs';
import type { AnyTable } from '@tesserae/jobs/options';
import type { Terminal } from '../../terminal/terminal.js';
import { estimateWords } from '../../words/en/estimate.js';
import { movedLine } from '../../words/en/jobs/edit.js';
import { violationLine, violationSentence } from '../../words/en/jobs/findings.js';
import { noteWords } from '../../words/en/notes.js';
import { partsLine, resumedLine, strictWords } from '../../words/en/run.js';
import { solvedLines } from '../../words/en/solved.js';
import { step, type Words } from '../../words/line.js';
import type { Surroundings, Work } from '../command.js';

/** A job as work of a command. */
export interface JobWork {
  readonly name: string;
  readonly options: AnyTable;
  readonly work: Work;
}

/** Makes it of a job and its words. */
export function jobWork<Input extends object, Output extends object, Facts>(
  job: Job<Input, Output, Facts>,
  words: Words<Facts, Output>,
): JobWork {
  const { name, options } = job;
  const work: Work = async (fields, surroundings) => {
    const { terminal, signal, open } = surroundings;
    const input = parseInput(options, fields, surroundings.within);
    const host = open(decodersFor(input));
    const hooks = { signal, onEvent: eventsTo(terminal) };
    const { facts, estimate, notes, run } = await job.prepare(input, host, hooks);
    for (const line of words.facts?.(facts) ?? []) terminal.line(line);
    for (const note of notes) terminal.note(noteWords(note), note);
    const takes = estimate && (words.estimate?.(estimate, facts) ?? estimateWords(estimate));
    if (takes) terminal.line(step('takes', takes));
    const output = await run(hooks);
    for (const line of words.done(output)) terminal.line(line);
    for (const [name, fields] of words.found?.(output) ?? []) terminal.event(name, { ...fields });
    const exit = words.exit?.(output) ?? exitAfterScan(output, surroundings);
    const peakRss = Math.max(process.resourceUsage().maxRSS * 1024, host.decoders.peakMemory());
    terminal.event('done', { ...(words.event?.(output) ?? output), ...sinceStart(output), peakRss, exit });
    return exit;
  };
  return { name, options, work };
}

/** What decoders may take, where a job takes settings. */
function decodersFor(input: object): HostOptions {
  // settings are checked when they are there
  const { settings } = input as { readonly settings?: { readonly jobs: number; readonly memory: number } };
  return settings ? { jobs: settings.jobs, memory: settings.memory } : {};
}

function eventsTo(terminal: Terminal): NonNullable<JobHooks['onEvent']> {
  return (event) => {
    switch (event.type) {
      case 'progress':
        return terminal.progress(event.progress);
      case 'note':
        return terminal.note(noteWords(event.note), event.note);
      case 'refused':
        return terminal.refused(event.photo);
      case 'scan':
        return terminal.event('scan', { found: event.found });
      case 'solved':
        for (const line of solvedLines(event.solved)) terminal.line(line);
        return;
      case 'moved': {
        const { type, ...moved } = event;
        terminal.line(movedLine(moved));
        return terminal.event(type, moved);
      }
      case 'violation': {
        const { violation } = event;
        terminal.line(violationLine(violation));
        return terminal.event('violation', { ...violation, sentence: violationSentence(violation) });
      }
      case 'parts':
        terminal.line(partsLine(event.parts));
        return terminal.event('parts', { ...event.parts });
      case 'resumed':
        terminal.line(resumedLine(event));
        return terminal.event('resumed', { from: event.from, height: event.height });
      default:
        return; // steps and files are told in the end
    }
  };
}

/** 3 when a scan met a refused photo; `--strict` makes that a failure. */
function exitAfterScan(output: object, { manner, terminal }: Surroundings): number {
  const refused = 'refused' in output ? Number(output.refused) : 0;
  if (refused === 0) return 0;
  if (!manner.strict) return 3;
  terminal.note(strictWords(refused));
  return 1;
}

/** The whole time is that of the process. */
function sinceStart(output: object): object {
  if (!('timings' in output)) return {};
  const total = Math.round(performance.now()) / 1000;
  // timings are seconds by name
  return { timings: { ...(output.timings as object), total } };
}
