/** The page: the viewer's script and style, and what it knows of the mosaic, as one document that asks nobody for anything. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { drawnSize } from '@tesserae/core';
import { DATA_ID, type PageData } from '@tesserae/viewer';

/** The viewer, as it was built. */
interface Viewer {
  readonly script: string;
  readonly style: string;
}

/** Four cells; a page without an icon has browsers look for one elsewhere on its host. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#f0b45a" d="M1 1h6.5v6.5H1z"/><path fill="#4f9d8f" d="M8.5 1H15v6.5H8.5z"/><path fill="#3f6fb0" d="M1 8.5h6.5V15H1z"/><path fill="#c4553f" d="M8.5 8.5H15V15H8.5z"/></svg>',
)}`;

/** The page up to where a single file embeds the others. */
export async function pageStart(title: string, description: string): Promise<string> {
  const { script, style } = await readViewer();
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    // a page that is opened from a disk is not always "self" to its own files
    "img-src 'self' file: data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // the style's attribute keeps OpenSeadragon from adding one of its own, which the policy would refuse
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="dark light">
<meta name="generator" content="Tesserae">
<link rel="icon" href="${ICON}">
<title>${escaped(title)}</title>
<meta name="description" content="${escaped(description)}">
<style data-openseadragon-mobile-css>${style}</style>
</head>
<body>
<div id="app"></div>
`;
}

/** The rest of the page. @param preview  where it is, for browsers that run no scripts: a path, or all of it as a data URL */
export async function pageEnd(data: PageData, preview: string): Promise<string> {
  const { script } = await readViewer();
  const { width, height } = drawnSize(data.layout, data.cell);
  const size = `width="${width}" height="${height}"`;
  return `<noscript><main class="plain"><h1>${escaped(data.title)}</h1>
<img src="${preview}" ${size} alt="${escaped(data.description)}">
<p>With scripts allowed, this page zooms in to every single photo.</p></main></noscript>
<script type="application/json" id="${DATA_ID}">${jsonInScript(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

let viewer: Promise<Viewer> | undefined;

function readViewer(): Promise<Viewer> {
  viewer ??= read();
  return viewer;
}

async function read(): Promise<Viewer> {
  const [script, style] = await Promise.all(
    ['page.js', 'page.css'].map((name) => readFile(new URL(import.meta.resolve(`@tesserae/viewer/${name}`)), 'utf8')),
  );
  return { script, style };
}

/** What a content security policy knows an inline script or style by. */
function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** JSON that can stand in a script element, whatever strings are in it: only a `<` could end it. */
function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** Text as it can stand in HTML, in an attribute too. */
export function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (letter) => entities[letter]);
}
