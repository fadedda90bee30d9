import { request } from 'node:http'
import { asRoot, type RootStep } from '../system/as-root.ts'
import type { Row } from '../system/board.ts'
import { readTextOrEmpty } from '../system/files.ts'
import { interruption } from '../system/interruption.ts'
import type { Machine } from '../system/machine.ts'
import { lastLines } from '../system/terminal.ts'
import { UserError } from '../system/user-error.ts'

const socket = '/var/run/docker.sock'
const logFile = '/var/log/campus-dockerd.log'
const endedMark = 'campus: dockerd ended with'
const startTimeoutMs = 30_000
const pollMs = 100

/**
 * dockerd itself, in its own session, so that it survives campus and Ctrl-C. First, PID files of an earlier run are removed
 * where no such program runs any more (a zombie has no program): a process that has the number by now would block dockerd,
 * and one that has containerd's number would even be killed.
 */
const startScript = `
runs() {
  case "$(readlink "/proc/$1/exe")" in
    */$2 | */"$2 (deleted)") return 0 ;;
  esac
  return 1
}
forget() {
  [ ! -f "$1" ] || runs "$(cat "$1")" "$2" || rm -f "$1"
}
forget /var/run/docker.pid dockerd
forget /var/run/docker/containerd/containerd.pid containerd
alive=no
for folder in /proc/[0-9]*; do
  runs "\${folder#/proc/}" containerd && alive=yes
done
[ $alive = yes ] || rm -f /run/containerd/containerd.sock
# It outlives whoever starts it, and their temporary folder.
unset TMPDIR
setsid -f sh -c 'dockerd; echo "${endedMark} $?"' > ${logFile} 2>&1 < /dev/null
`

/** The ways to start an installed engine, best first. */
export function startSteps({ hasSystemd }: Pick<Machine, 'hasSystemd'>): readonly RootStep[] {
  if (hasSystemd) return [{ argv: ['systemctl', 'start', 'docker'] }]
  const says = `sh -c 'setsid -f dockerd > ${logFile} 2>&1'`
  return [{ argv: ['service', 'docker', 'start'] }, { argv: ['sh', '-c', startScript], says }]
}

/** Starts the engine of this machine and waits until it answers; throws with the end of its log. */
export async function startEngine(row: Row, steps: readonly RootStep[], machine: Machine): Promise<void> {
  for (const step of steps) {
    row.doing(`starting Docker: ${step.says === undefined ? step.argv.join(' ') : 'dockerd'}`)
    const { exitCode } = await asRoot(step)
    if (exitCode === 0 && (await isAnswering(step.says !== undefined))) return
  }
  const log = machine.hasSystemd
    ? (await asRoot({ argv: ['journalctl', '-u', 'docker', '-n', '10', '--no-pager', '-o', 'cat'] })).stdout
    : readTextOrEmpty(logFile)
  throw new UserError(`Docker did not start.\n${lastLines(withoutChatter(log))}`, {
    id: 'docker-did-not-start',
    hint: machine.hasSystemd ? 'See it all: sudo journalctl -u docker' : `See it all: sudo less ${logFile}`,
  })
}

async function isAnswering(hasOurLog: boolean): Promise<boolean> {
  const until = performance.now() + startTimeoutMs
  while (performance.now() < until) {
    interruption.throwIfInterrupted()
    if (await ping()) return true
    if (hasOurLog && readTextOrEmpty(logFile).includes(endedMark)) return false
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  return false
}

function withoutChatter(log: string): readonly string[] {
  return log.split('\n').filter((line) => !line.includes('level=info') && !line.includes(endedMark))
}

/** Whether an engine answers; one that denies us access counts. */
function ping(): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ socketPath: socket, path: '/_ping', timeout: 2000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EACCES'))
    asked.end()
  })
}
