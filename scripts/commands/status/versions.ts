import { join } from 'node:path'
import { execIn, type ServiceState } from '../../engine/containers.ts'
import type { Engine } from '../../engine/find-engine.ts'
import type { Project } from '../../project/project.ts'
import { readJson, writeIfChanged } from '../../system/files.ts'

/** Name of a program -> its version: `{ nginx: '1.22.1' }`. */
export type Versions = Readonly<Record<string, string>>

type Question = { readonly program: string; readonly argv: readonly string[]; readonly answer: RegExp }

/** How each service is asked; the mock LMSes are those that are not named here. */
const questions: Readonly<Record<string, Question>> = {
  gateway: { program: 'nginx', argv: ['nginx', '-v'], answer: /nginx\/([\d.]+)/ },
  database: { program: 'PostgreSQL', argv: ['postgres', '--version'], answer: /\) ([\d.]+)/ },
  search: {
    program: 'Elasticsearch',
    argv: ['sh', '-c', 'echo /opt/campus/elasticsearch/lib/elasticsearch-*.jar'],
    answer: /elasticsearch-(\d[\d.]*)\.jar/,
  },
  richie: {
    program: 'Richie',
    argv: ['sh', '-c', 'echo /opt/campus/venv/lib/*/site-packages/richie-*.dist-info'],
    answer: /richie-([\w.]+)\.dist-info/,
  },
}
const mockQuestion: Question = { program: 'Node', argv: ['node', '--version'], answer: /v([\d.]+)/ }

/**
 * Id of an image -> what is in it, of the services' images that are known: running containers are asked. An image never
 * changes, so each is asked once and the answers are kept in `.campus/versions.json`.
 */
export async function readVersions(
  project: Project,
  engine: Engine,
  services: readonly (Pick<ServiceState, 'service' | 'containerId' | 'state'> & {
    readonly imageId: string
  })[],
): Promise<ReadonlyMap<string, Versions>> {
  const file = join(project.stateDir, 'versions.json')
  const kept = readJson<Readonly<Record<string, Versions>>>(file, {})
  const known = new Map(services.flatMap(({ imageId }) => (kept[imageId] ? [[imageId, kept[imageId]]] : [])))
  const unknown = services.filter(({ imageId, state }) => !known.has(imageId) && state === 'running')
  const asked = await Promise.allSettled(
    unknown.map(async ({ service, containerId, imageId }) => {
      const { program, argv, answer } = questions[service] ?? mockQuestion
      const version = answer.exec((await execIn(engine, containerId, argv)).output)?.[1]
      if (version !== undefined) known.set(imageId, { [program]: version })
    }),
  )
  if (asked.length > 0) keep(file, known)
  return known
}

/** Without write access, as in a checkout of another user, the containers are asked each time. */
function keep(file: string, known: ReadonlyMap<string, Versions>): void {
  try {
    writeIfChanged(file, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`)
  } catch {
    return
  }
}
