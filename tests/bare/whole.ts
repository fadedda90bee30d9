import { equal, match, ok } from 'node:assert/strict'
import type { BareMachine } from './bare-machine.ts'
import { output, withMachine } from './in-machine.ts'
import type { Scenario } from './scenarios.ts'

const home = '/root/campus'
const curl = 'curl -s --max-time 30'

/** What a person's shell may hold: nothing of it may matter. */
const shell = `umask 077
  export CDPATH=.:/root COMPOSE_PROJECT_NAME=foo COMPOSE_ENV_FILES=/nowhere COMPOSE_IGNORE_ORPHANS=true DOCKER_BUILDKIT=0 NODE_ENV=production`

/**
 * What a newcomer does on a machine with git, make, curl and an old Node with npm: clone, over TLS, over http, stop, over
 * TLS again, all of it undone and removed. With a shell and a git that are set up for something else, and a temporary folder that
 * goes away once the engine has been started.
 */
export const wholeScenario: Scenario = {
  name: 'the whole thing',
  async play({ machine }) {
    await withMachine(machine(), async (bare) => {
      await output(bare, 'apt-get -qq update && apt-get -qq install -y --no-install-recommends git make curl')
      match(await output(bare, 'node --version'), /^v20\./)
      await output(
        bare,
        `${shell}\ngit -c safe.directory='*' clone -q -c core.autocrlf=true /checkout ${home}`,
      )
      const untouched = await whatIsTrusted(bare)

      match(
        await output(bare, `cd ${home} && make run-ssl 2>&1 || echo refused`),
        /make setup-ssl[^]*refused/,
      )
      const first = await output(
        bare,
        `${shell}
        cd ${home}
        export TMPDIR=$(mktemp -d)
        make setup-ssl && make run-ssl && rm -r $TMPDIR`,
      )
      match(first, /mkcert/)
      match(first, /Docker 26.* installed/)
      match(first, /from Debian's packages: no/)
      equal(await output(bare, 'ls -A /var/tmp'), '')
      match(first, /Richie +https:\/\/richie\.local\.dev:8070/)
      await overTls(bare)
      const kept = await makePage(bare)

      match(
        await output(bare, `${shell}\ncd ${home} && make run`),
        /Richie +http:\/\/richie\.campus\.localhost:8070/,
      )
      await overHttp(bare)
      match(await output(bare, kept), /kept/)
      match(await output(bare, `${shell}\ncd ${home} && make run`), /Nothing to do/)
      await output(bare, `${shell}\ncd ${home} && make stop`)

      await output(bare, `cd ${home} && bin/campus setup-ssl --undo`)
      equal(await whatIsTrusted(bare), untouched)

      await output(bare, `cd ${home} && bin/campus clean --images --yes`)
      const left =
        'docker ps -aq; docker volume ls -q; docker images -q; docker network ls -q --filter type=custom'
      equal(await output(bare, left), '')
      equal(await output(bare, `cd ${home} && ls -d generated .campus 2>/dev/null; git status --short`), '')
    })
  },
}

/** By the names that the hosts file knows and the store of the system, without any flag. */
async function overTls(bare: BareMachine): Promise<void> {
  match(await output(bare, `${curl} -f https://richie.local.dev:8070/en/`), /__richie_frontend_context__/)
  match(await output(bare, `${curl} -f https://edx.local.dev:8073/heartbeat`), /"sql"/)
}

async function overHttp(bare: BareMachine): Promise<void> {
  for (const host of ['richie.campus.localhost', 'localhost', 'richie.local.dev'])
    match(await output(bare, `${curl} -f http://${host}:8070/en/`), /__richie_frontend_context__/)
  const courses = await output(bare, `${curl} -f 'http://localhost:8070/api/v1.0/courses/?scope=objects'`)
  ok((JSON.parse(courses) as { objects: unknown[] }).objects.length >= 8)
  match(await output(bare, `${curl} -f http://localhost:8073/heartbeat`), /"sql"/)
}

/** Something of the person's in Richie's database; returns the command that finds it. */
async function makePage(bare: BareMachine): Promise<string> {
  const shell = (python: string) => `cd ${home} && bin/campus manage shell -c "${python}"`
  const group = 'from django.contrib.auth.models import Group'
  await output(bare, shell(`${group}; Group.objects.create(name='kept')`))
  return shell(`${group}; print(Group.objects.get(name='kept'))`)
}

/** The hosts file, byte for byte, and the certificates of each store: those of the system, and of Chromium. */
async function whatIsTrusted(bare: BareMachine): Promise<string> {
  return await output(
    bare,
    `od -c /etc/hosts; stat -c '%a %U' /etc/hosts
    node -e 'const pem = require("fs").readFileSync("/etc/ssl/certs/ca-certificates.crt", "utf8");
      const { X509Certificate } = require("crypto");
      console.log([...new Set(pem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----/g).map((one) => new X509Certificate(one).fingerprint256))].sort().join("\\n"))'
    [ ! -e $HOME/.pki/nssdb ] || certutil -L -d sql:$HOME/.pki/nssdb | grep -v '^$\\|Trust Attributes\\|SSL,S/MIME' || true`,
  )
}
