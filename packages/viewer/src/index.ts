export { DATA_ID, PAGE_FILES, type PageData } from './data/page-data.js';
