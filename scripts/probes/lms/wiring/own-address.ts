import { fail, ok, warn, type Check, type Fix } from '../../../diagnosis/check.ts'
import { isNeverCalled } from '../../../plan/lms.ts'
import { askFollowing } from '../../http/client.ts'
import type { Exchange } from '../../http/exchange.ts'
import { showExchange } from '../../http/show-exchange.ts'
import type { LmsContext } from '../lms-context.ts'
import { nameOf, noAnswer } from '../no-answer.ts'

export const ownAddress: Check<LmsContext> = {
  id: 'own-address',
  title: 'The LMS behind the gateway keeps browsers at its public address',
  what: "The gateway serves an external LMS (`proxy: true`) under a name of this environment, and rewrites its redirects and cookies to that name; the contents of its pages and answers stay as they are. An LMS that sends browsers to its own address in another way (such as a micro-frontend that logs in) sets the session cookie on its own domain, which Richie cannot use: the learner stays anonymous in Richie. An LMS that treats the gateway's https as http sets no CSRF cookie for Richie, unless it allows insecure origins.",
  see: "curl -si https://edx.local.dev:8073/login | grep -i '^location'\ncurl -s 'https://edx.local.dev:8073/api/courses/v1/courses/?page_size=1' | grep -o '\"blocks_url\":\"[^?]*'",
  fix: 'Give the LMS the name under which it is served: in Tutor set `LMS_HOST` to the site\'s host (`tutor config save --set LMS_HOST=edx.local.dev`), in devstack and the FUN images `LMS_BASE`, `LMS_ROOT_URL` and `SITE_NAME`. Use the login page of the LMS itself: `FEATURES["ENABLE_AUTHN_MICROFRONTEND"] = False`. For https: `SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")`. See docs/guides/tutor.md and docs/guides/fun-images.md.',
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
    // A micro-frontend logs in at the LMS itself, by a cross-origin call: it may be another site of the gateway. Its own root
    // leads back to the LMS, in Tutor's Caddyfile without a port.
    const isServed = sites.some(
      ({ key, origin, names }) =>
        origin === elsewhere?.origin ||
        (isNeverCalled(lms) && key !== lms.key && names.includes(elsewhere?.hostname ?? '')),
    )
    const seen = showExchange(shown, ['Location'])
    if (isLoop) {
      const says = `${nameOf(shown)} redirects in a loop: it wants https from the gateway, or does not see that it has it`
      return fail(says, [ownScheme(context), behindTls], seen)
    }
    if (elsewhere !== undefined && !isServed) {
      const says = `${nameOf(shown)} leads to ${elsewhere.origin}: logging in there gives no session at ${new URL(baseUrl).host}`
      return fail(says, isNeverCalled(lms) ? [ownName(context)] : [ownName(context), ownLogin], seen)
    }
    if (isNeverCalled(lms)) return ok(`${nameOf(shown)} stays at this address`, seen)
    const listed = await client.ask(`${baseUrl}/api/courses/v1/courses/?page_size=1`)
    const believed = believedOrigin(listed)
    if (believed === undefined) return ok('its login stays at this address', seen)
    const evidence = [...seen, ...showExchange(listed), `it believes its address is ${believed.origin}`]
    // An LMS that is https itself may well say so, whatever the browser uses.
    if (believed.protocol === 'https:' || new URL(baseUrl).protocol === 'http:')
      return ok(`it believes its address is ${believed.origin}`, evidence)
    return warn(
      `it treats https as http (${believed.origin}): no CSRF cookie unless it allows insecure origins`,
      [behindTls],
      evidence,
    )
  },
}

/** Where it leads: to another site, or in a loop within its own. askFollowing has followed the rest. */
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
      says: `Set the address at which it is served. Moodle, in config.php:\n$CFG->wwwroot = '${origin}';`,
    }
  }
  const https = origin.startsWith('https')
  return {
    says: `Name the LMS ${host}. In Tutor:\ntutor config save --set LMS_HOST=${host} --set ENABLE_HTTPS=${https} --set ENABLE_WEB_PROXY=false\nIn devstack and the FUN images, settings of the LMS:\nLMS_BASE = SITE_NAME = "${new URL(origin).host}"\nLMS_ROOT_URL = "${origin}"`,
  }
}

function ownScheme({ lms }: LmsContext): Fix {
  return {
    says: `If it is served over https, write https:// in lms.${lms.key}.url of environment.yaml.`,
  }
}

const ownLogin: Fix = {
  says: 'Use its own login page, not the micro-frontend. In its settings (in Tutor: patch openedx-lms-common-settings):\nFEATURES["ENABLE_AUTHN_MICROFRONTEND"] = False',
}

const behindTls: Fix = {
  says: 'In the settings of the LMS (in Tutor: patch openedx-lms-common-settings; in the FUN images and devstack: lms.env.yml or a settings module):\nSECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n# or, if that is not possible\nCORS_ALLOW_INSECURE = True',
}
