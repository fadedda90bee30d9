import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runShell, type Env, type Ran } from './run-shell.ts'
import type { Findings } from './scenario.ts'

/**
 * A checkout that is broken on purpose. Each verb breaks one thing and keeps in mind how to undo it, which does nothing
 * where it has been fixed meanwhile.
 */
export type Stage = {
  readonly dir: string
  readonly read: (file: string) => string
  /** Done after the scenario, and after whatever is kept in mind later: tidies up. */
  readonly later: (undo: () => unknown) => void
  /** The same, but left out where the finding's own command has fixed it. */
  readonly unlessFixed: (undo: () => unknown) => void
  /** Environment variables for the rest of the scenario. */
  readonly setEnv: (more: Env) => void
  /** Writes a file of the checkout. */
  readonly write: (file: string, text: string) => void
  /** Edits a text file of the checkout; the edit must change something. */
  readonly edit: (file: string, change: (text: string) => string) => void
  /** Runs a command there as a person would, in a shell. */
  readonly run: (command: string) => Promise<Ran>
  /** What `campus check` or `campus doctor` finds, after a command in the same shell where one is given. */
  readonly look: (argv: readonly string[], after?: string) => Promise<Findings>
  /** Undoes what the verbs did, the last first; every step is tried. */
  readonly undo: (how?: How) => Promise<void>
}

type How = {
  /** A command has fixed it: only what tidies up is done. */
  readonly isFixed?: boolean
  /** A generated file that stays as it is, since the next scenario writes it. */
  readonly keep?: string | undefined
}

/** `healthy` is added to this process's own environment for every command. */
export function openStage(dir: string, healthy: Env): Stage {
  const undos: { readonly undo: () => unknown; readonly isAlways: boolean }[] = []
  const unlessFixed = (undo: () => unknown) => void undos.push({ undo, isAlways: false })
  let env = healthy
  const path = (file: string) => join(dir, file)
  const read = (file: string) => readFileSync(path(file), 'utf8')
  const write = (file: string, text: string) => {
    const before = existsSync(path(file)) ? read(file) : undefined
    unlessFixed(() => {
      if (before === undefined) rmSync(path(file), { force: true })
      else writeFileSync(path(file), before)
    })
    mkdirSync(dirname(path(file)), { recursive: true })
    writeFileSync(path(file), text)
  }
  return {
    dir,
    read,
    write,
    later: (undo) => undos.push({ undo, isAlways: true }),
    unlessFixed,
    setEnv: (more) => (env = { ...env, ...more }),
    edit(file, change) {
      const before = read(file)
      const after = change(before)
      if (after === before) throw new Error(`The edit of ${file} changes nothing`)
      write(file, after)
    },
    run: (command) => runShell(command, dir, env),
    async look(argv, after = 'true') {
      const { stdout, output } = await runShell(
        `{ ${after}\n} >&2 || exit 1; bin/campus ${argv.join(' ')} --json`,
        dir,
        env,
      )
      if (!stdout.startsWith('{')) throw new Error(`${after}; campus ${argv.join(' ')}:\n${output}`)
      return (JSON.parse(stdout) as { findings: Findings }).findings
    },
    async undo({ isFixed = false } = {}) {
      const failures: unknown[] = []
      for (let last = undos.pop(); last !== undefined; last = undos.pop()) {
        if (isFixed && !last.isAlways) continue
        try {
          await last.undo()
        } catch (error) {
          failures.push(error)
        }
      }
      env = healthy
      if (failures.length > 0) throw new AggregateError(failures, 'Not all could be undone')
    },
  }
}
