import { isProxied, type Lms } from '../plan/lms.ts'
import type { Plan } from '../plan/plan.ts'
import { comment } from './options.ts'

/** The port that the gateway gives a proxied LMS; empty where browsers leave it out, and for an LMS at an address of its own. */
export function portOfGateway(lms: Lms): string {
  return isProxied(lms) ? new URL(lms.connection.baseUrl).port : ''
}

/**
 * Python that puts the gateway's port into each address that `tutor local` makes of LMS_HOST, which has none: the LMS's own,
 * Studio's and the micro-frontends' (Tutor 22: apps/openedx/config/lms.env.yml, settings/partials; tutor-mfe's patches).
 */
export function tutorPort(lms: Lms): string {
  const { hostname } = new URL(lms.connection.baseUrl)
  const host = hostname.replaceAll('.', String.raw`\.`)
  return `${comment(`Tutor's addresses have no port, but ${lms.connection.baseUrl} has one: set it, also for the micro-frontends, which log in there.`)}
def richie_with_port(value):
    import re

    if isinstance(value, dict):
        return {key: richie_with_port(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [richie_with_port(item) for item in value]
    if isinstance(value, str):
        return re.sub(r"^((?:https?://)?(?:[\\w-]+\\.)*${host})(?=/|$)", r"\\g<1>:${portOfGateway(lms)}", value)
    return value


for name, value in list(globals().items()):
    if name in (
${names.map((name) => `        "${name}",`).join('\n')}
    ) or "_MICROFRONTEND_" in name:
        globals()[name] = richie_with_port(value)`
}

/** SESSION_COOKIE_DOMAIN and ALLOWED_HOSTS stay as they are: a cookie's domain and an allowed host have no port. */
const names = [
  'LMS_BASE',
  'LMS_ROOT_URL',
  'SITE_NAME',
  'CMS_BASE',
  'CMS_ROOT_URL',
  'CORS_ORIGIN_WHITELIST',
  'CSRF_TRUSTED_ORIGINS',
  'LOGIN_REDIRECT_WHITELIST',
  'IDA_LOGOUT_URI_LIST',
  'MFE_CONFIG',
  'FRONTEND_SITE_CONFIG',
]

/** `tutor dev` has no Caddy in front of the LMS: the LMS itself redirects to Richie. */
export function wayBackInPython(plan: Plan, { connection }: Lms): string {
  const prefix = `/${connection.nextUrl}/`
  return `${comment(`Redirects ${prefix}... to Richie; in tutor local Caddy does this.`)}
def richie_way_back(get_response):
    from django.http import HttpResponseRedirect

    def middleware(request):
        if request.path.startswith("${prefix}"):
            return HttpResponseRedirect("${plan.richie.site.origin}/" + request.get_full_path()[${prefix.length}:])
        return get_response(request)

    return middleware


MIDDLEWARE = [__name__ + ".richie_way_back"] + list(MIDDLEWARE)`
}

export function wayBackInCaddy(plan: Plan, { connection }: Lms): string {
  return `${comment(`Redirects /${connection.nextUrl}/... to Richie after a login.`)}
@richie path_regexp richie ^/${connection.nextUrl}/(.*)$
redir @richie ${plan.richie.site.origin}/{re.richie.1} 302`
}
