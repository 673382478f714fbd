/** Whether encoders are at work: nothing can stop them. */

let busy = 0;

/** Whether calls of an encoder are under way. */
export function encodersBusy(): boolean {
  return busy > 0;
}

/** Does work of an encoder. */
export async function whileEncoding<T>(work: () => Promise<T>): Promise<T> {
  busy++;
  try {
    return await work();
  } finally {
    busy--;
  }
}
