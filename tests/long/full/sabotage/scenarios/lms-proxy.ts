import { generated } from '../running-stage.ts'
import type { RunningScenario } from '../scenario.ts'

/** What a proxy in front of an LMS, or nothing in its place, does to the calls of Richie's pages. */
export const lmsProxyScenarios: readonly RunningScenario[] = [
  {
    name: 'The LMS has stopped',
    mode: 'http',
    breaks: ({ stop }) => stop('edx'),
    fails: ['edx/heartbeat'],
    skips: ['edx/mock-faults'],
    fix: 'make run',
  },
  {
    name: 'A proxy asks the LMS for HTML in place of JSON',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ addToSite }) =>
      addToSite(
        'edx',
        'location ~ ^/api/enrollment/v1/enrollment/ { proxy_pass http://edx; proxy_set_header Host $http_host; proxy_set_header Accept text/html; }',
      ),
    fails: ['edx/enrollment'],
    fix: 'make run',
  },
  {
    name: 'A proxy leads the address of the POST to one with a slash at the end, as nginx does of itself',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ addToSite }) =>
      addToSite(
        'edx',
        'location /api/enrollment/v1/enrollment/ { proxy_pass http://edx; proxy_set_header Host $http_host; }',
      ),
    fails: ['edx/cors'],
    fix: 'make run',
  },
  {
    name: 'A proxy drops the token of the POST',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ addToSite }) =>
      addToSite(
        'edx',
        'location = /api/enrollment/v1/enrollment { proxy_pass http://edx; proxy_set_header Host $http_host; proxy_set_header X-CSRFToken ""; }',
      ),
    fails: ['edx/enrollment-post'],
    fix: 'make run',
  },
  {
    name: 'A proxy states the charset of JSON',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ addToSite }) => addToSite('edx', 'charset utf-8; charset_types application/json;'),
    fails: ['edx/content-type'],
    fix: 'make run',
  },
  {
    name: 'A proxy answers /logout by itself',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ addToSite }) => addToSite('edx', 'location = /logout { return 302 /; }'),
    fails: ['edx/logout'],
    fix: 'make run',
  },
  {
    name: 'The way back is remembered by browsers: 301',
    mode: 'http',
    family: generated.gateway,
    breaks: ({ addToSite, origins }) =>
      addToSite(
        'edx',
        `location ~ ^/richie/(?<rest>.*)$ { return 301 ${origins().richie}/$rest$is_args$args; }`,
      ),
    fails: [],
    warns: ['edx/way-back'],
    fix: 'make run',
  },
  {
    name: 'A proxy before the LMS passes its name on without the port',
    mode: 'tls',
    family: generated.gateway,
    breaks: ({ addToSite }) =>
      addToSite('edx', 'proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto $scheme;'),
    fails: ['edx/login'],
    fix: 'make run-ssl',
  },
]
