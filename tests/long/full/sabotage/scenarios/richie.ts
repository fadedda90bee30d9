import { generated, type Settings } from '../running-stage.ts'
import type { RunningScenario } from '../scenario.ts'

/** Richie itself: its pages, its settings, its search. */
export const richieScenarios: readonly RunningScenario[] = [
  {
    name: 'Richie has stopped',
    mode: 'http',
    breaks: ({ stop }) => stop('richie'),
    fails: ['richie/richie-page'],
    fix: 'make run',
  },
  {
    name: 'Richie logs in by a name that its scripts do not know: base, as its documentation says',
    mode: 'http',
    family: generated.richie,
    breaks: ({ editSettings }) =>
      editSettings('richie', (settings) => ({
        ...settings,
        authentication: { ...settings['authentication'], BACKEND: 'base' },
      })),
    fails: ['richie/authentication'],
    fix: 'make run',
  },
  {
    name: 'The spec wires the interface of Dogwood with a release that ends a session for it',
    mode: 'http',
    family: generated.richie,
    async breaks({ setLms, editSettings }) {
      setLms({ backendOverHttp: 'openedx-dogwood' })
      await editSettings('richie', (settings) => ({
        ...ofLms(settings, () => ({ JS_BACKEND: 'openedx-dogwood' })),
        authentication: { ...settings['authentication'], BACKEND: 'openedx-dogwood' },
      }))
    },
    fails: ['edx/concurrent-logins'],
    skips: ['edx/way-back'],
    fix: /Set lms\.edx\.backend and lms\.edx\.backendOverHttp to openedx-hawthorn/,
  },
  {
    name: 'Richie’s pages know the LMS by another port',
    mode: 'http',
    family: generated.richie,
    breaks: ({ editSettings }) =>
      editSettings('richie', (settings) => ofLms(settings, ({ BASE_URL }) => ({ BASE_URL: `${BASE_URL}9` }))),
    fails: ['edx/lms-endpoint'],
    fix: 'make run',
  },
  {
    name: 'Richie’s pages speak an interface that its scripts do not know',
    mode: 'http',
    family: generated.richie,
    breaks: ({ editSettings }) =>
      editSettings('richie', (settings) => ofLms(settings, () => ({ JS_BACKEND: 'base' }))),
    fails: ['edx/lms-backend'],
    fix: 'make run',
  },
  {
    name: 'Richie’s pages recognise course links by an expression that ends in /course/',
    mode: 'http',
    family: generated.richie,
    breaks: ({ editSettings }) =>
      editSettings('richie', (settings) =>
        ofLms(settings, () => ({ JS_COURSE_REGEX: '^.*/courses/(.*)/course/$' })),
      ),
    fails: ['edx/lms-regex'],
    fix: 'make run',
  },
  {
    name: 'Richie’s Python knows course links by an expression that ends in /course/',
    mode: 'http',
    family: generated.richie,
    breaks: ({ editSettings }) =>
      editSettings('richie', (settings) =>
        ofLms(settings, () => ({ COURSE_REGEX: '^.*/courses/(?P<course_id>.*)/course/$' })),
      ),
    fails: ['edx/sync-link'],
    fix: 'make run',
  },
  {
    name: 'Richie’s pages have Django’s own Referrer-Policy, same-origin',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ addToSite }) => addToSite('richie', stating('same-origin')),
    fails: ['edx/referrer-policy'],
    fix: /SECURE_REFERRER_POLICY = "/,
  },
  {
    name: 'A proxy adds a Referrer-Policy of its own: the bare origin',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ addToSite }) => addToSite('richie', stating('origin')),
    fails: [],
    warns: ['edx/referrer-policy'],
    fix: /have no proxy add a Referrer-Policy/,
  },
  {
    name: 'Richie’s admin trusts no origin, and the proxy sends Host without its port',
    mode: 'http',
    family: generated.richie,
    async breaks({ editSettings, addToSite }) {
      await editSettings('richie', (settings) => ({ ...settings, trustedOrigins: [] }))
      await addToSite('richie', passing('$host', '$scheme'))
    },
    fails: ['richie/admin-login'],
    fix: /CSRF_TRUSTED_ORIGINS = \["http:\/\/richie\./,
  },
  {
    name: 'The site of another port is recorded in Richie’s database',
    mode: 'http',
    family: generated.richie,
    breaks: ({ editSettings }) =>
      editSettings('richie', (settings) => ({
        ...settings,
        site: { ...settings['site'], domain: settings['site'].domain.replace(/\d+$/, '1') },
      })),
    fails: ['richie/richie-address'],
    fix: 'make run',
  },
  {
    name: 'The proxy does not tell Richie that the browser speaks https',
    mode: 'tls',
    family: generated.gateway,
    breaks: ({ addToSite }) => addToSite('richie', passing('$http_host', 'http')),
    fails: ['richie/richie-address'],
    fix: /SECURE_PROXY_SSL_HEADER = \("HTTP_X_FORWARDED_PROTO", "https"\)/,
  },
  {
    name: 'The search engine has stopped',
    mode: 'http',
    breaks: ({ stop }) => stop('search'),
    fails: ['richie/search'],
    fix: 'make run',
  },
  {
    name: 'The search index is gone',
    mode: 'http',
    async breaks({ exec }) {
      const python = `import urllib.request as u; u.urlopen(u.Request("http://search:9200/richie_*", method="DELETE"))`
      await exec('richie', ['/opt/campus/venv/bin/python', '-c', python])
    },
    fails: ['richie/search'],
    fix: 'bin/campus manage bootstrap_elasticsearch',
  },
]

function ofLms(settings: Settings, change: (lms: Settings) => Settings): Settings {
  const [first, ...others] = settings['lmsBackends'] as readonly Settings[]
  return { ...settings, lmsBackends: [{ ...first, ...change(first ?? {}) }, ...others] }
}

/** A proxy's header in place of Richie's own. */
function stating(policy: string): string {
  return `proxy_hide_header Referrer-Policy; add_header Referrer-Policy ${policy} always;`
}

/** A site's lines of nginx for requests that it passes on: one of these headers is set anew, so all of them are. */
function passing(host: string, scheme: string): string {
  return `proxy_set_header Host ${host}; proxy_set_header X-Forwarded-Proto ${scheme};`
}
