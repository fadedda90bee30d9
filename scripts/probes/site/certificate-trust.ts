import { fail, ok, type Check, type Fix } from '../../diagnosis/check.ts'
import { judgeChain, type Chain } from './judge-chain.ts'
import { lookAtCertificate, showCertificate } from './presented.ts'
import type { SiteContext } from './site-context.ts'

/** Other checks report these: the chain may be in order. */
const notOfTrust = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERR_TLS_CERT_ALTNAME_INVALID']

export const certificateTrust: Check<SiteContext> = {
  id: 'certificate-trust',
  title: 'Its certificate comes from an authority that this machine trusts',
  what: "A certificate must be signed, directly or through certificates that the server sends along, by an authority in the system's store. Otherwise the browser warns (`ERR_CERT_AUTHORITY_INVALID`, `SEC_ERROR_UNKNOWN_ISSUER`), with no way past the warning on `.dev` names, and the enrolment call from Richie to the LMS fails silently. This check looks at the system's store; Firefox and Chromium on Linux have their own, which `bin/campus doctor` checks.",
  see: 'openssl s_client -connect localhost:8070 -servername richie.local.dev -showcerts < /dev/null\ncurl -v https://richie.local.dev:8070/',
  fix: "`make setup-ssl` makes certificates, and has the system and the browsers trust their authority; see docs/guides/trust.md. With certificates of your own: trust the authority that signed them, and put the intermediate certificates into the same `.pem` file, below the site's (nginx: `ssl_certificate` holds the full chain).",
  symptoms: [
    'A certificate warning: `ERR_CERT_AUTHORITY_INVALID`, `SEC_ERROR_UNKNOWN_ISSUER`, curl\'s "unable to get local issuer certificate"',
  ],
  needs: ['name', 'port'],
  look: (context) =>
    lookAtCertificate(context, (certificate, { failure }) => {
      const { authorities, site } = context
      const evidence = [
        ...showCertificate(certificate),
        ...(failure === undefined ? [] : [`refused: ${failure.code}`]),
      ]
      const chain = judgeChain(certificate, authorities)
      if (failure === undefined || (chain.kind === 'trusted' && notOfTrust.includes(failure.code)))
        return ok(`signed by ${chain.name}, which is in the system's store`, evidence)
      return fail(
        verdict(chain, failure.code),
        site.gateway === undefined ? foreign(chain) : own(chain),
        evidence,
      )
    }),
}

function verdict({ kind, name }: Chain, code: string): string {
  switch (kind) {
    case 'self-signed':
      return 'the certificate is self-signed, and this machine does not trust it'
    case 'unknown-authority':
      return `signed by ${name}, which is not in the system's store`
    case 'another-key':
      return `signed by an authority called ${name}, but the one of that name in the system's store has another key`
    case 'incomplete':
      return `the server does not send the certificate of ${name}, which signed its own`
    case 'trusted':
      return `signed by ${name}, which is in the system's store but may not sign this (${code})`
  }
}

function own({ kind }: Chain): readonly Fix[] {
  const setUp = { says: 'Issue certificates and have this machine trust them', command: 'make setup-ssl' }
  const bring =
    'With certificates of your own, have the system trust the authority that signed them (docs/guides/trust.md)'
  if (kind === 'incomplete') {
    return [
      { says: 'Append the missing certificate to the .pem file in certs/, below the one of the site' },
      setUp,
    ]
  }
  return [setUp, { says: bring }]
}

function foreign({ kind }: Chain): readonly Fix[] {
  if (kind === 'incomplete') {
    return [
      {
        says: 'On the LMS, send the full chain. In nginx, with the certificate first and the intermediate ones below it:\nssl_certificate /path/to/fullchain.pem;',
      },
    ]
  }
  const says =
    'Have this machine trust the authority of the LMS (docs/guides/trust.md). On Debian and Ubuntu:\nsudo cp authority.pem /usr/local/share/ca-certificates/lms.crt && sudo update-ca-certificates'
  return [{ says }]
}
