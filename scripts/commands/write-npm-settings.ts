import { chmodSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { mergeNpmSettings, npmFiles } from '../engine/npm-settings.ts'
import { frontendOf } from '../plan/frontend.ts'
import type { Plan } from '../plan/plan.ts'
import { readTextOrEmpty, writeIfChanged } from '../system/files.ts'
import { proxyVariables } from '../system/proxy.ts'
import type { Project } from './project.ts'

/**
 * Writes how this machine reaches npm packages, for the container that builds a checkout's front end. Readable by all there,
 * for it runs as the checkout's owner; on this machine `.campus` (0700) keeps others out.
 */
export function writeNpmSettings({ stateDir }: Project, plan: Plan): void {
  if (frontendOf(plan.richie.source) === null) return
  const folder = join(stateDir, 'npm')
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const npmrc = mergeNpmSettings(
    npmFiles(homedir(), process.env).map(readTextOrEmpty),
    readTextOrEmpty(join(homedir(), '.yarnrc')),
    process.env,
  )
  writeIfChanged(join(folder, 'npmrc'), npmrc, 0o644)
  writeIfChanged(join(folder, 'proxies.json'), `${JSON.stringify(proxyVariables(process.env))}\n`, 0o644)
}
