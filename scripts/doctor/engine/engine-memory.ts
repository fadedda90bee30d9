import { fail, ok, warn } from '../../diagnosis/check.ts'
import type { Plan } from '../../plan/plan.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import { gibibyte, gigabytes } from '../facts/disk-facts.ts'
import { answerOf } from '../facts/engine-facts.ts'
import { planOf } from '../facts/machine-context.ts'

export const engineMemory: DoctorCheck = {
  id: 'engine-memory',
  title: 'the engine has enough memory for the services',
  what: 'When the engine runs in a virtual machine (Docker Desktop, Colima), it has only part of the memory of this machine. If that is too little, the kernel kills the largest process, Elasticsearch or a Richie worker: healthy services exit with code 137.',
  see: 'docker info --format "{{.MemTotal}}"\ndocker stats --no-stream',
  fix: 'Give the engine more memory: Docker Desktop, Settings, Resources; `colima start --memory 4`. Or use less: `richie: { search: none }` in `environment.local.yaml` saves 0.7 GB.',
  symptoms: ['A container exits with 137'],
  needs: ['engine-running', 'spec'],
  async look(context) {
    const { memoryBytes } = await answerOf(context)
    const plan = planOf(context)
    const needed = neededBytes(plan)
    const says = `${gigabytes(memoryBytes)} for the engine, the services need about ${gigabytes(needed)}`
    if (memoryBytes >= needed * 1.5) return ok(says)
    const fix = [
      { says: 'Give it more memory: Docker Desktop, Settings, Resources; colima start --memory 4.' },
      ...(plan.richie.search === 'none'
        ? []
        : [{ says: 'Leave Elasticsearch out, in environment.local.yaml:\nrichie: { search: none }' }]),
    ]
    return memoryBytes < needed ? fail(says, fix) : warn(says, fix)
  },
}

/** Measured under load: Elasticsearch with its heap of 512 MB 0.8 GB, Richie 0.35 GB, PostgreSQL 0.1 GB, a mock 0.15 GB. */
function neededBytes({ richie, mocks }: Plan): number {
  const search = richie.search === 'elasticsearch' ? 0.8 : 0
  const database = richie.database === 'postgres' ? 0.1 : 0
  return (0.4 + search + database + mocks.length * 0.15) * gibibyte
}
