import { existsSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { allChecks } from '../doctor/all-checks.ts'
import { symptoms } from '../explained/explained.ts'
import { failures } from '../explained/failures.ts'
import { gatewayPages } from '../explained/gateway-pages.ts'
import { configuration } from '../probes/gateway/configuration.ts'
import { lmsChecks, proxiedChecks } from '../probes/lms/lms-checks.ts'
import { richieChecks } from '../probes/richie/richie-checks.ts'
import { severalChecks } from '../probes/several/several-checks.ts'
import { siteChecks } from '../probes/site/site-checks.ts'
import { explainedSections, troubleshootingPage } from './troubleshooting.ts'

const root = join(import.meta.dirname, '../..')
const page = troubleshootingPage()
const prose = page.replace(/^```[\s\S]*?^```$/gm, '')
const entries = explainedSections.flatMap((section) => section.entries)
const anchors = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchorOf(title))

test('docs/troubleshooting.md is current (npm run docs writes it)', () => {
  expect(readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8')).toBe(page)
})

test('every check, every page of the gateway and every failure is on the page once, and no other heading takes its anchor', () => {
  const explained = [
    ...allChecks,
    ...siteChecks,
    configuration,
    ...richieChecks,
    ...lmsChecks,
    ...proxiedChecks,
    ...severalChecks,
    ...Object.values(gatewayPages),
    ...Object.values(failures),
  ]
  expect(explained.map(({ id }) => id).filter((id) => !anchors.includes(id))).toEqual([])
  expect(anchors.toSorted()).toEqual([...new Set(anchors)].toSorted())
})

test('every link of the page leads somewhere', () => {
  const targets = [...prose.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
  expect(targets.length).toBeGreaterThan(Object.values(symptoms).flat().length)
  expect(targets.filter((target) => !leadsSomewhere(target))).toEqual([])
})

test('every file of docs/ that a text names is there', () => {
  const named = [...page.matchAll(/\bdocs\/[\w/.-]+\w/g)].map(([path]) => path)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every symptom leads to an entry', () => {
  const all: readonly string[] = Object.values(symptoms).flat()
  const explained = new Set<string>(entries.flatMap((entry) => entry.symptoms ?? []))
  expect(all.filter((symptom) => !explained.has(symptom))).toEqual([])
})

test.each(entries)('$id is explained', ({ id, title, what, see, fix }) => {
  expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
  expect(title).toMatch(/[^.\n]$/)
  expect(what).toMatch(/^\S[\s\S]{40,}\.$/)
  expect(see).toMatch(/^\S/)
  expect(fix).toMatch(/^\S[\s\S]{10,}$/)
  const text = [title, what, see, fix].join('\n')
  expect(text).not.toMatch(/\w!(\s|$)/)
  for (const place of [root, homedir(), tmpdir()]) expect(text).not.toContain(`${place}/`)
})

/** As GitHub makes it of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

function leadsSomewhere(target: string): boolean {
  if (/^https?:/.test(target)) return true
  if (target.startsWith('#')) return anchors.includes(target.slice(1))
  return existsSync(join(root, dirname('docs/troubleshooting.md'), target.replace(/#.*/, '')))
}
