/** Numbers as people read them. */

/** 12418 as 12,418. (`toLocaleString` would load the language data first: 15 ms.) */
export function counted(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A number of things: 1 photo, 12,418 photos. */
export function plural(n: number, noun: string): string {
  return `${counted(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** Seconds as 8 s, 2 min 10 s or 3 h 5 min. */
export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Bytes as 12.3 MB. */
export function megabytes(bytes: number): string {
  if (bytes < 1e5) return `${Math.ceil(bytes / 1e3)} kB`;
  return bytes < 1e7 ? `${(bytes / 1e6).toFixed(1)} MB` : `${counted(Math.round(bytes / 1e6))} MB`;
}

/** A length as 3 mm or 12.5 mm. */
export function millimetres(length: number): string {
  return `${Number(length.toFixed(1))} mm`;
}

/** A bound of gains, 1.08, as 8 %. It is rounded up: no gain goes beyond. */
export function percentOfTint(bound: number): string {
  return `${Math.ceil((bound - 1) * 1000 - 1e-6) / 10} %`;
}

/** Two digits are as fine as an estimate is. */
export function roughly(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.ceil(value / unit) * unit;
}

/** Steps and their seconds, for whoever wants to know where the time went. */
export function timingWords({ total: _, ...steps }: Readonly<Record<string, number>>): string {
  return Object.entries(steps)
    .map(([step, seconds]) => `${step} ${seconds.toFixed(2)} s`)
    .join(' · ');
}
