import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { limited, type Figure } from './figure.ts'
import { startMock } from './mock.ts'

const starts = 7

/** From the process's start to the first 200 of /heartbeat, its modules compiled before, as in the image. */
export async function measureStarts(folder: string): Promise<readonly Figure[]> {
  const own = join(folder, 'starts')
  mkdirSync(own)
  const times: number[] = []
  for (let start = 0; start <= starts; start += 1) {
    const began = performance.now()
    const { program } = await startMock(own, { users: [{ username: 'edx' }] })
    const { status } = await program.ask('GET', '/heartbeat')
    times.push(status === 200 ? performance.now() - began : Infinity)
    await program.end('SIGTERM')
  }
  const warm = times.slice(1).toSorted((a, b) => a - b)
  return [limited('start to the first heartbeat, median', (warm[starts >> 1] ?? 0) / 1000, 's', 0.7)]
}
