import { readMoment } from '../settings/reader.ts'
import { Refused } from './world.ts'

/** What a form or a JSON document says, by name; all of a form's values are texts. */
export type Fields = Readonly<Record<string, unknown>>

/** A text without spaces around it; absent or empty is undefined. */
export function textField(fields: Fields, name: string): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value.length > 1000)
    throw new Refused(`Expected ${name} to be a text of at most 1000 characters.`)
  return value.trim() === '' ? undefined : value.trim()
}

/** A text that must be there. */
export function requiredText(fields: Fields, name: string): string {
  const text = textField(fields, name)
  if (text === undefined) throw new Refused(`Expected ${name}, got nothing.`)
  return text
}

/** True or false, or undefined where it is not said. */
export function flagField(fields: Fields, name: string): boolean | undefined {
  const value = fields[name]
  if (value === undefined) return undefined
  if (![true, false, 'true', 'false'].includes(value as string))
    throw new Refused(`Expected ${name} to be true or false.`)
  return value === true || value === 'true'
}

/** A moment as ISO 8601; without a zone it is UTC, as a browser's date field sends it. Empty is null, absent undefined. */
export function dateField(fields: Fields, name: string): string | null | undefined {
  if (fields[name] === undefined) return undefined
  const text = textField(fields, name)
  if (text === undefined) return null
  const moment = readMoment(text)
  if (moment === undefined)
    throw new Refused(`Expected ${name} to be a date such as 2027-01-31T09:00:00Z, or empty.`)
  return moment
}

/** A whole number from 0 on. Empty is null, absent undefined. */
export function countField(fields: Fields, name: string): number | null | undefined {
  const value = fields[name]
  if (value === undefined || value === null || value === '') return value === undefined ? undefined : null
  const number = typeof value === 'string' ? Number(value.trim() === '' ? Number.NaN : value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0 || number > 1_000_000_000)
    throw new Refused(`Expected ${name} to be a whole number, 0 or more, or empty.`)
  return number
}
