/**
 * `npm run docs:api`: writes the reference of what the packages export to `docs/api`, as pages of a web site.
 *
 * The category of a public name is the folder whose source defines it: what makes plans is under "plan".
 */

import { join, relative, sep } from 'node:path';
import { Application, Comment, CommentTag, Converter, LogLevel, ReflectionKind } from 'typedoc';
import { root } from './sources.js';

/** The packages that programs import; the command line is a program itself. */
const PACKAGES = ['core', 'node', 'jobs', 'web', 'viewer'];

const out = join(root, 'docs', 'api');
const app = await Application.bootstrap({
  name: 'Tesserae',
  entryPoints: PACKAGES.map((name) => join(root, 'packages', name, 'src', 'index.ts')),
  tsconfig: join(root, 'scripts', 'api-docs.tsconfig.json'),
  // README.md names folders, which are not part of the reference
  readme: 'none',
  out,
  // what is public only as a part of something else has no page of its own
  validation: { notExported: false, invalidLink: true, notDocumented: false },
  disableGit: true,
  sourceLinkTemplate: 'https://github.com/tesserae-mosaic/tesserae/blob/main/{path}#L{line}',
  treatWarningsAsErrors: true,
  logLevel: LogLevel.Warn,
});
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => categorise(project), -1000);
const project = await app.convert();
if (project === undefined) process.exit(1);
app.validate(project);
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
await app.generateOutputs(project);
console.log(`API reference: ${relative(process.cwd(), join(out, 'index.html'))}`);

/** Gives every public name its category. Where they are defined is known by now. */
function categorise(/** @type {import('typedoc').ProjectReflection} */ project) {
  for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
    if (!reflection.parent?.kindOf(ReflectionKind.Module) || !reflection.isDeclaration()) continue;
    const path = reflection.sources?.[0]?.fullFileName;
    if (path === undefined) continue;
    reflection.comment ??= new Comment();
    reflection.comment.blockTags.push(new CommentTag('@category', [{ kind: 'text', text: categoryOf(path) }]));
  }
}

/** @returns {string} the folder below `src`, or "general" */
function categoryOf(/** @type {string} */ path) {
  const [folder, below] = path.split(`${sep}src${sep}`).at(-1)?.split(sep) ?? [];
  return below === undefined || folder === undefined ? 'general' : folder;
}
