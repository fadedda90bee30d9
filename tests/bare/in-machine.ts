import { ok } from 'node:assert/strict'
import type { BareMachine } from './bare-machine.ts'

/** A line of shell: a bare machine has no pkill. */
export function killAll(program: string): string {
  return `for process in /proc/[0-9]*; do case "$(readlink $process/exe)" in */${program}) kill -9 "\${process#/proc/}"; while [ -e $process/exe ]; do sleep 0.05; done ;; esac; done`
}

/** Gives a machine to a scenario and removes it afterwards; BARE_KEEP=1 keeps it. */
export async function withMachine(
  starting: Promise<BareMachine>,
  use: (machine: BareMachine) => Promise<void>,
) {
  const machine = await starting
  try {
    await use(machine)
  } finally {
    if (process.env['BARE_KEEP'] === undefined) await machine.remove()
  }
}

/** What a script printed in the machine; BARE_TRACE=1 shows it as it comes. */
export async function output(machine: BareMachine, script: string, user = 'root'): Promise<string> {
  const { exitCode, stdout, stderr } = await machine.sh(script, { user, onLine: trace })
  if (exitCode !== 0) throw new Error(`exit code ${exitCode} of ${script}\n${stdout}${stderr}`)
  return stdout
}

/** What a script printed that must fail. */
export async function failure(machine: BareMachine, script: string, user = 'root'): Promise<string> {
  const { exitCode, stdout } = await machine.sh(script, { user, onLine: trace })
  ok(exitCode !== 0, `${script} must fail, but printed ${stdout}`)
  return stdout
}

export async function images(machine: BareMachine): Promise<readonly string[]> {
  const listed = await output(machine, "docker images --format '{{.Repository}}:{{.Tag}}'")
  return listed.trim().split('\n').toSorted()
}

function trace(line: string): void {
  if (process.env['BARE_TRACE'] !== undefined) process.stderr.write(`      ${line}\n`)
}
