import { explain } from './explained.ts'
import type { Explained } from './explained.ts'

/**
 * A page that the gateway has of its own: what it says, and its entry. In its texts `{name}` is the site's, `{key}` its
 * service's, `{step}` what that service was doing, `{run}` the command that starts the environment.
 */
export type GatewayPage = Explained & {
  readonly heading: string
  readonly says: string
  readonly help: readonly { readonly says: string; readonly command: string }[]
}

type PageId = 'service-starting' | 'service-failed' | 'service-stopped' | 'service-silent' | 'unknown-host'

const log = { says: 'See its log:', command: 'bin/campus logs {key}' }
const start = { says: 'Start what is not running:', command: '{run}' }

export const gatewayPages = explain<PageId, Omit<GatewayPage, 'id'>>({
  'service-starting': {
    title: 'A service is starting',
    what: 'The container runs and prepares: migrations, the demo site, the search index. The page names the step and reloads every two seconds until the site answers. It is sent with 503 and `Retry-After`. The first start of Richie takes about ten seconds once the images are there.',
    see: 'bin/campus status\nbin/campus logs richie --follow',
    mend: 'Wait. Where one step does not end, its log tells why.',
    symptoms: ['"Richie is starting", and it stays so', '503 Service Unavailable'],
    heading: '{name} is starting',
    says: 'Now: {step}. This page reloads by itself.',
    help: [log],
  },
  'service-failed': {
    title: 'A service failed to start',
    what: 'The service ended in the middle of the step that the page names, and is not tried again by itself. Its log holds the error, a Python traceback most often. The page is sent with 503.',
    see: 'bin/campus logs richie --tail 200',
    mend: 'Mend what the log names, then `make run`. Where Richie failed on its database or its search: `bin/campus status` tells whether those run.',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} failed to start',
    says: 'It stopped while {step}.',
    help: [log, start],
  },
  'service-stopped': {
    title: 'A service has stopped',
    what: 'The service ended in good order, after `docker stop` for one, while the gateway goes on. The page is sent with 503, and turns into the site by itself once that is back.',
    see: 'bin/campus status',
    mend: '`make run` starts what is not running, and leaves the rest alone.',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} has stopped',
    says: 'This page reloads by itself once it is back.',
    help: [start, log],
  },
  'service-silent': {
    title: 'A service does not answer',
    what: 'Nothing listens at its socket, and it left no word why: it was killed (lack of memory shows as exit code 137), or has only just been started. The page is sent with 503.',
    see: "bin/campus status\ndocker ps -a --filter label=campus.environment --format '{{.Names}}\\t{{.Status}}'",
    mend: '`make run` starts it again. Where it is killed again and again, give Docker more memory, or leave the search out: `richie: { search: none }`.',
    symptoms: ['503 Service Unavailable', 'A container exits with 137'],
    heading: '{name} does not answer',
    says: 'It was killed, or is about to start. This page reloads by itself.',
    help: [start, log],
  },
  'unknown-host': {
    title: 'No site has this name',
    what: "The gateway was reached, by a name that no site has on this port: another environment's name, the LMS's name on Richie's port, a name of your own from the hosts file. It is a 404, with links to the sites there are. In http mode each site answers to `<key>.<name>.localhost`, `localhost`, 127.0.0.1 and `<key>.<domain>`; in tls mode it is `<key>.<domain>`, and the others lead there.",
    see: 'bin/campus status\ncurl -si -H "Host: nobody" http://127.0.0.1:8070/ | head -1',
    mend: 'Take one of the addresses that the page lists. Names and ports come from `environment.yaml` (`name`, `domain`, `host`, `port`); after a change `make run`.',
    symptoms: ['"No site has this name"', 'Another page than expected stands on the port'],
    heading: 'No site has this name',
    says: 'The gateway answers here for these sites only:',
    help: [{ says: 'Names and ports come from environment.yaml. After a change:', command: '{run}' }],
  },
})
