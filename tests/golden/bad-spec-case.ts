import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** One file of `bad-specs/`: the spec, the local spec if any, and the problems that must be reported. */
export type BadSpecCase = { name: string; path: string; base: string; local: string | undefined; problems: string }

const folder = join(import.meta.dirname, 'bad-specs')

export function readBadSpecCases(): BadSpecCase[] {
  return readdirSync(folder).map((file) => {
    const path = join(folder, file)
    const [spec = '', problems = ''] = readFileSync(path, 'utf8').split('=== problems\n')
    const [base = '', local] = spec.split('=== environment.local.yaml\n')
    return { name: file.replace(/\.txt$/, ''), path, base, local, problems: problems.trimEnd() }
  })
}
