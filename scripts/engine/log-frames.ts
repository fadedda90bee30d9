/**
 * Splits the engine's multiplexed log stream into text. A frame is a header of 8 bytes (stream number, three zeros,
 * length as a big-endian number) and its payload; chunks may end anywhere. Own code, since docker-modem's recurses for
 * every frame and overflows the stack on a few thousand of them.
 */
export async function* readFrames(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = []
  let size = 0
  let wanted = 8
  let inPayload = false
  for await (const chunk of stream) {
    parts.push(chunk)
    size += chunk.length
    if (size < wanted) continue
    let rest = Buffer.concat(parts)
    while (rest.length >= wanted) {
      const piece = rest.subarray(0, wanted)
      rest = rest.subarray(wanted)
      if (inPayload) yield piece
      wanted = inPayload ? 8 : piece.readUInt32BE(4)
      inPayload = !inPayload
    }
    parts = [rest]
    size = rest.length
  }
}

/** Text chunks -> lines without their ends; a last line without an end counts. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  if (rest !== '') yield rest
}
