import { requestOrigin, type Exchange } from './exchange.ts'

/** A redirect's target as Django 1.9 and later send it: as it was given. */
export function locationAsGiven(_: Exchange, target: string): string {
  return target
}

/** A redirect's target as Django before 1.9 sends it: resolved against the request's address. */
export function absoluteLocation(exchange: Exchange, target: string): string {
  const base = `${requestOrigin(exchange)}${encodeURI(exchange.path.toWellFormed())}`
  return URL.parse(target, base)?.href ?? target
}
