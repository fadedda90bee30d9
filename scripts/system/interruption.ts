import { setTimeout as delay } from 'node:timers/promises'
import { Interrupted } from './user-error.ts'

const listeners = new Set<() => void>()
let interrupted = false

/**
 * Ctrl-C, SIGTERM and a closed terminal, heard in one place. A command goes on to its next safe point (each write is atomic, each program
 * is told to end) and stops there with `Interrupted`; a second Ctrl-C ends at once.
 */
export const interruption = {
  listen(): void {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  },
  /** Returns a function that forgets the listener. */
  onInterrupt(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  throwIfInterrupted(): void {
    if (interrupted) throw new Interrupted()
  },
}

/** What a promise gives, or `Interrupted` as soon as the person stops the command. For work that changes nothing. */
export async function untilInterrupted<T>(work: Promise<T>): Promise<T> {
  interruption.throwIfInterrupted()
  const stopped = Promise.withResolvers<never>()
  const forget = interruption.onInterrupt(() => stopped.reject(new Interrupted()))
  try {
    return await Promise.race([work, stopped.promise])
  } finally {
    forget()
  }
}

/** Waits; ends with `Interrupted` as soon as the person stops the command. */
export async function pause(ms: number): Promise<void> {
  const ended = new AbortController()
  try {
    await untilInterrupted(delay(ms, undefined, { signal: ended.signal }))
  } finally {
    ended.abort()
  }
}

function interrupt(): void {
  if (interrupted) process.exit(130)
  interrupted = true
  for (const listener of listeners) listener()
}
