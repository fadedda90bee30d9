import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import type { Page as FirefoxPage } from 'puppeteer-core'
import type { TestContext } from 'vitest'
import { openChromium, openFirefox, patience, viewport, type Person, type Surroundings } from './browser.ts'
import { describeExchange, recordWire, type Exchange } from './wire.ts'

/** One person's Chromium, from an empty profile to its closing. */
export type Visit = {
  readonly page: Page
  readonly newTab: () => Promise<Page>
  /** Every request of every tab so far. */
  readonly exchanges: readonly Exchange[]
  /** Errors in the console of any tab, with the address that they are about. */
  readonly consoleErrors: readonly string[]
}

/** A test body that runs in a Chromium of its own. Where it fails, what was to be seen goes to tests/artifacts/. */
export function inChromium(
  body: (visit: Visit) => Promise<void>,
  whose?: () => Surroundings,
): (context: TestContext) => Promise<void> {
  return async ({ task }) => {
    const browser = await openChromium(whose?.())
    const exchanges: Exchange[] = []
    const said: string[] = []
    const consoleErrors: string[] = []
    const context = await browser.newContext({ viewport })
    context.setDefaultTimeout(patience)
    context.on('console', (message) => {
      const line = `${message.text()} ${message.location().url}`.trim()
      said.push(`${message.type()}: ${line}`)
      if (message.type() === 'error') consoleErrors.push(line)
    })
    context.on('weberror', (error) => consoleErrors.push(String(error.error())))
    const newTab = async () => {
      const page = await context.newPage()
      await recordWire(page, exchanges)
      page.goto = againAfterChange(page.goto.bind(page))
      page.reload = againAfterChange(page.reload.bind(page))
      return page
    }
    try {
      await body({ page: await newTab(), newTab, exchanges, consoleErrors })
    } catch (error) {
      const lines = [...exchanges.map(describeExchange), ...said, ...consoleErrors]
      await Promise.all(
        context.pages().map((page, index) => keepEvidence(`${task.name}-${index + 1}`, page, lines)),
      )
      throw error
    } finally {
      await browser.close()
    }
  }
}

/**
 * Loads again where a container that started or stopped meanwhile, of whichever test, changed the network interfaces: Chromium then
 * aborts the connection that it is making. That is what a person does, and docs/troubleshooting.md says.
 */
function againAfterChange<Arguments extends unknown[], Answer>(
  load: (...argv: Arguments) => Promise<Answer>,
): (...argv: Arguments) => Promise<Answer> {
  const attempt = async (left: number, argv: Arguments): Promise<Answer> => {
    try {
      return await load(...argv)
    } catch (error) {
      if (left === 0 || !String(error).includes('ERR_NETWORK_CHANGED')) throw error
      return await attempt(left - 1, argv)
    }
  }
  return async (...argv) => await attempt(3, argv)
}

/** One person's Firefox. */
export type FirefoxVisit = { readonly page: FirefoxPage; readonly newTab: () => Promise<FirefoxPage> }

/** The same as `inChromium`, in a Firefox of its own. */
export function inFirefox(
  body: (visit: FirefoxVisit) => Promise<void>,
  whose?: () => Person,
): (context: TestContext) => Promise<void> {
  return async ({ task }) => {
    const browser = await openFirefox(whose?.())
    const lines: string[] = []
    const newTab = async () => {
      const page = await browser.newPage()
      page.setDefaultTimeout(patience)
      page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`))
      page.on('response', (response) =>
        lines.push(`${response.status()} ${response.request().method()} ${response.url()}`),
      )
      page.on('requestfailed', (request) =>
        lines.push(`${request.failure()?.errorText} ${request.method()} ${request.url()}`),
      )
      return page
    }
    try {
      await body({ page: await newTab(), newTab })
    } catch (error) {
      const pages = await browser.pages()
      for (const [index, page] of pages.entries())
        await keepEvidence(`${task.name}-${index + 1}`, page, lines)
      throw error
    } finally {
      await browser.close()
    }
  }
}

/** What is to be seen now, for a person to look at: tests/artifacts/NAME.png. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${evidencePath(name)}.png` })
}

const artifacts = resolve(import.meta.dirname, '../artifacts')

/** Screenshot, page and log of a failure; one that can't be had is left out: the failure itself is what counts. */
async function keepEvidence(name: string, page: Page | FirefoxPage, lines: readonly string[]): Promise<void> {
  const path = evidencePath(name)
  writeFileSync(`${path}.log`, `${page.url()}\n${lines.join('\n')}\n`)
  const write = async (content: Promise<string>) => writeFileSync(`${path}.html`, await content)
  await Promise.allSettled([page.screenshot({ path: `${path}.png` }), write(page.content())])
}

/** A path in tests/artifacts/ without its ending. */
function evidencePath(name: string): string {
  mkdirSync(artifacts, { recursive: true })
  return join(artifacts, name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'))
}
