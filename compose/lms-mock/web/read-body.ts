/** Django's DATA_UPLOAD_MAX_MEMORY_SIZE where a platform sets none. */
const mostBytes = 2_621_440

/** A body that is not read: Django's RequestDataTooBig. */
export class BodyTooLarge extends Error {
  constructor() {
    super('The request body is above 2.5 MB')
  }
}

/** The text of a request's body; one above 2.5 MB is not read to its end, and throws BodyTooLarge. */
export async function readBody(request: Request): Promise<string> {
  const said = request.headers.get('content-length')
  if (said !== null && !request.headers.has('transfer-encoding'))
    return Number(said) > mostBytes ? tooLarge() : await request.text()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body ?? []) {
    size += part.length
    if (size > mostBytes) tooLarge()
    parts.push(part)
  }
  return new TextDecoder().decode(Buffer.concat(parts))
}

function tooLarge(): never {
  throw new BodyTooLarge()
}
