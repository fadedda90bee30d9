import { z } from 'zod'

const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'expected a date such as 2026-01-12 or 2026-01-12T09:00:00Z',
  })
  .transform((text) => new Date(text).toISOString().replace('.000Z', 'Z'))

/** One course run of an LMS: it feeds the mock and Richie's pages alike. */
export const courseSchema = z.strictObject({
  id: z
    .string()
    .regex(/^(?:course-v1:[\w.~-]+\+[\w.~-]+\+[\w.~-]+|[\w.~-]+\/[\w.~-]+\/[\w.~-]+)$/, {
      error: 'expected a course id such as course-v1:edX+DemoX+Demo_Course',
    })
    .describe('Open edX course id'),
  title: z.string().min(1).max(200).describe('Title of the course'),
  start: moment.optional().describe('Start of the course'),
  end: moment.optional().describe('End of the course'),
  enrollmentStart: moment.optional().describe('First moment at which enrolling is possible'),
  enrollmentEnd: moment.optional().describe('Last moment at which enrolling is possible'),
  invitationOnly: z.boolean().default(false).describe('Only staff may enrol learners'),
  capacity: z.int().min(0).optional().describe('Most learners that may be enrolled'),
  languages: z
    .array(z.enum(['en', 'fr'], { error: 'expected en or fr' }))
    .min(1)
    .default(['en'])
    .describe('Languages of the course'),
})

export type CourseSpec = z.output<typeof courseSchema>
