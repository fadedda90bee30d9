/** A piece of what a container wrote to one of its streams; `starts` where a log entry begins with it. */
export type Piece = { readonly stream: 'stdout' | 'stderr'; readonly bytes: Buffer; readonly starts: boolean }

const headerBytes = 8

/**
 * Splits the engine's multiplexed log stream. A frame, which is one log entry, is a header of 8 bytes (stream number,
 * three zeros, length as a big-endian number) and its payload. Chunks may end anywhere; a payload is passed on as it
 * comes, so that a long one is never held whole. Own code, since docker-modem's recurses for every frame and overflows
 * the stack on a few thousand of them.
 */
export async function* readFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let header: Buffer = Buffer.alloc(0)
  let left = 0
  let starts = false
  for await (const chunk of chunks) {
    let at = 0
    while (at < chunk.length) {
      if (left === 0) {
        const part = chunk.subarray(at, at + headerBytes - header.length)
        header = Buffer.concat([header, part])
        at += part.length
        if (header.length < headerBytes) break
        left = header.readUInt32BE(4)
        starts = true
        if (left > 0) continue
        header = Buffer.alloc(0)
      } else {
        const bytes = chunk.subarray(at, at + left)
        yield { stream: header[0] === 2 ? 'stderr' : 'stdout', bytes, starts }
        at += bytes.length
        left -= bytes.length
        starts = false
        if (left === 0) header = Buffer.alloc(0)
      }
    }
  }
}

/** The same for a container with a terminal, whose stream is not framed: an entry begins at each line. */
export async function* readUnframed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let starts = true
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const end = chunk.indexOf(0x0a, at)
      const bytes = chunk.subarray(at, end === -1 ? chunk.length : end + 1)
      yield { stream: 'stdout', bytes, starts }
      at += bytes.length
      starts = end !== -1
    }
  }
}
