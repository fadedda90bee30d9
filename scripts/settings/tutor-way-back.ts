import type { Lms, Plan } from '../plan/plan.ts'
import { comment } from './comment.ts'

/** `tutor dev` has no Caddy before the LMS: the LMS itself leads back. */
export function wayBackInPython(plan: Plan, { connection }: Lms): string {
  const prefix = `/${connection.nextUrl}/`
  return `${comment(`${prefix}... leads back to Richie; in tutor local Caddy does it.`)}
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
  return `${comment(`/${connection.nextUrl}/... leads back to Richie after a login.`)}
@richie path_regexp richie ^/${connection.nextUrl}/(.*)$
redir @richie ${plan.richie.site.origin}/{re.richie.1} 302`
}
