import { afterAll, expect, test } from 'vitest'
import { name, richiePort, checkout, local } from '../../e2e/support/environment.ts'
import { ask } from '../../e2e/support/http.ts'

/* The spec names another database: what the search engine knows of the first one stays there. */

const courses = `http://richie.${name}.localhost:${richiePort}/api/v1.0/courses/?limit=100`

afterAll(() => use({}))

test('each database is searched by an index of its own, there and back', async () => {
  await use({})
  const before = await count()
  await use({ database: 'sqlite', demo: 'none' })
  expect(await count()).toBeLessThan(before) // the courses of the spec alone
  await use({})
  expect(await count()).toBe(before)
})

async function use(richie: object): Promise<void> {
  checkout.setLocal({ ...local, richie: { ...local.richie, ...richie } })
  const { exitCode, output } = await checkout.campus(['up'])
  expect(exitCode, output).toBe(0)
}

/** How many courses the search finds. */
async function count(): Promise<number> {
  const { status, body } = await ask(courses)
  expect(status, body).toBe(200)
  return (JSON.parse(body) as { meta: { total_count: number } }).meta.total_count
}
