import { z } from 'zod'

const error = 'expected an origin such as https://lms.example.org'

/** Scheme, host and port of something that runs elsewhere. */
export const originSchema = z
  .string()
  .regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?\/?$/, { error, abort: true })
  .refine((origin) => ![undefined, '0'].includes(URL.parse(origin)?.port), { error })
