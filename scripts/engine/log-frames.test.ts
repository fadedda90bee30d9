import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFrames, readLines } from './log-frames.ts'

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0
  for (const size of sizes) {
    yield bytes.subarray(at, at + size)
    at += size
  }
  yield bytes.subarray(at)
}

function frame(stream: 1 | 2, payload: Buffer): Buffer {
  const header = Buffer.alloc(8)
  header[0] = stream
  header.writeUInt32BE(payload.length, 4)
  return Buffer.concat([header, payload])
}

test('frames come out whole however the stream is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 30 }),
      fc.array(fc.nat(20), { maxLength: 60 }),
      async (payloads, sizes) => {
        const bytes = Buffer.concat(
          payloads.map((payload, index) => frame(index % 2 ? 1 : 2, Buffer.from(payload))),
        )
        const read: Buffer[] = []
        for await (const piece of readFrames(cut(bytes, sizes))) read.push(piece)
        expect(Buffer.concat(read)).toEqual(Buffer.concat(payloads))
      },
    ),
  )
})

test('ten thousand tiny frames in one chunk do not overflow the stack', async () => {
  const bytes = Buffer.concat(Array.from({ length: 10_000 }, () => frame(1, Buffer.from('\n'))))
  let lines = 0
  for await (const line of readLines(readFrames(cut(bytes, [])))) lines += line === '' ? 1 : 0
  expect(lines).toBe(10_000)
})

test('a character cut in two is put together, and a last line without an end counts', async () => {
  const lines: string[] = []
  for await (const line of readLines(cut(Buffer.from('één\r\ntwee'), [1, 1, 1]))) lines.push(line)
  expect(lines).toEqual(['één', 'twee'])
})
