import { checkServerIdentity } from 'node:tls'
import { fail, ok, type Check } from '../../diagnosis/check.ts'
import { lookAtCertificate, showCertificate } from './presented.ts'
import type { SiteContext } from './site-context.ts'

export const certificateNames: Check<SiteContext> = {
  id: 'certificate-names',
  title: "Its certificate is for the site's name",
  what: 'Browsers accept a certificate only for the names in its `subjectAltName`; the common name does not count, and `*.local.dev` covers one label, not two. Otherwise they warn (`ERR_CERT_COMMON_NAME_INVALID`, `SSL_ERROR_BAD_CERT_DOMAIN`).',
  see: 'openssl s_client -connect localhost:8070 -servername richie.local.dev < /dev/null 2> /dev/null | openssl x509 -noout -ext subjectAltName',
  fix: '`make setup-ssl` issues a certificate for each site, under its name in environment.yaml; after a change of `domain` or `host` run it again, then `make run-ssl`. A certificate of your own must name the host: docs/guides/own-certificates.md.',
  symptoms: ['A certificate warning: `ERR_CERT_COMMON_NAME_INVALID`, `SSL_ERROR_BAD_CERT_DOMAIN`'],
  needs: ['name', 'port'],
  look: (context) =>
    lookAtCertificate(context, (certificate) => {
      const { site } = context
      const evidence = showCertificate(certificate)
      // Without alternative names Node would accept the common name, which no browser does.
      const hasNames = certificate.subjectaltname !== undefined
      if (hasNames && checkServerIdentity(site.host, certificate) === undefined)
        return ok(`names ${site.host}`, evidence)
      const fix =
        site.gateway === undefined
          ? [
              {
                says: `Have the LMS present a certificate whose subjectAltName has DNS:${site.host}, or correct the LMS's url in environment.yaml`,
              },
            ]
          : [
              { says: 'Issue a certificate for this name', command: 'make setup-ssl' },
              {
                says: `One of your own must hold DNS:${site.host} in its subjectAltName (docs/guides/own-certificates.md)`,
              },
            ]
      return fail(`the certificate is not for ${site.host}`, fix, evidence)
    }),
}
