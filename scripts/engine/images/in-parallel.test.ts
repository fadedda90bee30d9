import { expect, test } from 'vitest'
import { inParallel } from './in-parallel.ts'

const soon = () => new Promise((resolve) => setImmediate(resolve))

test('all items are worked on, at most so many at once', async () => {
  const seen: number[] = []
  let now = 0
  let most = 0
  await inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    most = Math.max(most, (now += 1))
    await soon()
    seen.push(item)
    now -= 1
  })
  expect(seen.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  expect(most).toBe(2)
})

test('the first failure is thrown after the others were told to stop, and nothing more is started', async () => {
  const started: string[] = []
  const stopped: string[] = []
  const all = inParallel(['slow', 'bad', 'never'], 2, async (item, signal) => {
    started.push(item)
    if (item === 'bad') throw new Error('bad')
    while (!signal.aborted) await soon()
    stopped.push(item)
    throw new Error('stopped')
  })
  await expect(all).rejects.toThrow('bad')
  expect(started).toEqual(['slow', 'bad'])
  expect(stopped).toEqual(['slow'])
})
