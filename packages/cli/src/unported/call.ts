/** What commands take whose jobs are still to be written: a call as it was typed. Goes with the last of them. */

import { parseSettings } from '@tesserae/core';
import type { Settings } from '@tesserae/core/settings';
import type { AnyTable } from '@tesserae/jobs/options';
import type { Decoders } from '@tesserae/node';
import type { Manner } from '../argv/own-options.js';
import type { Work } from '../commands/command.js';
import type { Terminal } from '../terminal/terminal.js';
import { detail, essential, result, step } from '../words/line.js';
import type { Flags } from './flags.js';

/** One call of one command. */
export interface Call {
  /** What stands on the command line besides flags. */
  readonly words: readonly string[];
  readonly settings: Settings;
  readonly flags: Flags;
  readonly voice: Voice;
  readonly signal: AbortSignal;
  readonly decoders: Decoders;
}

/** The terminal as these commands have it. */
export interface Voice extends Omit<Terminal, 'line'> {
  step(label: string, text: string): void;
  detail(text: string): void;
  result(line: string, isEssential?: boolean): void;
}

/** Work that takes a call. */
export function unported(run: (call: Call) => Promise<number>, { settings: names, fields: rows }: AnyTable): Work {
  return async (fields, { terminal, signal, manner, open }) => {
    const settings = parseSettings(
      Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : []))),
    );
    const { decoders } = open({ jobs: settings.jobs, memory: settings.memory });
    const words = Object.entries(rows).flatMap(([name, { positional }]) => {
      const value = positional ? fields[name] : undefined;
      return value === undefined ? [] : Array.isArray(value) ? value.map(String) : [String(value)];
    });
    const isFlag = ([name]: readonly [string, unknown]) =>
      !names.some((each) => each === name) && !(rows[name]?.positional ?? false);
    // options as they were typed, and how the program is to talk
    const flags = { ...Object.fromEntries(Object.entries(fields).filter(isFlag)), ...manner } as Flags & Manner;
    return await run({ words, settings, flags, voice: voiceOf(terminal), signal, decoders });
  };
}

function voiceOf(terminal: Terminal): Voice {
  return {
    ...terminal,
    step: (label, text) => terminal.line(step(label, text)),
    detail: (text) => terminal.line(detail(text)),
    result: (line, isEssential = false) =>
      terminal.line(isEssential ? essential(undefined, line) : { ...result('', line), label: undefined }),
  };
}
