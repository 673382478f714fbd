/** What of the settings the command line needs before it loads anything else. */

export { type Length, parseLength } from './length.js';
export { type PictureSize, parseSize } from './size.js';
export { flagName, type Ratio, SETTINGS, type Setting, type SettingName, type Settings } from './table.js';
