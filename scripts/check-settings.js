/**
 * Checks that docs/settings.md, the manual page and the JSON Schemas in docs are what the tables of settings and flags, and the code of plans,
 * reports and scripts, say; `UPDATE=1` writes them. Runs on compiled code: `npm run build` comes before it.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownOptions } from '../packages/cli/dist/argv/program.js';
import { settingSpelling, spelling } from '../packages/cli/dist/argv/rows.js';
import { COMMANDS } from '../packages/cli/dist/commands/table.js';
import { JOBS } from '../packages/cli/dist/commands/work/works.js';
import { manual } from '../packages/cli/dist/shells/manual.js';
import { planSchema, reportSchema, SETTINGS, scriptSchema, settingsSchema } from '../packages/core/dist/index.js';
import { jobsSchema } from '../packages/jobs/dist/internal.js';
import { root } from './sources.js';

const { version } = JSON.parse(readFileSync(join(root, 'packages', 'cli', 'package.json'), 'utf8'));
const code = (/** @type {string} */ text) => `\`${text.replaceAll('|', '\\|')}\``;

/** @returns {string} the commands that take a setting */
const takers = (/** @type {string} */ name) =>
  COMMANDS.filter(({ options }) => options.settings.some((each) => each === name))
    .map((command) => command.name)
    .join(', ');

/** What each option is, once, with all commands that have it; words without a name are no flags. */
const flags = new Map();
for (const command of COMMANDS) {
  const rows = Object.entries({ ...command.options.fields, ...ownOptions(command) }).filter(
    ([, { positional }]) => !positional,
  );
  for (const [name, row] of rows) {
    const key = `| ${code(spelling(name, row))} | ${row.about} |`;
    flags.set(key, [...(flags.get(key) ?? []), command.name]);
  }
}

const markdown = `# Settings and flags

Made from the tables in packages/core/src/settings/table.ts and packages/jobs/src/*/options.ts by \`UPDATE=1 npm run check\`.

## Settings

Settings decide how a mosaic is made. They are flags of the command line, fields of a job or of a \`--config\` file (in camel case: \`maxUses\`),
and options of \`parseSettings\`. A flag overrides the file, and the file overrides the default. Commands that
take a plan use its values in place of these defaults; only \`print\` has its own \`--dpi\`.

| flag | what | range | default | commands |
|---|---|---|---|---|
${SETTINGS.map((setting) => {
  const { range = '' } = setting.kind;
  const preset = range === '' || setting.default === undefined ? '' : code(String(setting.default));
  return `| ${code(settingSpelling(setting))} | ${setting.about} | ${range} | ${preset} | ${takers(setting.name)} |\n`;
}).join('')}
## Flags

Flags name the files to read and write, and say how the program prints. The flags of a job are also fields of its JSON, in camel case.

| flag | what | commands |
|---|---|---|
${[...flags].map(([row, names]) => `${row} ${names.length === COMMANDS.length ? 'all' : names.join(', ')} |\n`).join('')}`;

const files = {
  'docs/settings.md': markdown,
  'docs/settings.schema.json': `${JSON.stringify(settingsSchema(), null, 2)}\n`,
  'docs/schemas/jobs.schema.json': `${JSON.stringify(jobsSchema(Object.fromEntries(JOBS.map(({ name, options }) => [name, options]))), null, 2)}\n`,
  'docs/schemas/plan.schema.json': `${JSON.stringify(planSchema(), null, 2)}\n`,
  'docs/schemas/report.schema.json': `${JSON.stringify(reportSchema(), null, 2)}\n`,
  'packages/cli/man/tesserae.1': manual(version),
  'docs/schemas/script.schema.json': `${JSON.stringify(scriptSchema(), null, 2)}\n`,
};

/** Whether a file says the same; the formatter may have laid out JSON in another way. */
const same = (/** @type {string} */ path, /** @type {string} */ text) => {
  const kept = readFileSync(path, 'utf8');
  return path.endsWith('.json') ? JSON.stringify(JSON.parse(kept)) === JSON.stringify(JSON.parse(text)) : kept === text;
};

let stale = 0;
mkdirSync(join(root, 'docs', 'schemas'), { recursive: true });
for (const [name, text] of Object.entries(files)) {
  const path = join(root, name);
  if (existsSync(path) && same(path, text)) continue;
  if (process.env.UPDATE === '1') {
    writeFileSync(path, text);
    if (path.endsWith('.json')) spawnSync('npx', ['biome', 'format', '--write', path], { cwd: root });
    continue;
  }
  stale++;
  console.error(`${name}: is not what the tables say; UPDATE=1 npm run check writes it.`);
}
if (stale > 0) process.exit(1);
console.log(`settings: ${SETTINGS.length} settings and ${flags.size} flags documented.`);
