import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFrames, readUnframed } from './log-frames.ts'
import { readLines, type LogLine } from './log-lines.ts'
import { collect, cut, cuts, frame } from './testing/log-stream.ts'

type Stream = 'stdout' | 'stderr'

const time = (index: number) => `2026-11-23T05:00:00.${String(index).padStart(9, '0')}Z`

const entry = (index: number, stream: Stream, payload: string | Buffer) =>
  frame(stream, Buffer.concat([Buffer.from(`${time(index)} `), Buffer.from(payload)]))

const linesOf = async (bytes: Buffer, sizes: readonly number[] = []) =>
  await collect(readLines(readFrames(cut(bytes, sizes))))

const text = fc.string({ unit: 'binary', maxLength: 30 }).map((value) => value.replace(/[\r\n]/g, ' '))

test('every line comes out with its time, on its stream, however entries and chunks are cut', async () => {
  const line = fc.record({
    stream: fc.constantFrom<Stream>('stdout', 'stderr'),
    line: text,
    // Where the engine splits the line into entries: anywhere, also within a character.
    splits: fc.array(fc.nat(60), { maxLength: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), cuts, async (lines, sizes) => {
      let count = 0
      const expected: LogLine[] = []
      const frames = lines.flatMap(({ stream, line, splits }) => {
        const bytes = Buffer.from(`${line}\n`)
        // A lone half of a surrogate pair has no UTF-8: the replacement character stands for it.
        expected.push({ at: time(count), stream, line: Buffer.from(line).toString() })
        return parts(bytes, splits).map((part) => entry(count++, stream, part))
      })
      expect(await linesOf(Buffer.concat(frames), sizes)).toEqual(expected)
    }),
  )
})

test('any bytes are read without an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), cuts, async (bytes, sizes) => {
      const lines = await linesOf(Buffer.from(bytes), sizes)
      expect(lines.every(({ line }) => !line.includes('\n'))).toBe(true)
    }),
  )
})

test('a line of one stream is not cut by lines of the other', async () => {
  const bytes = Buffer.concat([
    entry(1, 'stdout', 'first half, '),
    entry(2, 'stderr', 'between\n'),
    entry(3, 'stdout', 'second half\n'),
  ])
  expect(await linesOf(bytes)).toEqual([
    { at: time(2), stream: 'stderr', line: 'between' },
    { at: time(1), stream: 'stdout', line: 'first half, second half' },
  ])
})

test('what is no UTF-8 is replaced, and the next line is whole', async () => {
  const bytes = Buffer.concat([
    entry(1, 'stdout', Buffer.from([0x61, 0xff, 0xc3, 0x0a])),
    entry(2, 'stdout', 'é\n'),
  ])
  expect((await linesOf(bytes)).map(({ line }) => line)).toEqual(['a\u{fffd}\u{fffd}', 'é'])
})

test('last lines without an end count, by time; carriage returns at the end do not', async () => {
  const bytes = Buffer.concat([
    entry(1, 'stderr', 'one'),
    entry(2, 'stdout', 'two\r\n'),
    entry(3, 'stdout', 'three'),
  ])
  expect((await linesOf(bytes)).map(({ line }) => line)).toEqual(['two', 'one', 'three'])
})

test('a huge line without an end is cut, and nothing of it is lost', async () => {
  // After one x each cut falls within a character of two UTF-16 units.
  const piece = '😀'.repeat(8192)
  const frames = Array.from({ length: 200 }, (_, index) => entry(index, 'stdout', piece))
  const lines = await linesOf(
    Buffer.concat([entry(0, 'stdout', 'x'), ...frames, entry(201, 'stdout', 'end\n')]),
  )
  expect(lines).toHaveLength(4)
  expect(Math.max(...lines.map(({ line }) => line.length))).toBeLessThanOrEqual(2 ** 20)
  expect(lines.map(({ line }) => line).join('') === `x${piece.repeat(200)}end`).toBe(true)
  expect(lines.every(({ line }) => line.isWellFormed())).toBe(true)
})

test('an entry without any time is text', async () => {
  const [line] = await linesOf(frame('stdout', Buffer.from(`${'no-time'.repeat(10)} at all\n`)))
  expect(line).toEqual({ at: '', stream: 'stdout', line: `${'no-time'.repeat(10)} at all` })
})

test('a stream that ends inside a time or a line gives what there is', async () => {
  const whole = Buffer.concat([entry(1, 'stdout', 'one\n'), entry(2, 'stdout', 'two\n')])
  expect((await linesOf(whole.subarray(0, -30))).map(({ line }) => line)).toEqual(['one'])
  expect((await linesOf(whole.subarray(0, -2))).map(({ line }) => line)).toEqual(['one', 'tw'])
})

test('lines of a container with a terminal, which are not framed', async () => {
  const bytes = Buffer.from(`${time(1)} one\r\n${time(2)} two\r\n`)
  expect(await collect(readLines(readUnframed(cut(bytes, [3, 40, 2]))))).toEqual([
    { at: time(1), stream: 'stdout', line: 'one' },
    { at: time(2), stream: 'stdout', line: 'two' },
  ])
})

function parts(bytes: Buffer, splits: readonly number[]): readonly Buffer[] {
  const ends = [...splits.filter((split) => split > 0 && split < bytes.length), bytes.length].toSorted(
    (a, b) => a - b,
  )
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
}
