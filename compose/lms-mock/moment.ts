const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const FORMAT = new RegExp(
  String.raw`^(\d{4}-\d\d-\d\d)(?:T(${TIME})(?:(:[0-5]\d)(\.\d{1,9})?)?(Z|[+-]${TIME})?)?$`,
)

/**
 * Reads a moment in ISO 8601: `2027-01-31`, `2027-01-31T09:00`, with seconds, a fraction and a zone or without; no zone is UTC.
 * Gives it in UTC with its fraction as written, undefined for all else: a day that no month has, a year outside 1 to 9999.
 */
export function readMoment(text: string): string | undefined {
  const [, day, time = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = FORMAT.exec(text) ?? []
  if (day === undefined || inUtc(`${day}T00:00Z`)?.slice(0, 10) !== day) {
    return undefined // a Date makes 2 March of 30 February
  }
  const utc = inUtc(`${day}T${time}${seconds}${zone}`)
  return utc === undefined || !/^(?!0000)\d{4}-/.test(utc) ? undefined : `${utc.slice(0, 19)}${fraction}Z`
}

function inUtc(text: string): string | undefined {
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
