import { join } from 'node:path'
import { certificatesIn } from '../system/pem.ts'
import type { Hindrance } from './store.ts'
import type { Surroundings } from './surroundings.ts'

type Bundle = { readonly folder: string; readonly bundle: string }

/**
 * Debian's bundle is made anew from its sources. Where somebody appended certificates to the bundle itself (a company's
 * proxy, in an image for development) that would drop them, and cut the machine off: then it is left alone.
 */
export function whyNotMadeAnew(
  around: Surroundings,
  { folder, bundle }: Bundle,
  /** The certificate that is to go. */
  removed = '',
): Hindrance | undefined {
  if (!around.exists('/etc/debian_version')) return undefined
  const shipped = around
    .read('/etc/ca-certificates.conf')
    .split('\n')
    .filter((line) => /^[^#!\s]/.test(line))
    .map((line) => join('/usr/share/ca-certificates', line))
  const added = around.list(folder).map((name) => join(folder, name))
  const sources = new Set([...shipped, ...added].flatMap((path) => certificatesIn(around.read(path))))
  for (const one of certificatesIn(removed)) sources.add(one)
  const lost = certificatesIn(around.read(bundle)).filter((one) => !sources.has(one)).length
  if (lost === 0) return undefined
  const kept = join(folder, 'kept-from-the-bundle.crt')
  return {
    kind: 'hindered',
    detail: `${lost} of the certificates in ${bundle} stand nowhere else, and making it anew would drop them`,
    commands: `sudo cp ${bundle} ${kept}\nmake setup-ssl`,
  }
}
