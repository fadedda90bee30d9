import { explain, type Explained } from './explained.ts'

/**
 * A page that the gateway has of its own: what it says, and its entry. In its texts `{name}` is the site's, `{key}` its
 * service's, `{step}` what that service was doing, `{run}` the command that starts the environment; of a site that is not ours
 * `{url}` is where it is, `{address}` where the gateway looked for it.
 */
export type GatewayPage = Explained & {
  readonly heading: string
  readonly says: string
  readonly help: readonly { readonly says: string; readonly command: string }[]
}

type PageId =
  | 'service-starting'
  | 'service-failed'
  | 'service-stopped'
  | 'service-silent'
  | 'upstream-closed'
  | 'upstream-late'
  | 'upstream-cut'
  | 'upstream-unknown'
  | 'upstream-untrusted'
  | 'unknown-host'

const log = { says: 'See its log:', command: 'bin/campus logs {key}' }
const start = { says: 'Start what is not running:', command: '{run}' }

const check = { says: 'What this machine finds there:', command: 'bin/campus check {key}' }

export const gatewayPages = explain<PageId, Omit<GatewayPage, 'id'>>({
  'service-starting': {
    title: 'A service is starting',
    what: 'The container runs and prepares: migrations, the demo site, the search index. The page names the step and reloads every two seconds until the site answers. It is sent with 503 and `Retry-After`. The first start of Richie takes about ten seconds once the images are there.',
    see: 'bin/campus status\nbin/campus logs richie --follow',
    fix: 'Wait. Where one step does not end, its log tells why.',
    symptoms: ['"Richie is starting", and it stays so', '503 Service Unavailable'],
    heading: '{name} is starting',
    says: 'Now: {step}. This page reloads by itself.',
    help: [log],
  },
  'service-failed': {
    title: 'A service failed to start',
    what: 'The service ended in the middle of the step that the page names, and is not tried again by itself. Its log holds the error, a Python traceback most often. The page is sent with 503.',
    see: 'bin/campus logs richie --tail 200',
    fix: 'Fix what the log names, then `make run`. Where Richie failed on its database or its search: `bin/campus status` tells whether those run.',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} failed to start',
    says: 'It stopped while {step}.',
    help: [log, start],
  },
  'service-stopped': {
    title: 'A service has stopped',
    what: 'The service ended in good order, after `docker stop` for one, while the gateway goes on. The page is sent with 503, and turns into the site by itself once that is back.',
    see: 'bin/campus status',
    fix: '`make run` starts what is not running, and leaves the rest alone.',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} has stopped',
    says: 'This page reloads by itself once it is back.',
    help: [start, log],
  },
  'service-silent': {
    title: 'A service does not answer',
    what: 'Nothing listens at its socket, and it left no word why: it was killed (lack of memory shows as exit code 137), or has only just been started. The page is sent with 503.',
    see: "bin/campus status\ndocker ps -a --filter label=campus.environment --format '{{.Names}}\\t{{.Status}}'",
    fix: '`make run` starts it again. Where it is killed again and again, give Docker more memory, or leave the search out: `richie: { search: none }`.',
    symptoms: ['503 Service Unavailable', 'A container exits with 137'],
    heading: '{name} does not answer',
    says: 'It was killed, or is about to start. This page reloads by itself.',
    help: [start, log],
  },
  'upstream-closed': {
    title: 'A site that is not ours refuses the connection',
    what: 'Nothing listens for the gateway where the spec says that the LMS (or Richie) is: `lms.<key>.url` with `proxy: true`, `richie.source.url`. It is not running; or it listens on 127.0.0.1 alone: a browser on this machine reaches that, a container does not, for its loopback is its own. The page is sent with 503, and turns into the site by itself once that answers.',
    see: 'curl -sI http://localhost:8000\nss -ltn\nbin/campus check edx',
    fix: "Start it. If it answers on this machine, let it listen on 0.0.0.0, or on the address of Docker's bridge that the page names: Compose publishes `8000:8000` so, `127.0.0.1:8000:8000` not; Django's server is told `runserver 0.0.0.0:8000`. Where https is meant and http spoken, correct the scheme of the URL.",
    symptoms: ['503 Service Unavailable', 'An LMS of yours answers by itself, and not through the gateway'],
    heading: '{name} is not reached',
    says: 'The gateway looked for {url} at {address}, and there is no connection to be had.',
    help: [
      { says: 'Does it run? From this machine:', command: 'curl -sI {url}' },
      {
        says: 'If that answers, and it runs on this machine, it listens on 127.0.0.1 alone, which containers do not reach: let it listen on 0.0.0.0, or on the address above. What is known:',
        command: 'bin/campus check {key}',
      },
    ],
  },
  'upstream-late': {
    title: 'A site that is not ours does not answer in time',
    what: 'The gateway waits 5 seconds for a connection to what is not ours, and an hour for an answer. No connection at all is a firewall most often, which drops what comes from the bridge of Docker, or a machine that is off. The page is sent with 503.',
    see: 'bin/campus check edx\nsudo iptables -S INPUT',
    fix: 'Let the firewall of the machine that it runs on accept connections from the networks of Docker (172.16.0.0/12): `sudo ufw allow from 172.16.0.0/12` for ufw. On a remote machine: is a VPN missing?',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} does not answer',
    says: 'The gateway asked {url} at {address}, and nothing came in time. Between containers and this machine that is a firewall most often.',
    help: [check],
  },
  'upstream-cut': {
    title: 'A site that is not ours cuts the connection',
    what: 'The LMS (or Richie) takes the connection of the gateway and ends it without an answer: it is just starting, or fails, or it speaks https where the spec says http. The page is sent with 503.',
    see: 'curl -sI http://localhost:8000\nbin/campus check edx',
    fix: 'Look at its own log. Where it speaks https, write `https://` into its URL.',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} cut the connection',
    says: '{url} took the connection, at {address}, and ended it without an answer. Its own log may tell why.',
    help: [check],
  },
  'upstream-unknown': {
    title: 'The name of a site that is not ours leads nowhere',
    what: "The gateway asks Docker's resolver, which asks that of this machine, for the host in `lms.<key>.url` (or `richie.source.url`), and gets no IPv4 address. What stands in this machine's hosts file alone is no answer for a container, unless it leads to this machine: campus sees to that. The page is sent with 503.",
    see: 'docker exec campus-gateway-1 getent ahostsv4 lms.example.org\nbin/campus check edx',
    fix: 'Correct the name; connect the VPN whose DNS knows it; or, for http, write the IP address into the URL (no certificate fits one). A host that has IPv6 addresses alone is not reached.',
    symptoms: ['503 Service Unavailable'],
    heading: 'The name of {name} leads nowhere',
    says: 'The gateway asked for the address of {url}, and there is none.',
    help: [check],
  },
  'upstream-untrusted': {
    title: 'The certificate of a site that is not ours is not trusted',
    what: 'The LMS (or Richie) answers the gateway by https with a certificate that does not lead to an authority which this machine trusts, has expired, or is for another name than the one in the URL (an IP address there fits none). Nothing was sent to it. The page is sent with 503.',
    see: 'curl -svI https://lms.example.org 2>&1 | grep -i certificate\nbin/campus check edx',
    fix: "Have this machine trust its authority (in the system's store, or `export SSL_CERT_FILE=authority.pem`), then `make run` (`make run-ssl`): containers are given what this machine trusts.",
    symptoms: ['503 Service Unavailable', 'An LMS of yours answers by itself, and not through the gateway'],
    heading: 'The certificate of {name} is not trusted',
    says: '{url} answers, with a certificate that this machine does not trust, or that is for another name.',
    help: [{ says: 'Have this machine trust its authority, then:', command: '{run}' }, check],
  },
  'unknown-host': {
    title: 'No site has this name',
    what: "The gateway was reached, by a name that no site has on this port: another environment's name, the LMS's name on Richie's port, a name of your own from the hosts file. It is a 404, with links to the sites there are. In http mode each site answers to `<key>.<name>.localhost`, `localhost`, 127.0.0.1 and `<key>.<domain>`; in tls mode it is `<key>.<domain>`, and the others lead there.",
    see: 'bin/campus status\ncurl -si -H "Host: nobody" http://127.0.0.1:8070/ | head -1',
    fix: 'Take one of the addresses that the page lists. Names and ports come from `environment.yaml` (`name`, `domain`, `host`, `port`); after a change `make run`.',
    symptoms: ['"No site has this name"', 'Another page than expected stands on the port'],
    heading: 'No site has this name',
    says: 'The gateway answers here for these sites only:',
    help: [{ says: 'Names and ports come from environment.yaml. After a change:', command: '{run}' }],
  },
})
