import type { ReleaseName } from '../../../compose/lms-mock/settings/releases.ts'

/** Somebody with an account. */
export type Person = {
  readonly username: string
  readonly email: string
  readonly password: string
}

/** One LMS that the contract is asked of, however it is reached. */
export type Platform = {
  readonly release: ReleaseName
  /** Origins without a final slash. */
  readonly lms: string
  readonly richie: string
  /** Domain of the cookie that Richie's origin reads. */
  readonly domain: string
  readonly staff: Person
  readonly apiKey: string | undefined
  /** Sends a request; a header that is there is sent as it is. Redirects are not followed. */
  ask(
    path: string,
    init: { method: string; headers: Readonly<Record<string, string>>; body?: string },
  ): Promise<Response>
  /** Makes an account that nobody else uses. */
  register(person: Person): Promise<void>
}
