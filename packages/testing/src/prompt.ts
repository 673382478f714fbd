/**
 * Milliseconds within which what is aborted must have ended, in tests. The promise is 200 on a machine that is free; tests
 * run on busy ones, several at a time, and only have to tell "at once" from "when the work is done".
 */
export const ABORT_DEADLINE = 1500;
