import { lookup } from 'node:dns/promises'

/*
 * `lookup-program.ts NAME...` asks the system's resolver, all names at once, and prints `["name",["address"...]]`, a line a
 * name, as the answers come. A program of its own, because a question to a DNS server that does not answer can't be
 * taken back: it would hold up its whole process.
 */
for (const name of process.argv.slice(2)) {
  void lookup(name, { all: true })
    .then((found) => found.map(({ address }) => address))
    .catch(() => [])
    .then((addresses) => console.log(JSON.stringify([name, addresses])))
}
