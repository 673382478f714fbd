/** The page's first lines: its data is read, and the picture appears. */

import './page.css';
import './panels.css';
import { render } from 'preact';
import { App } from './app.js';
import { mosaicOf } from './mosaic.js';
import { DATA_ID, type PageData } from './page-data.js';

const [root, data] = [document.getElementById('app'), document.getElementById(DATA_ID)];
if (root !== null && data?.textContent) {
  // written with the page by the same version of this program
  const mosaic = mosaicOf(JSON.parse(data.textContent) as PageData);
  render(<App mosaic={mosaic} />, root);
}
