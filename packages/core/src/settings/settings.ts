/** What of the settings the command line needs before it loads anything else. */

export { choice, FLAG, type Kind, RATIO, type Ratio } from './kinds.js';
export { type Length, parseLength } from './length.js';
export { type PictureSize, parseSize } from './size.js';
export { flagName, SETTINGS, type Setting, type SettingName, type Settings, type SettingsInput } from './table.js';
