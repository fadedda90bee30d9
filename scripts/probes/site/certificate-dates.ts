import type { X509Certificate } from 'node:crypto'
import { fail, ok, warn, type Check, type Fix, type Verdict } from '../../diagnosis/check.ts'
import { commonName } from '../../system/certificates.ts'
import { judgeChain, type Chain } from './judge-chain.ts'
import { day, lookAtCertificate, showCertificate } from './presented.ts'
import type { CheckedSite, SiteContext } from './site-context.ts'

const dayMs = 86_400_000
const warnDays = 14

export const certificateDates: Check<SiteContext> = {
  id: 'certificate-dates',
  title: 'Its certificate is valid today',
  what: 'The certificate and those that signed it are valid from one date to another, by the clock of this machine. Outside these dates browsers warn (`ERR_CERT_DATE_INVALID`, `SEC_ERROR_EXPIRED_CERTIFICATE`). If a certificate is not valid yet, the clock is usually wrong. This check warns two weeks before the end.',
  see: 'date -u\nopenssl s_client -connect localhost:8070 -servername richie.local.dev < /dev/null 2> /dev/null | openssl x509 -noout -dates',
  fix: '`make setup-ssl` renews what campus issued; then `make run-ssl`. Renew a certificate of your own with its authority and put it in `certs/`. If the clock is wrong, set it: `sudo timedatectl set-ntp true`.',
  symptoms: ['A certificate warning: `ERR_CERT_DATE_INVALID`, `SEC_ERROR_EXPIRED_CERTIFICATE`'],
  needs: ['name', 'port'],
  look: (context) =>
    lookAtCertificate(context, (certificate) => {
      const evidence = [...showCertificate(certificate), `now: ${context.now.toISOString()}`]
      return judge(judgeChain(certificate, context.authorities), context.now, context.site, evidence)
    }),
}

function judge({ links }: Chain, now: Date, site: CheckedSite, evidence: readonly string[]): Verdict {
  const whose = (of: X509Certificate) =>
    of === links[0] ? 'the certificate' : `the certificate of its authority ${commonName(of.subject)}`
  const early = links.find(({ validFrom }) => Date.parse(validFrom) > now.getTime())
  if (early !== undefined) {
    const clock = { says: "Check this machine's clock first", command: 'sudo timedatectl set-ntp true' }
    return fail(`${whose(early)} is not valid before ${day(early.validFrom)}`, [clock, renew(site)], evidence)
  }
  const soonest = links.toSorted((a, b) => Date.parse(a.validTo) - Date.parse(b.validTo))[0]
  if (soonest === undefined) throw new Error('A chain begins with its certificate')
  const left = Date.parse(soonest.validTo) - now.getTime()
  if (left <= 0) return fail(`${whose(soonest)} expired on ${day(soonest.validTo)}`, [renew(site)], evidence)
  if (left >= warnDays * dayMs) return ok(`valid until ${day(soonest.validTo)}`, evidence)
  const days = Math.ceil(left / dayMs)
  return warn(`${whose(soonest)} expires in ${days} ${days === 1 ? 'day' : 'days'}`, [renew(site)], evidence)
}

function renew({ gateway }: CheckedSite): Fix {
  return gateway === undefined
    ? { says: "Renew the LMS's certificate" }
    : { says: 'Renew it, then start again with make run-ssl', command: 'make setup-ssl' }
}
