import { explain } from './explained.ts'

/** What keeps the environment from starting, and what turns out not to run. */
export const startFailures = explain({
  'port-taken': {
    title: 'A port of a site is in use',
    what: 'Another program or container listens on it, or the system does not let you listen there: ports below 1024 need root, and an address in `bind` must belong to this machine. Nothing was started.',
    see: "ss -ltnp 'sport = :8070 or sport = :8073'\nlsof -nP -iTCP:8070 -iTCP:8073 -sTCP:LISTEN\ndocker ps --format '{{.Names}}\\t{{.Ports}}'",
    fix: 'Stop whatever holds the port, with the printed command. Or choose another port in `environment.local.yaml`: `richie: { port: 8170 }`, `lms: { edx: { port: 8173 } }`. Every address, cookie rule and regex follows. See also [ports](#ports).',
    symptoms: [
      'A port is in use: "address already in use", "port is already allocated"',
      'Another site than expected answers on the port',
    ],
  },
  'checkout-folder': {
    title: "The checkout is in a folder that Docker can't mount",
    what: "A colon, a comma, a double quote, a backslash or a control character in a path separates the parts of a mount or of a build secret. Spaces, umlauts, `'`, `$`, `%` and `#` work. Nothing was written.",
    see: 'pwd -P',
    fix: 'Move the checkout: `mv "$(pwd -P)" ~/campus`. Its environment stays the same.',
  },
  'other-checkout': {
    title: 'Another checkout made an environment with this name',
    what: "Containers, volumes and networks have the environment's name. Two checkouts with the same name would share them, so a checkout shows and changes only what it has made itself; the folder of the other one is printed.",
    see: 'docker ps -a --filter label=campus.environment=campus\ndocker volume ls --filter label=campus.checkout',
    fix: 'Give this one its own name and ports in `environment.local.yaml`: `name: second`, `richie: { port: 8170 }`, `lms: { edx: { port: 8173 } }`. To go on here with the data of the other one, for example after you cloned again: `bin/campus up --adopt`. To delete that data: `bin/campus clean --adopt`. See also `stale-containers`.',
  },
  'compose-failed': {
    title: 'docker compose failed',
    what: 'The end of its output is printed. The compose file itself is generated and tested. The usual causes are a mount that Docker Desktop does not share, a network or container left from an earlier start, or the engine.',
    see: 'docker compose -f generated/compose.yaml config --quiet\ndocker compose -f generated/compose.yaml ps -a',
    fix: '`make stop && make run` recreates the containers and networks. The data is in volumes and is kept. With Docker Desktop, share this folder: Settings, Resources, File sharing.',
  },
  'service-not-ready': {
    title: 'A service did not become ready',
    what: 'Its container exited, was removed, or fails its health check, which sends a request to the service itself. The end of its log is printed. Exit code 137 means that it was killed, usually because the memory ran out: Elasticsearch needs about 0.7 GB.',
    see: "bin/campus status\nbin/campus logs richie --tail 1000\ndocker inspect --format '{{.State.OOMKilled}} {{.State.ExitCode}}' campus-search-1",
    fix: 'Fix what the log names, then `make run`: it starts only what is missing. If memory is short, `richie: { search: none }` in `environment.local.yaml` leaves Elasticsearch out; or give Docker Desktop more (Settings, Resources). See also `engine-memory`. If the log says that the data belongs to a newer Richie: [docs/reference/richie-versions.md](reference/richie-versions.md).',
    symptoms: ['A container exits with 137', '"Richie is starting" does not go away'],
  },
  'configuration-refused': {
    title: "nginx rejects the gateway's new configuration",
    what: "Every new configuration is tested inside the running gateway before it replaces the old one. nginx's own message is printed. The gateway keeps serving the last good configuration.",
    see: 'bin/campus render --stdout nginx/nginx.conf\nbin/campus logs gateway',
    fix: '`bin/campus setup-ssl --no-cert` names certificates and keys that do not match. If you changed a template in `nginx/`, undo the change. Otherwise it is a bug in campus: report it with the message from nginx and the rendered file.',
  },
  'gateway-not-switched': {
    title: 'The gateway did not load its new configuration',
    what: 'nginx was asked to reload, and still serves the old configuration after 20 seconds.',
    see: 'bin/campus logs gateway\ncurl -s -H "Host: nobody" http://127.0.0.1:8070/__campus/health',
    fix: 'Restart the gateway: `make stop && make run`. Other services keep their data.',
  },
  'courses-not-told': {
    title: 'Some course runs are not synced to Richie',
    what: "At each start the mock LMS sends all its course runs to Richie, with the signed webhook that a real LMS uses, and campus waits for Richie's answers. Some are missing: the mock could not reach Richie's public address from its container, or Richie is busy or failed.",
    see: 'bin/campus lms edx sync\nbin/campus logs richie --tail 200\nbin/campus check',
    fix: '`bin/campus check` shows whether containers reach the sites and trust their certificates. Then send the course runs again: `bin/campus lms edx sync`, or `make run`. See also `containers-reach`, `containers-trust`.',
    symptoms: ['A course is missing in Richie, or a course run differs from the LMS'],
  },
  'courses-refused': {
    title: 'Richie refused some course runs',
    what: "Richie's answer is printed below each. `Unknown course: X` means that no course page has that code: Richie never creates one, and normalises the code, `DemoX` to `DEMOX`. `No LMS configuration found for this resource link` means that no `COURSE_REGEX` in `RICHIE_LMS_BACKENDS` matches the link.",
    see: 'bin/campus lms edx sync\nbin/campus resolve https://edx.local.dev:8073/courses/course-v1:edX+DemoX+X/info',
    fix: "For a course in `environment.yaml`, the page is created at a start: `make stop && make run`. For any other course, create a course page with that code in Richie's admin. If no regex matches, remove `courseRegex` from the spec, or end it the way the links end: `/info/?$`. See also `course-links`.",
    symptoms: [
      'A course is missing in Richie, or a course run differs from the LMS',
      'Richie answers the LMS\'s webhook with 400: "No LMS configuration found", "Unknown course"',
    ],
  },
  'not-running': {
    title: 'The environment, or this service, is not running',
    what: 'The command needs a running service, and it is not running. Nothing starts automatically after the machine restarts. In the browser the page does not load at all, or the gateway says which service does not answer.',
    see: 'bin/campus status',
    fix: '`make run`, or `make run-ssl` for https.',
    symptoms: ['The page does not load: connection refused'],
  },
  'mock-does-not-answer': {
    title: 'The mock LMS does not answer',
    what: '`campus lms` asks the mock inside its container. The mock exited, is busy, or comes from an older version of campus that does not know the request.',
    see: 'bin/campus status\nbin/campus logs edx --tail 100',
    fix: '`make run` brings the image and the container up to date. If a fault slows the mock down, clear it: `bin/campus lms edx fault --clear`.',
    symptoms: ['The LMS answers slowly, or fails now and then'],
  },
})

/** What is wrong with the spec, the command line, or the files made from the spec. */
export const specFailures = explain({
  'wrong-spec': {
    title: 'The spec is wrong or missing',
    what: 'All problems in `environment.yaml` and `environment.local.yaml` are reported at once, as `file:line:column key: what is wrong`, with exit code 2. Nothing is written, and running services are not affected.',
    see: 'bin/campus render --check\nmore environment.schema.json',
    fix: 'Edit the named line. All keys, with their meaning and default, are in `environment.schema.json`, which editors use for completion. To restore the original spec: `git checkout environment.yaml`. See also [spec](#spec).',
  },
  'command-line': {
    title: 'The command line is wrong',
    what: 'There is no command, option, service, check, LMS or fault with that name, or two parts of the command line do not fit together. The exit code is 2. Nothing was done.',
    see: 'bin/campus --help\nbin/campus lms --help',
    fix: 'The message lists the valid names.',
  },
  'no-terminal': {
    title: 'A question could not be asked',
    what: 'Commands that remove or change something of yours ask first. Here they cannot ask, because there is no terminal: a pipe, a script, a CI job. Nothing was done.',
    see: 'test -t 0 && test -t 1 && echo a terminal',
    fix: 'Add `--yes` to agree in advance, or run the command in a terminal.',
  },
  'generated-differs': {
    title: 'Files in generated/ differ from the spec',
    what: '`campus render --check` compares them and prints the difference. Either the spec has changed since, or a file in `generated/` was edited. Such an edit is never read back: the next `make run` keeps your version under another name and writes the file again.',
    see: 'bin/campus render --check',
    fix: '`bin/campus render` writes the files; `make run` also applies them. To keep a change, make it in `environment.yaml` or `environment.local.yaml`. See also `generated-files`.',
    symptoms: ['An edit of environment.yaml, or of a file in generated/, has no effect'],
  },
  'secrets-unreadable': {
    title: "The environment's secrets can't be read",
    what: '`.campus/secrets.json` is not in the form that campus wrote. It holds the passwords of the database and of the admin, and the secret that signs course run synchronisation.',
    see: 'ls -l .campus/secrets.json',
    fix: 'Restore it. Or remove it, and `make run` makes new secrets. The database takes its new password when it starts. An existing admin keeps the old one (`bin/campus manage changepassword admin`). A real LMS (`provider: external`) needs the new synchronisation secret.',
  },
})

/** Failures of `resolve` and `settings`, which look up or print the connection. */
export const connectionFailures = explain({
  'richie-not-asked': {
    title: 'The running Richie could not say which LMS a link belongs to',
    what: "`campus resolve --verify` runs a small program in Richie's container, which selects the LMS as Richie does. The program is missing if an older campus made the container, and fails if Richie itself does not load.",
    see: 'bin/campus status\nbin/campus logs richie',
    fix: '`make run` brings the container up to date. If Richie does not start, its log says why. Without `--verify`, `campus resolve` needs no container.',
  },
  'richie-not-ours': {
    title: 'This environment does not run Richie',
    what: '`richie.source.url` in the spec says that Richie runs elsewhere. campus wires and serves it, but has no container for it: no log to read, no `manage.py` to run, and no way to ask it which LMS it selects.',
    see: 'bin/campus status\nbin/campus check',
    fix: 'Read its log and run its `manage.py` where it runs. `bin/campus settings richie` prints the settings that it needs. To run Richie in this environment, choose another source: `richie: { source: { version: 3.5.1 } }`.',
  },
  'no-secrets-yet': {
    title: 'There are no secrets to print yet',
    what: 'The secrets of an environment, such as the one an LMS signs course runs with, are generated at the first start and kept in `.campus/secrets.json`. `campus clean` removes them.',
    see: 'ls -l .campus/secrets.json',
    fix: 'Run `make run`, then the command again. Without `--secrets` the settings are printed with a variable name in place of each secret.',
  },
})
