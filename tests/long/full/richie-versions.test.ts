import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testedRichies } from '../../../scripts/environment/richie-source-schema.ts'
import { enrolInChromium } from '../../browser/chromium-enrolment.ts'
import { coursePage } from '../../browser/course-page.ts'
import { changeSpec, checkout, describeEnvironment, up, type Environment } from '../../browser/environment.ts'
import { unenrollEverywhere } from '../../browser/learner.ts'
import { inChromium } from '../../browser/visit.ts'
import { docker } from '../../e2e/support/docker.ts'
import { ask } from '../../e2e/support/http.ts'

/*
 * An older Richie from nothing, and what teammates do with it later: the newest one on the same data. The newest from
 * nothing is what all other tests run.
 */

const [older, newest] = testedRichies
let environment: Environment
let putBack: (() => Promise<void>) | undefined

beforeAll(async () => {
  await cleanUp()
  putBack = runs(older)
  await up()
  environment = await describeEnvironment()
})
afterAll(async () => {
  // Its data is an older Richie's: the other tests get what the set-up made for them.
  await cleanUp()
  await putBack?.()
})

describe(`Richie ${older}, from nothing`, () => {
  test('is what runs', async () => {
    expect(await running()).toBe(older)
    expect(await home()).toContain(`\\u0022release\\u0022: \\u0022${older}\\u0022`)
  })

  test('every check passes', expectSoundness)

  test(
    `log in, enrol, still enrolled in a new tab, go to the course, log out: Richie ${older}`,
    inChromium((visit) => enrolInChromium(visit, environment)),
  )
})

describe(`Richie ${newest}, on the data of ${older}`, () => {
  let before: string
  beforeAll(async () => {
    before = await staticFiles()
    runs(newest)
    await up()
    await unenrollEverywhere(environment)
  })

  test('is what runs, with the pages that were there', async () => {
    expect(await running()).toBe(newest)
    expect(await home()).toContain(`\\u0022release\\u0022: \\u0022${newest}\\u0022`)
    await expectCoursePage()
  })

  test('its own static files are served, and no others are kept', async () => {
    const now = await staticFiles()
    expect(now).not.toBe(before)
    expect(
      (await docker(['exec', `${environment.name}-gateway-1`, 'ls', '/data/static'])).split('\n'),
    ).toEqual([now, 'current'].toSorted())
  })

  test('every check passes, that of the search index too', expectSoundness)

  test(
    `log in, enrol, still enrolled in a new tab, go to the course, log out: Richie ${newest} on older data`,
    inChromium((visit) => enrolInChromium(visit, environment)),
  )

  test('going back is refused, with what to do about it, and the data is left as it is', async () => {
    runs(older)
    const { exitCode, output } = await checkout.campus(['up'])
    expect(exitCode).toBe(1)
    expect(output).toContain(
      `data was made by a newer Richie: ${older} does not know the migrations courses.0036_`,
    )
    expect(output).toContain('bin/campus clean')
    expect(output).not.toContain('Traceback')
    runs(newest)
    await up()
    await expectCoursePage()
  })
})

/** Writes the spec: this version, and enrolment for real over http. */
function runs(version: string): () => Promise<void> {
  return changeSpec((spec) => ({
    ...spec,
    richie: { ...spec.richie, demo: 'none', source: { version } },
    lms: { edx: { ...spec.lms.edx, backendOverHttp: 'openedx-hawthorn' } },
  }))
}

async function cleanUp(): Promise<void> {
  const { exitCode, output } = await checkout.campus(['clean', '--yes'])
  expect(exitCode, output).toBe(0)
}

async function expectSoundness(): Promise<void> {
  const { exitCode, output } = await checkout.campus(['check'])
  expect(exitCode, output).toBe(0)
}

async function expectCoursePage(): Promise<void> {
  const page = environment.richie + coursePage.demonstration
  expect((await ask(page)).body).toContain('Demonstration course')
}

/** The version of the package that the container has. */
async function running(): Promise<string> {
  const version = "from importlib.metadata import version; print(version('richie'))"
  return await docker(['exec', `${environment.name}-richie-1`, 'python', '-c', version])
}

async function home(): Promise<string> {
  return (await ask(`${environment.richie}/en/`)).body
}

/** The folder that the gateway serves /static/ from: its name is a hash of what is in it. */
async function staticFiles(): Promise<string> {
  return await docker(['exec', `${environment.name}-gateway-1`, 'readlink', '/data/static/current'])
}
