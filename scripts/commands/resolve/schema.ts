import { z } from 'zod'

const lms = z.string().nullable().describe('Key of the LMS; null if there is none')
const courseId = z.string().nullable().describe('The course id in the link')

const triedSchema = z.strictObject({
  lms: z.string().describe('Key of the LMS'),
  regex: z.string(),
  matched: z.boolean(),
  courseId,
})

const sideSchema = z.strictObject({
  tried: z
    .array(triedSchema)
    .readonly()
    .describe('All LMSes in order; Richie stops at the first that matches'),
  lms,
  courseId,
})

const problemSchema = z.strictObject({
  says: z.string(),
  fix: z.array(z.string()).readonly().describe('Ways to fix it, the best one first'),
})

/** What `campus resolve --json` prints. */
export const resolveDocumentSchema = z.strictObject({
  link: z.string(),
  mode: z.enum(['http', 'tls']),
  ok: z.boolean().describe('Whether both sides match the link to the same LMS and course'),
  lms: lms.describe('Key of the LMS that it belongs to, if both sides agree'),
  courseId: courseId.describe('The course id, if both sides agree'),
  python: sideSchema.describe("By COURSE_REGEX, with Python's re.match: the course-run synchronisation"),
  js: sideSchema.describe("By JS_COURSE_REGEX, with JavaScript's test: the enrol button"),
  selector: z
    .array(z.strictObject({ lms: z.string(), regex: z.string(), matched: z.boolean() }))
    .readonly()
    .describe('By JS_SELECTOR_REGEX, which Richie no longer reads since 2.0.1'),
  course: z
    .strictObject({ lms: z.string(), id: z.string(), title: z.string() })
    .nullable()
    .describe('The course of the spec that has this link, or one by another address of its LMS'),
  shows: z.array(z.string()).readonly().describe("What Richie's page and the synchronisation do with it"),
  problems: z.array(problemSchema).readonly(),
  notes: z.array(z.string()).readonly().describe('Worth knowing, nothing to fix'),
  nearest: z
    .strictObject({ link: z.string(), lms: z.string(), differences: z.array(z.string()).readonly() })
    .nullable()
    .describe('The closest link that both sides know, if they do not know this one'),
  verified: z
    .strictObject({
      baseUrl: z.string().nullable().describe('BASE_URL of the backend that the running Richie selects'),
      courseId,
      agrees: z.boolean(),
    })
    .nullable()
    .describe("What the running Richie's own Python says; null without --verify"),
})

export type ResolveDocument = z.output<typeof resolveDocumentSchema>
