/** The page's first lines: its data is read, and the picture appears. */

import './styles/page.css';
import './styles/panels.css';
import { render } from 'preact';
import { App } from './components/app.js';
import { unpackMosaic } from './data/mosaic.js';
import { DATA_ID, type PageData } from './data/page-data.js';

const [root, data] = [document.getElementById('app'), document.getElementById(DATA_ID)];
if (root !== null && data?.textContent) {
  // written with the page by the same version of this program
  const mosaic = unpackMosaic(JSON.parse(data.textContent) as PageData);
  render(<App mosaic={mosaic} />, root);
}
