import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where the user's own library lies: `$XDG_DATA_HOME/tesserae/library.tesserae`, else below `~/.local/share`.
 *
 * Source: XDG Base Directory Specification 0.8, https://specifications.freedesktop.org/basedir-spec/latest/ (a value
 * that is not an absolute path is ignored).
 */
export function defaultLibraryPath(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const data = env.XDG_DATA_HOME;
  const folder = data !== undefined && isAbsolute(data) ? data : join(env.HOME || homedir(), '.local', 'share');
  return join(folder, 'tesserae', 'library.tesserae');
}
