import { z } from 'zod'
import { courseSchema } from './course-schema.ts'
import { richieSourceSchema } from './richie-source-schema.ts'
import { courseLinkSchema, originSchema } from './text-schemas.ts'

/*
 * The only definition of the spec: types, defaults, the JSON Schema for editors and the reference page come from here.
 * An absent key gets its default; values that depend on other keys (a host, a regex) stay undefined until the plan.
 */

const label = /^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/
const hostName = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/

const nameSchema = z.string().regex(label, {
  error: 'expected lower-case letters, digits and dashes, a letter first, at most 30',
})

const hostSchema = z
  .string()
  .regex(hostName, { error: 'expected a host name in lower case such as edx.local.dev' })

const portSchema = z
  .int()
  .min(1)
  .max(65535)
  .refine((port) => !blockedPorts.has(port), {
    error: (issue) => `port ${String(issue.input)} is blocked by browsers, choose another`,
  })

const regexSchema = z.string().min(1)

const richieSchema = z.strictObject({
  host: hostSchema.optional().describe('Host of the catalogue in tls mode. Default: richie.<domain>'),
  port: portSchema.default(8070).describe('Port on which the gateway serves the catalogue'),
  source: richieSourceSchema
    .prefault({})
    .describe('Where Richie comes from: one of version, checkout, image, url'),
  database: z.enum(['postgres', 'sqlite']).default('postgres').describe('Database of the catalogue'),
  search: z
    .enum(['elasticsearch', 'none'])
    .default('elasticsearch')
    .describe('Search engine; none saves 720 MB of memory, and the search page says that there is no search'),
  demo: z
    .enum(['none', 'small', 'full'])
    .default('small')
    .describe('Pages made on the first start: none = the required pages only'),
})

const backends = ['base', 'openedx-dogwood', 'openedx-hawthorn'] as const

const lmsSchema = z.strictObject({
  host: hostSchema.optional().describe('Host of the LMS in tls mode. Default: <key>.<domain>'),
  port: portSchema.default(8073).describe('Port on which the gateway serves the LMS'),
  provider: z
    .enum(['mock', 'external'])
    .default('mock')
    .describe('mock = the mock LMS of campus, external = an LMS at `url`'),
  release: z
    .enum(['dogwood', 'eucalyptus', 'hawthorn', 'ironwood', 'teak'])
    .optional()
    .describe(
      'The Open edX release that the mock imitates. Default: teak. eucalyptus counts as dogwood, ironwood as hawthorn',
    ),
  backend: z
    .enum(backends)
    .optional()
    .describe(
      "Richie's interface to it in tls mode. Default: openedx-hawthorn (openedx-dogwood for dogwood; base with its own `courseLink`)",
    ),
  backendOverHttp: z
    .enum(backends)
    .default('base')
    .describe("Richie's interface to it in http mode; base = enrolment is faked in the browser"),
  url: originSchema(
    (path) => `. For an LMS in a folder, set courseLink: ${path}/course/view.php?id={course_id}`,
  )
    .optional()
    .describe('Origin of an external LMS'),
  proxy: z
    .boolean()
    .optional()
    .describe('Serve an external LMS through the gateway, under the domain of this environment'),
  courseLink: courseLinkSchema
    .optional()
    .describe(
      "Path of a course's page at an external LMS, from which the regexes are derived. Default: /courses/{course_id}/info",
    ),
  courses: z
    .array(courseSchema)
    .optional()
    .describe(
      'Courses that get pages and runs in Richie. Default: one in each state for a mock, none for an external LMS',
    ),
  moreCourses: z
    .array(courseSchema)
    .optional()
    .describe('Courses beside those of `courses`, or beside the default ones'),
  courseRegex: regexSchema.optional().describe("Richie's COURSE_REGEX (Python). Derived by default"),
  jsCourseRegex: regexSchema.optional().describe("Richie's JS_COURSE_REGEX. Derived by default"),
  jsSelectorRegex: regexSchema.optional().describe("Richie's JS_SELECTOR_REGEX. Derived by default"),
})

export const environmentSchema = z.strictObject({
  name: nameSchema
    .default('campus')
    .describe('Names the compose project, its volumes and images, and the *.<name>.localhost hosts'),
  domain: hostSchema
    .default('local.dev')
    .describe('Parent of all hosts in tls mode: sites are <key>.<domain>'),
  bind: z
    .union([z.ipv4(), z.ipv6()], { error: 'expected an IP address such as 127.0.0.1' })
    .default('127.0.0.1')
    .describe('Address on which ports are published. 127.0.0.1 covers ::1 too'),
  base: z
    .enum(['auto', 'registry', 'packages'])
    .default('auto')
    .describe(
      'Debian image that all images are built on: pulled, or made from packages. auto = whichever works on this machine',
    ),
  authentication: z.string().optional().describe('The LMS that Richie logs in to. Default: the first one'),
  richie: richieSchema.prefault({}).describe('The catalogue'),
  lms: z
    .record(nameSchema, lmsSchema)
    .prefault({ edx: {} })
    .describe('The LMSes, each under a key of your choice'),
})

/** The spec with defaults filled in. */
export type Environment = z.output<typeof environmentSchema>
export type LmsSpec = Environment['lms'][string]
export type Backend = (typeof backends)[number]
export type { CourseSpec } from './course-schema.ts'

/** Ports that browsers refuse to open: the "bad port" list of the WHATWG Fetch standard. */
const blockedPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])
