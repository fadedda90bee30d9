import { z } from 'zod'

/**
 * The languages that a course run may have in Richie: ALL_LANGUAGES, which are those of Django 4.2 (Richie 3.5.1,
 * richie/apps/core/defaults.py).
 */
const languages: readonly string[] = `
  af ar ar-dz ast az bg be bn br bs ca ckb cs cy da de dsb el en en-au en-gb eo es es-ar es-co es-mx
  es-ni es-ve et eu fa fi fr fy ga gd gl he hi hr hsb hu hy ia id ig io is it ja ka kab kk km kn ko ky
  lb lt lv mk ml mn mr ms my nb ne nl nn os pa pl pt pt-br ro ru sk sl sq sr sr-latn sv sw ta te tg th
  tk tr tt udm uk ur uz vi zh-hans zh-hant
`
  .trim()
  .split(/\s+/)

const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'expected a date such as 2026-01-12 or 2026-01-12T09:00:00Z',
  })
  .transform((text) => new Date(text).toISOString().replace('.000Z', 'Z'))

const slugSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, {
  error: 'expected a mode such as audit, honor or verified',
})

/** A way to take a course: `verified`, or a map with its price and its last day. */
const modeSchema = z.union(
  [
    slugSchema.transform((slug) => ({ slug, minPrice: 0, currency: 'usd', expires: undefined })),
    z.strictObject({
      slug: slugSchema,
      minPrice: z.int().min(0).default(0).describe('Lowest price, in whole units of the currency'),
      currency: z
        .string()
        .regex(/^[a-z]{3}$/, { error: 'expected a currency such as usd or eur' })
        .default('usd')
        .describe('Currency of the price'),
      expires: moment.optional().describe('The mode is offered until then'),
    }),
  ],
  { error: 'expected a mode such as audit, or { slug, minPrice, currency, expires }' },
)

/** One course run of an LMS: it feeds the mock and Richie's pages alike. Which ids an LMS takes: rules.ts. */
export const courseSchema = z.strictObject({
  id: z
    .string()
    .min(1)
    // Richie keeps a course code of 100 characters, and a link of 200.
    .max(110)
    .describe(
      'Course id: course-v1:ORG+CODE+RUN or ORG/CODE/RUN; any id, such as 42, at an LMS with its own `courseLink`',
    ),
  code: z
    .string()
    .regex(/^[A-Za-z0-9][\w-]{0,99}$/, { error: 'expected letters, digits, dashes and underscores' })
    .optional()
    .describe("Code of Richie's course page. Default: the middle part of an Open edX id, else the id"),
  title: z.string().min(1).max(200).describe('Title of the course'),
  start: moment.optional().describe('Start of the course'),
  end: moment.optional().describe('End of the course'),
  enrollmentStart: moment.optional().describe('Start of enrolment'),
  enrollmentEnd: moment.optional().describe('End of enrolment'),
  invitationOnly: z.boolean().default(false).describe('Only staff may enrol learners'),
  capacity: z.int().min(0).optional().describe('Maximum number of enrolled learners'),
  selfPaced: z.boolean().default(false).describe('Learners work at their own pace'),
  modes: z.array(modeSchema).default([]).describe('Ways to take the course. Default: audit'),
  languages: z
    .array(z.enum(languages, { error: 'expected a language that Richie knows, such as en, fr or pt-br' }))
    .min(1)
    .default(['en'])
    .describe('Languages of the course'),
})

export type CourseSpec = z.output<typeof courseSchema>
