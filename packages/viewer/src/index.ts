export { DATA_ID, PAGE_FILES, type PageData } from './page-data.js';
