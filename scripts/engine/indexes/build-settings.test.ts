import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildSecrets } from '../../plan/container-paths.ts'
import { withoutHostPaths, writeBuildSettings } from './build-settings.ts'

test("the folder of the person's own Maven stays at home", () => {
  const settings = '<settings>\n  <localRepository>/home/ann/.m2</localRepository>\n  <mirrors/>\n</settings>'
  expect(withoutHostPaths(settings)).toBe('<settings>\n  <mirrors/>\n</settings>')
})

test('every file exists, for the owner only, and is left alone while it is current', () => {
  const dir = mkdtempSync(join(tmpdir(), 'build-settings-'))
  try {
    writeBuildSettings(dir)
    const stat = () => Object.values(buildSecrets).map((file) => statSync(join(dir, file)))
    expect(readdirSync(dir).toSorted()).toEqual(Object.values(buildSecrets).toSorted())
    expect(stat().map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o600, 0o600, 0o600, 0o600])
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    const before = stat().map(({ ino }) => ino)
    writeBuildSettings(dir)
    expect(stat().map(({ ino }) => ino)).toEqual(before)
  } finally {
    rmSync(dir, { recursive: true })
  }
})
