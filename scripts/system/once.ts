/** Work that is done when it is first asked for, and whose outcome is kept; that of a promise too. */
export function once<T>(work: () => T): () => T {
  let done: { readonly outcome: T } | undefined
  return () => (done ??= { outcome: work() }).outcome
}
