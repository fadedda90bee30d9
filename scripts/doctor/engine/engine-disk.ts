import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fail, ok, skip, warn } from '../../diagnosis/check.ts'
import { execIn } from '../../engine/containers.ts'
import type { Engine } from '../../engine/find-engine.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { gibibyte, gigabytes } from '../facts/disk-facts.ts'
import { answerOf, type EngineAnswer } from '../facts/engine-facts.ts'

const neededToBuild = 4 * gibibyte
const neededToRun = gibibyte

export const engineDisk: DoctorCheck = {
  id: 'engine-disk',
  title: 'the disk of the engine has room for images and data',
  what: 'The engine keeps images and volumes in its own place: `/var/lib/docker` on Linux, a disk inside the virtual machine of Docker Desktop or Colima, which can be full while this machine is not. When it is full, builds fail and databases stop.',
  see: 'docker system df\ndocker info --format "{{.DockerRootDir}}"',
  fix: 'Remove what nothing uses: `docker image prune`, `docker builder prune`; `docker system df -v` shows the details. Never prune volumes blindly: they hold data. Docker Desktop can enlarge its disk: Settings, Resources.',
  symptoms: ['No space left on device'],
  needs: ['engine-running'],
  async look(context) {
    const answer = await answerOf(context)
    const free =
      answer.freeBytes ?? (await Promise.race([freeInside(answer), pause(1000, undefined, { ref: false })]))
    if (free === undefined)
      return skip("the engine's disk is in a virtual machine, and no container runs there to ask")
    const isBuilt = context.disk.exists(join(context.folders.stateDir, 'images.json'))
    const needed = isBuilt ? neededToRun : neededToBuild
    const says = `${gigabytes(free)} free in ${answer.rootDir}`
    const fix = [
      { says: 'See what takes the space.', command: 'docker system df' },
      { says: 'Remove unused build caches.', command: 'docker builder prune' },
    ]
    if (free < needed)
      return fail(`${says}; ${isBuilt ? 'running' : 'building the images'} needs ${gigabytes(needed)}`, fix)
    return free < neededToBuild
      ? warn(`${says}; building the images again needs ${gigabytes(neededToBuild)}`, fix)
      : ok(says)
  },
}

/** A container's root is on that disk. */
async function freeInside({ docker, containers }: EngineAnswer): Promise<number | undefined> {
  const running = containers.find(
    ({ state, labels }) => state === 'running' && 'campus.environment' in labels,
  )
  if (running === undefined) return undefined
  const { output } = await execIn({ docker } as Engine, running.id, ['df', '-Pk', '/'])
  const kilobytes = /^\S+\s+\d+\s+\d+\s+(\d+)\s+\d+%/m.exec(output)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}
