import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Probe } from './store.ts'

/** Some stores are asked by programs that want the certificate in a file: it is there while the work lasts. */
export async function withProbe<T>(
  leaf: Omit<Probe, 'file'>,
  work: (probe: Probe) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'campus-probe-'))
  try {
    const file = join(folder, 'leaf.pem')
    writeFileSync(file, leaf.pair.certificate)
    return await work({ ...leaf, file })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
