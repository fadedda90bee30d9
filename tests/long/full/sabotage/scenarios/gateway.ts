import { generated } from '../running-stage.ts'
import type { RunningScenario } from '../scenario.ts'

/** What the gateway is told wrongly, or not at all. */
export const gatewayScenarios: readonly RunningScenario[] = [
  {
    name: 'The gateway has stopped',
    mode: 'http',
    breaks: ({ stop }) => stop('gateway'),
    fails: ['richie/port', 'edx/port'],
    skips: ['gateway/configuration'],
    fix: 'make run',
  },
  {
    name: 'The gateway serves the configuration of an older spec',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ editGateway }) =>
      editGateway((text) => text.replaceAll(/return 200 "ok \w+/g, 'return 200 "ok 0123456789ab')),
    fails: ['gateway/configuration'],
    fix: 'make run',
  },
  {
    name: 'The gateway does not know the documented name of Richie',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ editGateway }) =>
      editGateway((text) => text.replaceAll(/(server_name .*) richie\.local\.dev/g, '$1')),
    fails: ['richie/other-names'],
    fix: 'make run',
  },
  {
    name: 'Over https the aliases of the LMS are not led to its one name',
    mode: 'tls',
    family: generated.gateway,
    breaks: ({ editGateway, origins }) =>
      editGateway((text) => text.replaceAll(`return 307 ${origins().edx}$request_uri;`, 'return 404;')),
    fails: ['edx/other-names'],
    fix: 'make run-ssl',
  },
  {
    name: 'Plain http is answered by an error of nginx',
    mode: 'tls',
    family: generated.gateway,
    breaks: ({ editGateway, origins }) =>
      editGateway((text) => text.replaceAll(`return 308 ${origins().richie}$request_uri;`, 'return 400;')),
    fails: ['richie/plain-http'],
    fix: 'make run-ssl',
  },
  {
    name: 'Plain http is led to whatever the Host header says',
    mode: 'tls',
    family: generated.gateway,
    breaks: ({ editGateway, origins }) =>
      editGateway((text) =>
        text.replaceAll(
          `return 308 ${origins().edx}$request_uri;`,
          'return 308 https://$http_host$request_uri;',
        ),
      ),
    fails: ['edx/plain-http'],
    fix: 'make run-ssl',
  },
  {
    name: 'Browsers may remember the redirect to https',
    mode: 'tls',
    family: generated.gateway,
    breaks: ({ editGateway }) =>
      editGateway((text) =>
        text.replaceAll(/add_header Cache-Control no-store always;(?=\n\s*return 308)/g, ''),
      ),
    fails: ['richie/plain-http', 'edx/plain-http'],
    fix: 'make run-ssl',
  },
  {
    name: 'Richie’s pages forbid browsers plain http (HSTS)',
    mode: 'tls',
    family: generated.gateway,
    breaks: ({ addToSite }) =>
      addToSite('richie', 'add_header Strict-Transport-Security "max-age=31536000" always;'),
    fails: ['richie/plain-http'],
    fix: 'make run-ssl',
  },
]
