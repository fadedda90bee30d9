import { fail, ok, warn, type Check, type Fix } from '../../../diagnosis/check.ts'
import { isNeverCalled } from '../../../plan/lms.ts'
import { askFollowing } from '../../http/client.ts'
import type { Exchange } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import type { LmsContext } from '../lms-context.ts'
import { nameOf, noAnswer } from '../no-answer.ts'

export const ownAddress: Check<LmsContext> = {
  id: 'own-address',
  title: 'The LMS behind the gateway stays at the address at which it is served',
  what: "The gateway serves an LMS of others (`proxy: true`) under a name of this environment, and turns its redirects and cookies from one name to the other; what stands in its pages and answers it leaves alone. An LMS that sends browsers to an address of its own by another way, a micro-frontend that logs in for one, gives them a session there: it is not of our domain, and Richie stays anonymous. One that takes the gateway's https for http sets no CSRF cookie for Richie, unless it allows insecure origins.",
  see: "curl -si https://edx.local.dev:8073/login | grep -i '^location'\ncurl -s 'https://edx.local.dev:8073/api/courses/v1/courses/?page_size=1' | grep -o '\"blocks_url\":\"[^?]*'",
  fix: 'Let the LMS believe in our name: with Tutor `LMS_HOST` is the site\'s host (`tutor config save --set LMS_HOST=edx.local.dev`), in devstack and the FUN images `LMS_BASE`, `LMS_ROOT_URL` and `SITE_NAME`. Log in by the page of the LMS: `FEATURES["ENABLE_AUTHN_MICROFRONTEND"] = False`. For https: `SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")`. docs/guides/tutor.md and docs/guides/fun-images.md have all of it.',
  symptoms: [
    'Logged in at the LMS, but anonymous in Richie',
    '403, `CSRF Failed: CSRF token missing`, `incorrect` or `has incorrect length`',
  ],
  needs: ['heartbeat'],
  look: async (context) => {
    const { client, lms } = context
    const { baseUrl } = lms.connection
    const shown = await askFollowing(client, `${baseUrl}${isNeverCalled(lms) ? '/' : '/login'}`)
    const broken = noAnswer(context, shown)
    if (broken !== undefined) return broken
    const { elsewhere, isLoop } = redirectOf(shown)
    const { sites } = context.surroundings.plan
    // A micro-frontend logs in at the LMS itself, by a cross-origin call: one that the gateway serves too is no stranger. Its own
    // root leads back to the LMS, in Tutor's Caddyfile without a port.
    const isServed = sites.some(
      ({ key, origin, names }) =>
        origin === elsewhere?.origin ||
        (isNeverCalled(lms) && key !== lms.key && names.includes(elsewhere?.hostname ?? '')),
    )
    const seen = showExchange(shown, ['Location'])
    if (isLoop) {
      const says = `${nameOf(shown)} leads from redirect to redirect: it wants https of the gateway, or will not believe that it has it`
      return fail(says, [ownScheme(context), behindTls], seen)
    }
    if (elsewhere !== undefined && !isServed) {
      const says = `${nameOf(shown)} leads to ${elsewhere.origin}: who logs in there has no session of ${new URL(baseUrl).host}`
      return fail(says, isNeverCalled(lms) ? [ownName(context)] : [ownName(context), ownLogin], seen)
    }
    if (isNeverCalled(lms)) return ok(`${nameOf(shown)} stays there`, seen)
    const listed = await client.ask(`${baseUrl}/api/courses/v1/courses/?page_size=1`)
    const believed = believedOrigin(listed)
    if (believed === undefined) return ok('its login stays there', seen)
    const evidence = [...seen, ...showExchange(listed), `it takes itself for ${believed.origin}`]
    // What is https itself rightly takes itself for that, whatever the browser has.
    if (believed.protocol === 'https:' || new URL(baseUrl).protocol === 'http:')
      return ok(`it takes itself for ${believed.origin}`, evidence)
    return warn(
      `it takes https for http, as ${believed.origin}: no CSRF cookie unless it allows insecure origins`,
      [behindTls],
      evidence,
    )
  },
}

/** Where it leads: to another site, or within its own for ever. askFollowing has followed the rest. */
function redirectOf({ asked, answer }: Exchange): { readonly elsewhere?: URL; readonly isLoop: boolean } {
  const { status = 0, headers } = answer ?? {}
  if (status < 301 || status > 308 || headers?.location === undefined) return { isLoop: false }
  const target = URL.parse(headers.location, asked.url)
  if (target === null) return { isLoop: false }
  return target.origin === new URL(asked.url).origin ? { isLoop: true } : { elsewhere: target, isLoop: false }
}

/** The address by which it builds absolute links: Django takes host and scheme from the request. */
function believedOrigin({ answer }: Exchange): URL | undefined {
  try {
    const { results = [] } = JSON.parse(answer?.body ?? '') as {
      results?: readonly { blocks_url?: string }[]
    }
    return URL.parse(results[0]?.blocks_url ?? '') ?? undefined
  } catch {
    return undefined
  }
}

function ownName({ lms, surroundings: { plan } }: LmsContext): Fix {
  const { host, origin } = lms.site ?? plan.richie.site
  if (isNeverCalled(lms)) {
    return {
      says: `Let it know the address at which it is served. Moodle, in config.php:\n$CFG->wwwroot = '${origin}';`,
    }
  }
  const https = origin.startsWith('https')
  return {
    says: `Let the LMS go by ${host}. Tutor:\ntutor config save --set LMS_HOST=${host} --set ENABLE_HTTPS=${https} --set ENABLE_WEB_PROXY=false\nIn devstack and the FUN images, settings of the LMS:\nLMS_BASE = SITE_NAME = "${new URL(origin).host}"\nLMS_ROOT_URL = "${origin}"`,
  }
}

function ownScheme({ lms }: LmsContext): Fix {
  return {
    says: `If it is served by https, say so: lms.${lms.key}.url in environment.yaml begins with https:// then.`,
  }
}

const ownLogin: Fix = {
  says: 'Have it log in by its own page, not by the micro-frontend (in Tutor a patch of openedx-lms-common-settings), in its settings:\nFEATURES["ENABLE_AUTHN_MICROFRONTEND"] = False',
}

const behindTls: Fix = {
  says: 'In the settings of the LMS; in Tutor the patch openedx-lms-common-settings, in the FUN images and devstack lms.env.yml or a settings module:\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n# or, where that can not be\nCORS_ALLOW_INSECURE = True',
}
