import { explain, type Explained } from './explained.ts'

/**
 * A page that the gateway itself serves: its text, and its entry. In the text `{name}` is the name of the site, `{key}` that
 * of its service, `{step}` what the service was doing, `{run}` the command that starts the environment. For an external site
 * `{url}` is its address, `{address}` the IP address that the gateway tried.
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
  | 'too-large'

const log = { says: 'See its log:', command: 'bin/campus logs {key}' }
const start = { says: 'Start what is not running:', command: '{run}' }

const check = { says: 'Check the connection from this machine:', command: 'bin/campus check {key}' }

export const gatewayPages = explain<PageId, Omit<GatewayPage, 'id'>>({
  'service-starting': {
    title: 'A service is starting',
    what: 'The container is running and preparing: migrations, the demo site, the search index. The page names the step, and reloads every two seconds until the site answers. It is sent with 503 and `Retry-After`. The first start of Richie takes about ten seconds once the images are built.',
    see: 'bin/campus status\nbin/campus logs richie --follow',
    fix: 'Wait. If one step never ends, read the log.',
    symptoms: ['"Richie is starting" does not go away', '503 Service Unavailable'],
    heading: '{name} is starting',
    says: 'Now: {step}. This page reloads automatically.',
    help: [log],
  },
  'service-failed': {
    title: 'A service failed to start',
    what: 'The service stopped during the step that the page names, and is not started again automatically. Its log holds the error, usually a Python traceback. The page is sent with 503.',
    see: 'bin/campus logs richie --tail 200',
    fix: 'Fix what the log names, then `make run`. If Richie failed on its database or its search: `bin/campus status` shows whether those run.',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} failed to start',
    says: 'It stopped while {step}.',
    help: [log, start],
  },
  'service-stopped': {
    title: 'A service has stopped',
    what: 'The service exited normally, after `docker stop` for example, while the gateway kept running. The page is sent with 503, and changes to the site automatically once the service is back.',
    see: 'bin/campus status',
    fix: '`make run` starts what is not running, and leaves the rest alone.',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} has stopped',
    says: 'This page reloads automatically once it is back.',
    help: [start, log],
  },
  'service-silent': {
    title: 'A service does not answer',
    what: 'Nothing listens at its socket, and the service left no message: it was killed (exit code 137 means too little memory), or has only just started. The page is sent with 503.',
    see: "bin/campus status\ndocker ps -a --filter label=campus.environment --format '{{.Names}}\\t{{.Status}}'",
    fix: '`make run` starts it again. If it is killed repeatedly, give Docker more memory, or leave the search out: `richie: { search: none }`.',
    symptoms: ['503 Service Unavailable', 'A container exits with 137'],
    heading: '{name} does not answer',
    says: 'It was killed, or is about to start. This page reloads automatically.',
    help: [start, log],
  },
  'upstream-closed': {
    title: 'An external site refuses the connection',
    what: 'Nothing listens for the gateway at the address that the spec gives for the LMS (or Richie): `lms.<key>.url` with `proxy: true`, `richie.source.url`. Either it is not running, or it listens on 127.0.0.1 only: a browser on this machine reaches that, but a container has its own loopback and does not. The page is sent with 503, and changes to the site automatically once it answers.',
    see: 'curl -sI http://localhost:8000\nss -ltn\nbin/campus check edx',
    fix: "Start it. If it answers on this machine, make it listen on 0.0.0.0, or on the address of Docker's bridge that the page names. In Compose, publish `8000:8000`, not `127.0.0.1:8000:8000`; for Django's server, `runserver 0.0.0.0:8000`. If the URL says https and the site speaks http, correct the scheme.",
    symptoms: ['503 Service Unavailable', 'An external LMS answers directly, but not through the gateway'],
    heading: '{name} cannot be reached',
    says: 'The gateway could not connect to {url} ({address}).',
    help: [
      { says: 'Check whether it is running, from this machine:', command: 'curl -sI {url}' },
      {
        says: 'If that answers, the site listens on 127.0.0.1 only, where containers cannot reach it: make it listen on 0.0.0.0, or on the address above. Then check again:',
        command: 'bin/campus check {key}',
      },
    ],
  },
  'upstream-late': {
    title: 'An external site does not answer in time',
    what: "The gateway waits 5 seconds for a connection to an external site, and an hour for an answer. No connection at all usually means a firewall that drops packets from Docker's bridge, or a machine that is off. The page is sent with 503.",
    see: 'bin/campus check edx\nsudo iptables -S INPUT',
    fix: "Let the firewall of the site's machine accept connections from Docker's networks (172.16.0.0/12); for ufw: `sudo ufw allow from 172.16.0.0/12`. If the site is on a remote machine, connect its VPN.",
    symptoms: ['503 Service Unavailable'],
    heading: '{name} does not answer',
    says: 'The gateway asked {url} ({address}) and got no answer in time. Between containers and this machine, the usual cause is a firewall.',
    help: [check],
  },
  'upstream-cut': {
    title: 'An external site closes the connection',
    what: "The LMS (or Richie) accepts the gateway's connection and closes it without an answer: it is still starting, it fails, or it speaks https while the spec says http. The page is sent with 503.",
    see: 'curl -sI http://localhost:8000\nbin/campus check edx',
    fix: 'Read the log of the site. If it speaks https, write `https://` in its URL.',
    symptoms: ['503 Service Unavailable'],
    heading: '{name} closed the connection',
    says: '{url} accepted the connection ({address}) and closed it without an answer. Its own log may say why.',
    help: [check],
  },
  'upstream-unknown': {
    title: 'The host name of an external site does not resolve',
    what: "The gateway asks Docker's resolver, which asks the resolver of this machine, for the host in `lms.<key>.url` (or `richie.source.url`), and gets no IPv4 address. Containers do not read this machine's hosts file; campus passes on only the names that point to this machine. The page is sent with 503.",
    see: 'docker exec campus-gateway-1 getent ahostsv4 lms.example.org\nbin/campus check edx',
    fix: 'Correct the name; or connect the VPN whose DNS knows it; or, for http, write the IP address in the URL (no certificate fits an IP address). A host with IPv6 addresses only cannot be reached.',
    symptoms: ['503 Service Unavailable'],
    heading: 'The host name of {name} does not resolve',
    says: 'The gateway found no IP address for {url}.',
    help: [check],
  },
  'upstream-untrusted': {
    title: 'The certificate of an external site is not trusted',
    what: 'The LMS (or Richie) answers the gateway over https with a certificate that was not issued by an authority this machine trusts, that has expired, or that is for another name than the one in the URL (no certificate fits an IP address). Nothing was sent to the site. The page is sent with 503.',
    see: 'curl -svI https://lms.example.org 2>&1 | grep -i certificate\nbin/campus check edx',
    fix: "Make this machine trust the authority (in the system's store, or `export SSL_CERT_FILE=authority.pem`), then `make run` (`make run-ssl`): containers trust what this machine trusts.",
    symptoms: ['503 Service Unavailable', 'An external LMS answers directly, but not through the gateway'],
    heading: 'The certificate of {name} is not trusted',
    says: '{url} answers with a certificate that this machine does not trust, or that is for another name.',
    help: [{ says: 'Make this machine trust its authority, then:', command: '{run}' }, check],
  },
  'too-large': {
    title: 'A request is too large',
    what: 'Its address is longer than 64 kB, or one of its headers is, mostly `Cookie`. Cookies count for all sites below a domain, whatever their ports, so those of many environments add up. The gateway answers 431, before any site sees the request.',
    see: "In the browser's developer tools: Application, Cookies",
    fix: 'Delete the cookies of the domain in the browser, and reload.',
    symptoms: ['431 Request Header Fields Too Large'],
    heading: 'The request is too large',
    says: 'Its address or one of its headers, mostly Cookie, is larger than 64 kB. Delete the cookies of this domain in the browser, and reload.',
    help: [],
  },
  'unknown-host': {
    title: 'No site has this name',
    what: "The gateway was reached under a name that no site has on this port: the name of another environment, the LMS's name on Richie's port, or a name of your own from the hosts file. The answer is a 404 with links to the sites. In http mode each site answers to `<key>.<name>.localhost`, `localhost`, 127.0.0.1 and `<key>.<domain>`; in tls mode it answers to `<key>.<domain>`, and the other names redirect there.",
    see: 'bin/campus status\ncurl -si -H "Host: nobody" http://127.0.0.1:8070/ | head -1',
    fix: 'Use one of the addresses on the page. Names and ports come from `environment.yaml` (`name`, `domain`, `host`, `port`); after a change run `make run`.',
    symptoms: ['"No site has this name"', 'Another site than expected answers on the port'],
    heading: 'No site has this name',
    says: 'The gateway serves only these sites here:',
    help: [{ says: 'Names and ports come from environment.yaml. After a change:', command: '{run}' }],
  },
})
