import { doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { output, withMachine } from './in-machine.ts'
import type { Scenario } from './scenarios.ts'

const home = '/root/campus'
const curl = 'curl -s --max-time 30'

/** What a newcomer does: a machine with git, make, curl and an old Node with npm; clone, make run, look, stop, clean. */
export const wholeScenario: Scenario = {
  name: 'the whole thing',
  async play({ machine }) {
    await withMachine(machine(), async (bare) => {
      await output(bare, 'apt-get -qq update && apt-get -qq install -y --no-install-recommends git make curl')
      match(await output(bare, 'node --version'), /^v20\./)
      await output(bare, `git -c safe.directory='*' clone -q /checkout ${home}`)

      const first = await output(bare, `cd ${home} && make run`)
      match(first, /Docker 26.* installed/)
      match(first, /Richie +http:\/\/richie\.campus\.localhost:8070/)

      for (const url of ['http://richie.campus.localhost:8070/en/', 'http://localhost:8070/en/']) {
        match(await output(bare, `${curl} -f ${url}`), /__richie_frontend_context__/)
      }
      const documented = `${curl} -f -H 'Host: richie.local.dev:8070' http://127.0.0.1:8070/en/`
      match(await output(bare, documented), /__richie_frontend_context__/)
      const courses = await output(bare, `${curl} -f 'http://localhost:8070/api/v1.0/courses/?scope=objects'`)
      ok((JSON.parse(courses) as { objects: unknown[] }).objects.length >= 8)
      match(await output(bare, `${curl} -f http://localhost:8073/heartbeat`), /"sql"/)

      match(await output(bare, `cd ${home} && make run`), /Nothing to do/)
      const again = await output(bare, `cd ${home} && make stop && make run`)
      doesNotMatch(again, /making the demo site/)
      match(await output(bare, `${curl} -f http://localhost:8070/en/`), /__richie_frontend_context__/)

      await output(bare, `cd ${home} && bin/campus clean --images --yes`)
      const left =
        'docker ps -aq; docker volume ls -q; docker images -q; docker network ls -q --filter type=custom'
      equal(await output(bare, left), '')
      equal(await output(bare, `cd ${home} && ls -d generated .campus 2>/dev/null; git status --short`), '')
    })
  },
}
