import { expect, test } from 'vitest'
import type { Asked, Reply } from '../../../tests/probes/local-site.ts'
import { home, richiePage, richieWith, type Answers } from '../../../tests/probes/look-at-richie.ts'

const now = new Date('2026-11-23T12:00:00Z')
const run = (link: string, isOpen: boolean) => ({
  resource_link: link,
  start: '2026-01-12T09:00:00Z',
  end: null,
  enrollment_start: '2025-11-01T09:00:00Z',
  enrollment_end: isOpen ? null : '2026-02-01T09:00:00Z',
})
const coursePage = (link: string, isOpen = true): Reply => ({
  body: `<div data-props='${JSON.stringify({ courseRuns: [run(link, isOpen)] })}'></div>`,
})
const edx = 'http://edx.campus.localhost:8073/courses/course-v1:edX+DemoX+Demo_Course/info'
const other = 'http://other.campus.localhost:8074/courses/course-v1:edX+DemoX+Demo_Course/info'

/** A Richie with these pages by path, and a home page. */
const pages =
  (replies: Readonly<Record<string, Reply>>): Answers =>
  (asked, origin) =>
    replies[asked.path] ?? home({ body: richiePage() })(asked, origin)

const searchPath = '/api/v1.0/courses/?limit=100'
const found = (...courses: readonly (readonly [slug: string, code: string, priority: number])[]): Reply => ({
  body: JSON.stringify({
    objects: courses.map(([slug, code, priority]) => ({
      absolute_url: `/en/courses/${slug}/`,
      code,
      state: { priority },
    })),
  }),
})

/** The course page that is found for the LMS `edx`, and what was asked to find it. */
async function find(replies: Readonly<Record<string, Reply>>, spec = '') {
  const { visit, surroundings, asked } = await richieWith(pages(replies), { spec, now })
  const [lms] = surroundings.plan.lmses
  if (lms === undefined) throw new Error('The spec has an LMS')
  const page = await visit.coursePage(lms)
  expect(await visit.coursePage(lms)).toBe(page)
  return { page, asked: asked.map(({ path }: Asked) => path) }
}

test('each page is fetched once, however many look at it', async () => {
  const { visit, asked } = await richieWith(pages({ [searchPath]: found() }))
  await Promise.all([
    visit.home(),
    visit.home(),
    visit.context(),
    visit.referrerPolicy(),
    visit.refererFor('http://lms/'),
  ])
  await Promise.all([visit.search(), visit.search()])
  expect(asked.map(({ path }) => path)).toEqual(['/', '/en/', searchPath])
})

test('the home page is the one in a language, and a redirect to elsewhere is not followed', async () => {
  const { visit, origin } = await richieWith(home({ body: richiePage() }))
  expect((await visit.home()).asked.url).toBe(`${origin}/en/`)
  const away = await richieWith(() => ({ status: 302, headers: { Location: 'https://example.org/' } }))
  expect((await away.visit.home()).answer?.status).toBe(302)
})

test('redirects that go round in a circle end', async () => {
  const { visit, asked } = await richieWith(() => ({ status: 302, headers: { Location: '/' } }))
  expect((await visit.home()).answer?.status).toBe(302)
  expect(asked).toHaveLength(5)
})

test('a page without context, or none at all, says so', async () => {
  expect(await (await richieWith(() => ({ status: 500 }))).visit.context()).toHaveProperty('fault')
})

test('the Referer is that of the home page under its policy', async () => {
  const { visit, origin } = await richieWith(
    home({ body: richiePage(), headers: { 'Referrer-Policy': 'no-referrer-when-downgrade' } }),
  )
  expect(await visit.refererFor('http://edx.campus.localhost:8073/')).toBe(`${origin}/en/`)
})

test('a course page is found by the search, the open ones of the plan first', async () => {
  const { page, asked } = await find({
    [searchPath]: found(['closed', 'DEMOX', 5], ['foreign', 'OTHERX', 0], ['demo', 'DEMOX', 0]),
    '/en/courses/demo/': coursePage(edx),
  })
  expect(page).toMatchObject({
    url: expect.stringMatching(/\/en\/courses\/demo\/$/),
    isOpen: true,
    run: { link: edx },
  })
  expect(asked).toEqual([searchPath, '/en/courses/demo/'])
})

test('of the open ones of the plan its first is looked at, however the search sorts them', async () => {
  const courses = ['edX+First+1', 'edX+DemoX+1'].map((id) => `{ id: course-v1:${id}, title: ${id} }`)
  const { asked } = await find(
    {
      [searchPath]: found(['second', 'DEMOX', 0], ['first', 'FIRST', 0]),
      '/en/courses/first/': coursePage(edx),
    },
    `lms: { edx: { courses: [${courses.join(', ')}] } }`,
  )
  expect(asked).toEqual([searchPath, '/en/courses/first/'])
})

test('a page with runs of another LMS only is passed over', async () => {
  const { page } = await find({
    [searchPath]: found(['a', 'X', 0], ['b', 'X', 0]),
    '/en/courses/a/': coursePage(other),
    '/en/courses/b/': coursePage(edx),
  })
  expect(page?.url).toMatch(/\/b\/$/)
})

test('an open run goes before a closed one, which is better than none', async () => {
  const both = { '/en/courses/a/': coursePage(edx, false), '/en/courses/b/': coursePage(edx) }
  const search = { [searchPath]: found(['a', 'X', 0], ['b', 'X', 0]) }
  expect((await find({ ...both, ...search })).page).toMatchObject({ isOpen: true })
  const { page } = await find({ '/en/courses/a/': coursePage(edx, false), ...search })
  expect(page).toMatchObject({ isOpen: false, url: expect.stringMatching(/\/a\/$/) })
})

test('without a search it is found by the title of a course of the spec', async () => {
  const { page } = await find({
    [searchPath]: { status: 500 },
    '/en/courses/demonstration-course/': coursePage(edx),
  })
  expect(page?.url).toMatch(/\/en\/courses\/demonstration-course\/$/)
})

test('without a search a course with nothing open is found by its title too, whatever else the site has', async () => {
  const others = Array.from({ length: 9 }, (_, index) => `<url><loc>/en/courses/other-${index}/</loc></url>`)
  const { page } = await find(
    {
      [searchPath]: { status: 503 },
      '/sitemap.xml': { body: others.join('') },
      '/en/courses/a-near-one/': coursePage(edx, false),
    },
    'lms: { edx: { courses: [{ id: course-v1:edX+DemoX+Demo_Course, title: A near one, start: 2026-01-12 }] } }',
  )
  expect(page?.url).toMatch(/\/en\/courses\/a-near-one\/$/)
})

test('else by the sitemap, whatever host stands in it', async () => {
  const spec = 'lms: { edx: { courses: [] } }'
  const sitemap = {
    body: '<url><loc>https://example.com/en/courses/</loc></url><url><loc>https://example.com/en/courses/one/</loc></url>',
  }
  const { page, asked } = await find({ '/sitemap.xml': sitemap, '/en/courses/one/': coursePage(edx) }, spec)
  expect(page?.url).toMatch(/^http:\/\/richie\.campus\.localhost:\d+\/en\/courses\/one\/$/)
  expect(asked).toContain('/sitemap.xml')
})

test('not more than eight pages are looked at', async () => {
  const slugs = Array.from({ length: 20 }, (_, index) => [`c${index}`, 'X', 0] as const)
  const { page, asked } = await find({ [searchPath]: found(...slugs) })
  expect(page).toBeUndefined()
  expect(asked.filter((path) => path.startsWith('/en/courses/'))).toHaveLength(8)
})
