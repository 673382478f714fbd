/** The `errno` word of a failed system call, such as `ENOENT`; empty when it is another error. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
