import type { CourseSettings } from '../settings/settings.ts'
import { courseDate } from '../text/dates.ts'
import type { Exchange } from '../web/exchange.ts'
import { requestOrigin } from '../web/request.ts'

type Fields = Readonly<Record<string, unknown>>

/** One course as dogwood tells it; sources: release/courses.ts. */
export function courseOfDogwood(exchange: Exchange, course: CourseSettings): Fields {
  return {
    course_id: course.id,
    name: course.title,
    ...keyParts(course),
    short_description: null,
    effort: null,
    media: { course_image: { uri: imagePath(course) }, course_video: { uri: null } },
    start: courseDate(course.start),
    start_type: startType(course),
    start_display: startDisplay(course),
    end: courseDate(course.end),
    enrollment_start: courseDate(course.enrollmentStart),
    enrollment_end: courseDate(course.enrollmentEnd),
    blocks_url: blocksUrl(exchange, course, 'v1'),
  }
}

/** The same as hawthorn tells it. */
export function courseOfHawthorn(exchange: Exchange, course: CourseSettings): Fields {
  return { ...laterFields(exchange, course, 'v1', {}), course_id: course.id }
}

/** The same as teak tells it; that it has `visible_to_staff_only` is inferred. */
export function courseOfTeak(exchange: Exchange, course: CourseSettings): Fields {
  const uri = imagePath(course)
  const banner = { banner_image: { uri, uri_absolute: `${requestOrigin(exchange)}${uri}` } }
  return {
    ...laterFields(exchange, course, 'v2', banner),
    visible_to_staff_only: false,
    course_id: course.id,
  }
}

function laterFields(
  exchange: Exchange,
  course: CourseSettings,
  blocksVersion: string,
  banner: Fields,
): Fields {
  const uri = imagePath(course)
  const absolute = `${requestOrigin(exchange)}${uri}`
  return {
    blocks_url: blocksUrl(exchange, course, blocksVersion),
    effort: null,
    end: courseDate(course.end),
    enrollment_start: courseDate(course.enrollmentStart),
    enrollment_end: courseDate(course.enrollmentEnd),
    id: course.id,
    media: {
      ...banner,
      course_image: { uri },
      course_video: { uri: null },
      image: { raw: absolute, small: absolute, large: absolute },
    },
    name: course.title,
    ...keyParts(course),
    short_description: null,
    start: courseDate(course.start),
    start_display: startDisplay(course),
    start_type: startType(course),
    pacing: course.selfPaced ? 'self' : 'instructor',
    mobile_available: false,
    hidden: course.catalogVisibility !== 'both',
    invitation_only: course.invitationOnly,
  }
}

/** The organisation and the number that stand in the id. */
export function keyParts({ id }: CourseSettings): { readonly number: string; readonly org: string } {
  const [org = '', number = ''] = id.replace(/^course-v1:/, '').split(/[+/]/)
  return { number, org }
}

/** Where the platform keeps a course's picture, in its two forms of ids; there is none behind it here. */
function imagePath({ id }: CourseSettings): string {
  if (!id.startsWith('course-v1:')) {
    const [org = '', number = ''] = id.split('/')
    return `/c4x/${org}/${number}/asset/images_course_image.jpg`
  }
  return `/asset-v1:${id.slice('course-v1:'.length)}+type@asset+block@images_course_image.jpg`
}

function blocksUrl(exchange: Exchange, { id }: CourseSettings, version: string): string {
  return `${requestOrigin(exchange)}/api/courses/${version}/blocks/?course_id=${encodeURIComponent(id)}`
}

/** Courses without a start of their own have `empty`; none has a text that the author gave. */
function startType({ start }: CourseSettings): string {
  return start === null ? 'empty' : 'timestamp'
}

/** Django's DATE_FORMAT for English, `N j, Y`: months as the Associated Press shortens them. */
function startDisplay({ start }: CourseSettings): string | null {
  if (start === null) return null
  const date = new Date(start)
  const months = 'Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.'.split(' ')
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`
}
