/** The one stylesheet of the mock's pages, inline so that they need nothing else. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #5a6776; --line: #d9dfe6; --paper: #fff; --ground: #f4f6f8; --accent: #0b5f7a; --on-accent: #fff; --warn: #8a3b12; --warn-ground: #fdf1e8; --good: #1c6b3c }
@media (prefers-color-scheme: dark) { :root { --ink: #e4eaf0; --soft: #a3b0be; --line: #33404d; --paper: #1b232c; --ground: #131920; --accent: #6cc3df; --on-accent: #0d1a20; --warn: #f0b48c; --warn-ground: #33241a; --good: #7fd0a0 } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--ground) }
a { color: var(--accent) }
header, main, footer { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; padding-block: 1rem }
header strong { font-size: 1.05rem; margin-right: auto } header strong a { color: inherit; text-decoration: none }
nav { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem }
main { background: var(--paper); border: 1px solid var(--line); border-radius: .6rem; padding: 1.75rem; width: calc(100% - 2.5rem) }
footer { color: var(--soft); font-size: .875rem; padding-block: 1.25rem 2rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem } h2 { font-size: 1.05rem; margin: 1.75rem 0 .5rem }
p { margin: 0 0 1rem } main > p:last-child { margin: 0 } .soft { color: var(--soft) } .good { color: var(--good) }
.note { background: var(--warn-ground); color: var(--warn); border-radius: .4rem; padding: .6rem .85rem } .note:empty { display: none }
ul.plain { list-style: none; margin: 0; padding: 0 } ul.plain li { padding: .8rem 0; border-top: 1px solid var(--line) } ul.plain li:first-child { border-top: 0 }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 0 0 1.25rem } dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
label { display: block; font-weight: 600; margin: 0 0 1rem } input:not([type=hidden]) { display: block; width: 100%; max-width: 26rem; margin-top: .25rem; padding: .55rem .7rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--soft); border-radius: .35rem }
button { font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .35rem; padding: .5rem 1.1rem; cursor: pointer }
button.quiet { background: transparent; color: var(--accent) } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
table { border-collapse: collapse } th, td { text-align: left; padding: .25rem 1.5rem .25rem 0 } th { color: var(--soft); font-weight: 400 } code { font-size: .92em; overflow-wrap: anywhere }
`
