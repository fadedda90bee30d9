import { UserError } from '../system/user-error.ts'

/** A course link that a person typed is a URL. */
export function requireLink(link: string): string {
  if (URL.canParse(link)) return link
  throw new UserError(`"${link}" is not a URL.`, {
    id: 'command-line',
    hint: 'A course link begins with http:// or https://',
    exitCode: 2,
  })
}
