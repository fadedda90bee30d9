import { explain } from './explained.ts'

/** What keeps the environment from coming up, and what is found missing where it should run. */
export const startFailures = explain({
  'port-taken': {
    title: 'A port of a site is taken',
    what: "Another program or container listens on it, or the system does not let you listen there: ports below 1024 are root's, and an address in `bind` must be one of this machine. Nothing was started.",
    see: "ss -ltnp 'sport = :8070 or sport = :8073'\nlsof -nP -iTCP:8070 -iTCP:8073 -sTCP:LISTEN\ndocker ps --format '{{.Names}}\\t{{.Ports}}'",
    fix: 'End what holds it, with the command that is printed. Or move the site in `environment.local.yaml`: `richie: { port: 8170 }`, `lms: { edx: { port: 8173 } }`. Every address, cookie rule and regex follows. See also [ports](#ports).',
    symptoms: [
      'A port is in use: "address already in use", "port is already allocated"',
      'Another page than expected stands on the port',
    ],
  },
  'other-checkout': {
    title: 'An environment of this name runs from another checkout',
    what: "Containers, volumes and networks are found by the name of the environment. Two checkouts with one name would take each other's.",
    see: 'docker compose ls',
    fix: 'Stop it there with `make stop`, or give this one a name and ports of its own in `environment.local.yaml`: `name: second`, `richie: { port: 8170 }`, `lms: { edx: { port: 8173 } }`. See also `stale-containers`.',
  },
  'compose-failed': {
    title: 'docker compose failed',
    what: 'What it said last is printed. The compose file itself is generated and was tested; what fails is most often a mount that Docker Desktop does not share, a network or container of an older start, or the engine.',
    see: 'docker compose -f generated/compose.yaml config --quiet\ndocker compose -f generated/compose.yaml ps -a',
    fix: '`make stop && make run` makes containers and networks anew; the data is in volumes and stays. With Docker Desktop, share this folder: Settings, Resources, File sharing.',
  },
  'service-not-ready': {
    title: 'A service did not become ready',
    what: 'Its container ended, was removed, or fails its health check, which asks the service itself. The end of its log is printed. Exit 137 is a kill, by the system for lack of memory most often: Elasticsearch needs about 0.7 GB.',
    see: "bin/campus status\nbin/campus logs richie --tail 1000\ndocker inspect --format '{{.State.OOMKilled}} {{.State.ExitCode}}' campus-search-1",
    fix: 'Fix what the log names, then `make run`: it goes on with what is missing. Short of memory: `richie: { search: none }` in `environment.local.yaml` leaves Elasticsearch out, or give Docker Desktop more (Settings, Resources). See also `engine-memory`. Where the log says that the data is that of a newer Richie: [docs/reference/richie-versions.md](reference/richie-versions.md).',
    symptoms: ['A container exits with 137', '"Richie is starting", and it stays so'],
  },
  'configuration-refused': {
    title: "nginx refuses the gateway's new configuration",
    what: "Every new configuration is tested inside the running gateway before it replaces the old one. nginx's own words are printed, and the last good configuration goes on serving.",
    see: 'bin/campus render --stdout nginx/nginx.conf\nbin/campus logs gateway',
    fix: 'Certificates and keys that do not belong together are named by `bin/campus setup-ssl --no-cert`. A template in `nginx/` that you changed: take the change back. Otherwise it is a bug of campus; what nginx said and the rendered file tell it all.',
  },
  'gateway-not-switched': {
    title: 'The gateway did not take its new configuration',
    what: 'nginx was told to reload and still serves the old configuration after 20 seconds.',
    see: 'bin/campus logs gateway\ncurl -s -H "Host: nobody" http://127.0.0.1:8070/__campus/health',
    fix: '`make stop && make run` starts it anew; other services keep their data.',
  },
  'courses-not-told': {
    title: 'Richie has not answered for all course runs',
    what: "At a start the mock LMS tells Richie of each of its course runs by the signed webhook, as a real LMS does, and Richie's answers are waited for. Some are missing: the mock could not reach Richie's public address from its container, or Richie is busy or failed.",
    see: 'bin/campus lms edx sync\nbin/campus logs richie --tail 200\nbin/campus check',
    fix: '`bin/campus check` tells whether containers reach the sites and trust their certificates. Then `bin/campus lms edx sync` sends them again; `make run` does as well. See also `containers-reach`, `containers-trust`.',
    symptoms: ['A course is missing in Richie, or a course run is not as in the LMS'],
  },
  'courses-refused': {
    title: 'Richie refused course runs',
    what: "Richie's answer stands beside each. `Unknown course: X` means that there is no course page with that code: Richie never makes one, and normalises the code, `DemoX` to `DEMOX`. `No LMS configuration found for this resource link` means that no `COURSE_REGEX` of `RICHIE_LMS_BACKENDS` matches the link.",
    see: 'bin/campus lms edx sync\nbin/campus resolve https://edx.local.dev:8073/courses/course-v1:edX+DemoX+X/info',
    fix: "A page for a course of `environment.yaml` is made at a start: `make stop && make run`. For others, make a course page with that code in Richie's admin. Where no regex matches, take `courseRegex` out of the spec, or make it end as the links do: `/info/?$`. See also `course-links`.",
    symptoms: [
      'A course is missing in Richie, or a course run is not as in the LMS',
      'Richie answers the LMS\'s webhook with 400: "No LMS configuration found", "Unknown course"',
    ],
  },
  'not-running': {
    title: 'Nothing of this environment runs, or this service does not',
    what: 'A command asked a running service, and there is none. After a restart of the machine nothing starts by itself. In the browser the page does not load at all, or the gateway says which service does not answer.',
    see: 'bin/campus status',
    fix: '`make run`, or `make run-ssl` for https.',
    symptoms: ['The page does not load: connection refused'],
  },
  'mock-does-not-answer': {
    title: 'The mock LMS does not answer',
    what: '`campus lms` asks the mock inside its container. The mock ended, is busy, or was made by an older version of campus that does not know the question.',
    see: 'bin/campus status\nbin/campus logs edx --tail 100',
    fix: '`make run` brings image and container up to date. If it is busy with a fault that slows it: `bin/campus lms edx fault --clear`.',
    symptoms: ['The LMS answers slowly, or with errors now and then'],
  },
})

/** What is wrong with the spec, the command line, or the files that come of them. */
export const specFailures = explain({
  'wrong-spec': {
    title: 'The spec is wrong, or missing',
    what: 'Every problem of `environment.yaml` and `environment.local.yaml` is reported at once, as `file:line:column key: what is wrong`, with exit code 2. Nothing is written, and what runs goes on.',
    see: 'bin/campus render --check\nmore environment.schema.json',
    fix: 'Edit the line that is named. All keys, with their meaning and default, are in `environment.schema.json`, which editors use for completion. The spec as it was: `git checkout environment.yaml`. See also [spec](#spec).',
  },
  'command-line': {
    title: 'The command line is wrong',
    what: 'There is no command, option, service, check, LMS or fault of that name, or two parts of the command line do not fit together. Exit code 2; nothing was done.',
    see: 'bin/campus --help\nbin/campus lms --help',
    fix: 'The message names what there is.',
  },
  'no-terminal': {
    title: 'A question could not be asked',
    what: 'What removes or changes something of yours asks first. Here is no terminal to ask on: a pipe, a script, a job of a CI. Nothing was done.',
    see: 'test -t 0 && test -t 1 && echo a terminal',
    fix: 'Add `--yes` where you have agreed, or run the command on a terminal.',
  },
  'generated-differs': {
    title: 'Files in generated/ are not what the spec says',
    what: '`campus render --check` compares, and prints the difference. Either the spec was changed since, or a file in `generated/` was edited. Nothing reads such an edit back: the next `make run` keeps it aside under another name and writes the file anew.',
    see: 'bin/campus render --check',
    fix: '`bin/campus render` writes the files, `make run` also applies them. A change that is to stay belongs into `environment.yaml` or `environment.local.yaml`. See also `generated-files`.',
    symptoms: ['An edit of environment.yaml, or of a file in generated/, has no effect'],
  },
  'secrets-unreadable': {
    title: "The environment's secrets can't be read",
    what: '`.campus/secrets.json` is not what campus wrote. It holds the passwords of the database and of the admin, and the secret that signs course-run synchronisation.',
    see: 'ls -l .campus/secrets.json',
    fix: 'Restore it. Or remove it, and `make run` makes new ones: the database takes its new password at its start, an admin who is there keeps his (`bin/campus manage changepassword admin`). A real LMS (`provider: external`) must be told the new synchronisation secret.',
  },
})

/** What goes wrong when the connection is looked up or printed: `resolve`, `settings`. */
export const connectionFailures = explain({
  'richie-not-asked': {
    title: 'The running Richie could not say which LMS a link belongs to',
    what: '`campus resolve --verify` runs a small program in the container of Richie, which selects the LMS as Richie does. It is missing where the container was made by an older campus, and fails where Richie itself does not load.',
    see: 'bin/campus status\nbin/campus logs richie',
    fix: '`make run` brings the container up to date. If Richie does not start, its log says why. Without `--verify`, `campus resolve` needs no container.',
  },
  'richie-not-ours': {
    title: 'Richie is not a service of this environment',
    what: 'The spec says with `richie.source.url` that Richie runs by itself. It is wired and served, and has no container here: there is no log to read, no `manage.py` to run, and no selection of an LMS to ask for.',
    see: 'bin/campus status\nbin/campus check',
    fix: 'Read its log and run its `manage.py` where it was started; `bin/campus settings richie` prints what it must be told. For a Richie of ours name another source: `richie: { source: { version: 3.5.1 } }`.',
  },
  'no-secrets-yet': {
    title: 'There are no secrets to print yet',
    what: 'The secrets of an environment, such as the one with which an LMS signs course runs, are made at random by the first start and kept in `.campus/secrets.json`. `campus clean` removes them.',
    see: 'ls -l .campus/secrets.json',
    fix: '`make run`, then the command again. Without `--secrets` the settings are printed with the name of a variable in place of each secret.',
  },
})
