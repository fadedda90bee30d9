import { fail, ok, skip } from '../../diagnosis/check.ts'
import type { DoctorCheck } from '../doctor-check.ts'
import type { PackageIndex } from '../facts/package-index.ts'

export const tlsInterception: DoctorCheck = {
  id: 'tls-interception',
  title: 'if the network intercepts TLS, its authority is trusted',
  what: "Company networks and some security programs intercept TLS connections and sign them with their own authority; a private index may have its own as well. Everything that fetches packages must trust it: the system's programs (they read the system's store), Node.js and npm (they don't), and the builds in containers, which campus gives everything that this machine trusts.",
  see: 'npm ping\nnpm config get cafile\necho "$NODE_EXTRA_CA_CERTS"',
  fix: "Add the authority to the system's store: copy its PEM to `/usr/local/share/ca-certificates/NAME.crt`, then `sudo update-ca-certificates`. For Node.js and npm: `export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt`, or `cafile=` in `~/.npmrc`.",
  symptoms: ['An image build fails: name not found, x509, timeout'],
  async look({ indexes }) {
    const all = await indexes()
    const judged = all.filter(({ answer }) => answer?.authority !== undefined)
    if (judged.length === 0) return skip('no index answered over https')
    const evidence = judged.map(describe)
    const unknown = judged.filter(({ answer }) => answer?.authority === 'unknown')
    if (unknown.length > 0) {
      return fail(
        `${listed(unknown)}: signed by an authority that this machine does not trust`,
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
    if (resigned.length === 0) return ok('no connection is intercepted', evidence)
    const untold = resigned.filter(({ name, told }) => name === 'npm' && told === undefined)
    if (untold.length > 0) {
      return fail(
        'npm and Node.js do not trust the authority that signs their connections',
        [
          {
            says: "Set this, also in your shell's start file.",
            command: 'export NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt',
          },
        ],
        evidence,
      )
    }
    return ok(
      `${listed(resigned)}: signed by this network's own authority, which the builds trust too`,
      evidence,
    )
  },
}

function listed(indexes: readonly PackageIndex[]): string {
  return indexes.map(({ name }) => name).join(', ')
}

function describe({ name, answer, told }: PackageIndex): string {
  const whose = {
    node: 'which Node.js trusts',
    machine: "which only this machine's store trusts",
    unknown: 'which is trusted nowhere here',
  }
  const by = answer?.issuer === undefined ? 'an authority' : `"${answer.issuer}"`
  return `${name}: signed by ${by}, ${whose[answer?.authority ?? 'unknown']}${told === undefined ? '' : `; trusted through ${told}`}`
}
