import type { Exchange } from './exchange.ts'

/** The address this request was made to, without a final slash. */
export function requestOrigin(exchange: Exchange): string {
  return `${exchange.isSecure ? 'https' : 'http'}://${exchange.host}`
}

/** The Content-Type of a request without its parameters, in lower case; '' where it says none. */
export function mediaType(exchange: Exchange): string {
  return (exchange.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
}

/** The fields of a form body, urlencoded or multipart (files are left out); of any other body, none. */
export async function formOf(exchange: Exchange): Promise<URLSearchParams> {
  switch (mediaType(exchange)) {
    case 'application/x-www-form-urlencoded':
      return new URLSearchParams(await exchange.body())
    case 'multipart/form-data':
      return await multipartFields(await exchange.body(), exchange.header('content-type') ?? '')
    default:
      return new URLSearchParams()
  }
}

/** None where the parts can't be told apart (Django refuses such a body; inferred that nobody sends one). */
async function multipartFields(text: string, type: string): Promise<URLSearchParams> {
  const fields = new URLSearchParams()
  try {
    const form = await new Response(text, { headers: { 'Content-Type': type } }).formData()
    form.forEach((value, name) => (typeof value === 'string' ? fields.append(name, value) : undefined))
  } catch {
    // Broken parts.
  }
  return fields
}

/** A redirect's target as Django 1.9 and later send it: as it was given. */
export function locationAsGiven(_: Exchange, target: string): string {
  return target
}

/** A redirect's target as Django before 1.9 sends it: resolved against the request's address. */
export function absoluteLocation(exchange: Exchange, target: string): string {
  const base = `${requestOrigin(exchange)}${encodeURI(exchange.path.toWellFormed())}`
  return URL.parse(target, base)?.href ?? target
}
