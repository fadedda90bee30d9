import { fail, ok, skip } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { PackageIndex } from '../facts/package-index.ts'

export const tlsInterception: DoctorCheck = {
  id: 'tls-interception',
  title: 'where a network signs TLS anew, everything here knows its authority',
  what: "Company networks and some security programs open TLS connections and sign them with an authority of their own; a private index has one as well. It must be known to whatever fetches packages: the system's programs (they read its store), Node.js and npm (they don't), and the builds in containers, which campus gives all that this machine trusts.",
  see: 'npm ping\nnpm config get cafile\necho "$NODE_EXTRA_CA_CERTS"',
  fix: "Add the authority to the system's store: copy its PEM to `/usr/local/share/ca-certificates/NAME.crt`, then `sudo update-ca-certificates`. Tell Node.js and npm: `export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt`, or `cafile=` in `~/.npmrc`.",
  symptoms: ['An image does not build: names are not found, x509, timeouts'],
  async look({ indexes }) {
    const all = await indexes()
    const judged = all.filter(({ answer }) => answer?.authority !== undefined)
    if (judged.length === 0) return skip('no index answered over https')
    const evidence = judged.map(describe)
    const unknown = judged.filter(({ answer }) => answer?.authority === 'unknown')
    if (unknown.length > 0) {
      return fail(
        `${listed(unknown)}: signed by an authority that this machine does not know`,
        [
          {
            says: "Add it to the system's store: as PEM, in a file that ends in .crt.",
            command: 'sudo cp AUTHORITY.crt /usr/local/share/ca-certificates/ && sudo update-ca-certificates',
          },
        ],
        evidence,
      )
    }
    const resigned = judged.filter(({ answer }) => answer?.authority === 'machine')
    if (resigned.length === 0) return ok('no connection is signed anew', evidence)
    const untold = resigned.filter(({ name, told }) => name === 'npm' && told === undefined)
    if (untold.length > 0) {
      return fail(
        'npm and Node.js are not told of the authority that signs their connections',
        [
          {
            says: 'Tell them; add it to the start file of your shell.',
            command: 'export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
          },
        ],
        evidence,
      )
    }
    return ok(
      `${listed(resigned)}: signed by this network's own authority; the builds are given it`,
      evidence,
    )
  },
}

function listed(indexes: readonly PackageIndex[]): string {
  return indexes.map(({ name }) => name).join(', ')
}

function describe({ name, answer, told }: PackageIndex): string {
  const whose = {
    node: 'which Node.js knows',
    machine: "which only this machine's store knows",
    unknown: 'which nothing here knows',
  }
  const by = answer?.issuer === undefined ? 'an authority' : `"${answer.issuer}"`
  return `${name}: signed by ${by}, ${whose[answer?.authority ?? 'unknown']}${told === undefined ? '' : `; told by ${told}`}`
}
