import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { it } from 'node:test'
import { fileURLToPath } from 'node:url'

const server = fileURLToPath(new URL('../../', import.meta.url))
const stores = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((path) => /(^|\/)store[^/]*\.ts$/.test(path))
const unended = /not in \('closed', 'merged', 'false-alarm', 'self-handled'\)/g
/** One case by what it is about: an index of its own says it as what it is not. */
const isOne = /family = |about_rule = |from at_it|id is not null and \w\.state $/

/** A store with the lists of its own constants in the places of their names. */
const spelledOut = (text: string): string =>
  [...text.matchAll(/const (\w+) = `(\('[^`$]*\))`/g)].reduce((all, [, name, list]) => all.replaceAll(`\${${name}}`, list!), text)

it('asks for open cases in the words of their indexes: as what they are not, a city of years would be read whole', () => {
  assert.ok(stores.length > 100, `${stores.length} stores`)
  const asked = stores.flatMap((path) => {
    const text = spelledOut(readFileSync(`${server}/${path}`, 'utf8'))
    return [...text.matchAll(unended)].map(({ index }) => ({ path, before: text.slice(Math.max(0, index - 200), index) }))
  })
  assert.ok(asked.length > 3)
  assert.deepEqual(
    asked.filter(({ before }) => !isOne.test(before)).map(({ path }) => path),
    [],
  )
})
