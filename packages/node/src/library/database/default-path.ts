import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the user's own library lies: `tesserae/library.tesserae` in `$XDG_DATA_HOME`, else where programs of the system keep their data:
 * `~/Library/Application Support` on macOS, `%LOCALAPPDATA%` on Windows, `~/.local/share` elsewhere.
 *
 * Source: XDG Base Directory Specification 0.8, https://specifications.freedesktop.org/basedir-spec/latest/ (a value
 * that is not an absolute path is ignored).
 */
export function defaultLibraryPath(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const given = env.XDG_DATA_HOME;
  const folder = given !== undefined && isAbsolute(given) ? given : join(...dataFolder(env, platform));
  return join(folder, 'tesserae', 'library.tesserae');
}

function dataFolder(env: Environment, platform: NodeJS.Platform): readonly string[] {
  if (platform === 'win32') return env.LOCALAPPDATA ? [env.LOCALAPPDATA] : [homedir(), 'AppData', 'Local'];
  const home = env.HOME || homedir();
  return platform === 'darwin' ? [home, 'Library', 'Application Support'] : [home, '.local', 'share'];
}
