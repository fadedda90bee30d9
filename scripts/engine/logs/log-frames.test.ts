import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFrames, readUnframed, type Piece } from './log-frames.ts'
import { collect, cut, cuts, frame } from './testing/log-stream.ts'

const frames = fc.array(
  fc.record({
    stream: fc.constantFrom('stdout' as const, 'stderr' as const),
    payload: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  }),
  { maxLength: 30 },
)

test('every payload comes out whole, on its stream, however the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(frames, cuts, async (entries, sizes) => {
      const bytes = Buffer.concat(entries.map(({ stream, payload }) => frame(stream, payload)))
      const read = joined(await collect(readFrames(cut(bytes, sizes))))
      expect(read).toEqual(entries.filter(({ payload }) => payload.length > 0))
    }),
  )
})

test('ten thousand tiny frames and empty ones in one chunk do not overflow the stack', async () => {
  const tiny = Array.from({ length: 10_000 }, () => [
    frame('stdout', Buffer.from('\n')),
    frame('stderr', Buffer.alloc(0)),
  ])
  const pieces = await collect(readFrames(cut(Buffer.concat(tiny.flat()), [])))
  expect(pieces).toHaveLength(10_000)
})

test('a stream that ends inside a frame gives what came of it', async () => {
  const bytes = frame('stderr', Buffer.from('half of it')).subarray(0, 12)
  expect(joined(await collect(readFrames(cut(bytes, []))))).toEqual([
    { stream: 'stderr', payload: Buffer.from('half') },
  ])
})

test('a frame is passed on as it comes, never held whole', async () => {
  const pieces = readFrames(cut(frame('stdout', Buffer.from('abcdef')), [10]))
  expect((await pieces.next()).value).toMatchObject({ bytes: Buffer.from('ab'), starts: true })
  expect((await pieces.next()).value).toMatchObject({ bytes: Buffer.from('cdef'), starts: false })
})

test('of a container with a terminal an entry begins at each line', async () => {
  const pieces = await collect(readUnframed(cut(Buffer.from('one\ntwo\n'), [5])))
  expect(pieces.map(({ bytes, starts }) => [bytes.toString(), starts])).toEqual([
    ['one\n', true],
    ['t', true],
    ['wo\n', false],
  ])
})

/** Pieces put together to what was framed. */
function joined(pieces: readonly Piece[]): { stream: string; payload: Buffer }[] {
  const whole: { stream: string; payload: Buffer }[] = []
  for (const { stream, bytes, starts } of pieces) {
    if (starts) whole.push({ stream, payload: bytes })
    else whole.push({ stream, payload: Buffer.concat([whole.pop()?.payload ?? Buffer.alloc(0), bytes]) })
  }
  return whole
}
