export const gibibyte = 2 ** 30

/** `3.9 GB`, in units of 2^30 as Docker counts memory. */
export function gigabytes(bytes: number): string {
  return `${(bytes / gibibyte).toFixed(1)} GB`
}
