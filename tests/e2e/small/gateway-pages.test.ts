import { afterEach, expect, test } from 'vitest'
import { describeEnvironment } from '../../browser/environment.ts'
import { inChromium } from '../../browser/visit.ts'
import { docker } from '../support/docker.ts'

const { name, richie } = await describeEnvironment()
const container = `${name}-richie-1`

afterEach(() => docker(['start', container]))

test(
  'a name that no site has gets a page that says which sites there are',
  inChromium(async ({ page }) => {
    const { port } = new URL(richie)
    const response = await page.goto(`http://nobody.${name}.localhost:${port}/en/`)
    expect(response?.status()).toBe(404)
    await page.getByRole('heading', { name: 'No site has this name' }).waitFor()
    await page
      .getByRole('link', { name: `${richie}/` })
      .or(page.getByRole('link', { name: richie }))
      .click()
    await page.waitForURL(`${richie}/en/`)
  }),
)

test(
  'while Richie is down our page stands there, and turns into Richie by itself once it is back',
  inChromium(async ({ page }) => {
    await docker(['stop', container])
    const address = `${richie}/en/courses/demonstration-course/?after=stop`
    const response = await page.goto(address)
    expect(response?.status()).toBe(503)
    await page.getByRole('heading', { name: 'Richie has stopped' }).waitFor()
    await page.getByText('bin/campus logs richie').waitFor()
    await page.getByText('campus: service-stopped').waitFor()
    await docker(['start', container])
    await page.getByRole('heading', { level: 1, name: 'Demonstration course' }).waitFor({ timeout: 90_000 })
    expect(page.url()).toBe(address)
  }),
)
