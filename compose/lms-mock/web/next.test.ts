import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Browser, learner, richie, startLms } from '../../../tests/lms-mock/testing/browser.ts'

const page = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

async function targetOf(
  browser: Browser,
  path: string,
  headers: Record<string, string> = page,
): Promise<string | null> {
  const answer = await browser.get(path, headers)
  return answer.status === 302 ? answer.headers.get('Location') : `status ${answer.status}`
}

test.each([
  ['?next=richie/en/courses/x/', 'richie/en/courses/x/'],
  ['?next=/richie/en/courses/x/', '/richie/en/courses/x/'],
  ['?next=richie%2Fen%2Fcourses%2Fx%2F', 'richie/en/courses/x/'],
  ['?next=richie/en/courses/x/?a=1', 'richie/en/courses/x/?a=1'],
  ['?next=richie/fr/cours/%C3%A9t%C3%A9/', 'richie/fr/cours/%C3%A9t%C3%A9/'],
  ['?next=https://edx.local.dev:8073/courses/x', 'https://edx.local.dev:8073/courses/x'],
  [`?next=${richie}/en/`, `${richie}/en/`],
  ['', '/dashboard'],
  ['?next=https://evil.example/x', '/dashboard'],
  ['?next=//evil.example/x', '/dashboard'],
  ['?next=%5C%5Cevil.example/x', '/dashboard'],
  ['?next=http://edx.local.dev:8073/x', '/dashboard'],
  ['?next=javascript:alert(1)', '/dashboard'],
  ['?next=richie/en/x.png', '/dashboard'],
  ['?next=richie/static/x/', '/dashboard'],
  [
    '?next=richie/en/&course_id=course-v1:edX+DemoX+Demo_Course&enrollment_action=enroll',
    '/account/finish_auth?course_id=course-v1%3AedX+DemoX+Demo_Course&enrollment_action=enroll&next=richie%2Fen%2F',
  ],
])('3.1 logged in, /login%s leads to %s', async (query, target) => {
  const browser = await learner(startLms())
  expect(await targetOf(browser, `/login${query}`)).toBe(target)
  expect(await targetOf(browser, `/register${query}`)).toBe(target)
})

test('3.1 a request that wants no page is sent to the dashboard', async () => {
  const browser = await learner(startLms())
  expect(await targetOf(browser, '/login?next=richie/en/', { Accept: 'application/json' })).toBe('/dashboard')
})

test.each([
  ['/richie/en/courses/x/?a=1&b=%2F', `${richie}/en/courses/x/?a=1&b=%2F`],
  ['/richie/', `${richie}/`],
  ['/richie//evil.example/', `${richie}//evil.example/`],
  ['/richie/%5C%5Cevil.example', `${richie}/%5C%5Cevil.example`],
])('the way back from %s', async (path, target) => {
  expect(await targetOf(startLms().browser(), path)).toBe(target)
})

test('no next and no way back ever leaves the two known origins', async () => {
  const browser = await learner(startLms())
  const own = 'https://edx.local.dev:8073'
  const texts = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.webUrl().map((url) => url.replace('https:', '')),
    fc.string().map((text) => `//${text}`),
  )
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      for (const path of [`/login?next=${encodeURIComponent(text)}`, `/richie/${encodeURIComponent(text)}`]) {
        const target = (await targetOf(browser, path)) ?? ''
        expect([own, richie]).toContain(new URL(target, `${own}/login`).origin)
      }
    }),
    { numRuns: 300 },
  )
})
