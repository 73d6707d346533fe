import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { blocksVersion } from '../../contract/pack-file.ts'
import { tryPack } from '../../server/centre/packs/try-pack.ts'
import { readFolder } from '../../server/commands/pack-folder.ts'
import { loadedPacks } from '../../server/main.ts'

const folder = new URL('../../docs/examples/underpass', import.meta.url).pathname

/** What is wrong with the example once a value was put at a place of its scenario (or of its manifest). */
function told(place: string, value: unknown, part = 'scenario.json'): string[] {
  const parts = new Map(readFolder(folder).parts)
  const whole = JSON.parse(parts.get(part)!) as Record<string, unknown>
  const names = place.split('.')
  const at = names.slice(0, -1).reduce((one, name) => one[name] as Record<string, unknown>, whole)
  at[names.at(-1)!] = value
  parts.set(part, JSON.stringify(whole))
  return tryPack(parts, loadedPacks).faults.map(({ path, code, words }) => {
    assert.match(words.zh, /\p{Script=Han}/u)
    assert.doesNotMatch(words.en, /\p{Script=Han}/u)
    return `${path} ${code}`
  })
}

describe('the blocks of a pack', () => {
  it('are taken as the example has them', () => assert.deepEqual(told('intervalS', 60), []))

  it('name in indicators only what the pack has', () => {
    assert.deepEqual(told('indicators.red.count', { count: 'alarms', families: ['gas'] }), ['indicators.red.count no-family'])
    assert.deepEqual(told('indicators.heard.of.kind', 'building'), ['indicators.heard.of no-kind'])
    assert.deepEqual(told('indicators.wet.count.reading', 'ch4'), ['indicators.wet.count sample-reading'])
    assert.deepEqual(told('indicators.in-time.count.types', ['septic-gas.over-limit']), ['indicators.in-time.count no-type'])
    assert.deepEqual(told('indicators.wet.count.sql', 'select 1'), ['indicators.wet.count block-unknown'])
    assert.deepEqual(told('indicators.wet.count', { count: 'persons' }), ['indicators.wet.count.count shape'])
  })

  it('show on map layers their own things, never with a colour', () => {
    assert.deepEqual(told('layers.underpasses.kinds', ['building']), ['layers.underpasses.kinds no-kind'])
    assert.deepEqual(told('layers.underpasses.scene', ['sewer']), ['layers.underpasses.scene.0 shape'])
    assert.deepEqual(told('layers.underpasses.colour', '#f00'), ['layers.underpasses block-unknown'])
  })

  it('play in the demo only possible values, known commands, and turns that end', () => {
    assert.deepEqual(told('simulator.episodes.0.to', 900), ['simulator.episodes.0 setting-range'])
    assert.deepEqual(told('simulator.episodes.0.every', '10m'), ['simulator.episodes.0.every too-often'])
    assert.deepEqual(told('simulator.answers.0.command', 'gate.open'), ['simulator.answers.0.command sample-command'])
    assert.deepEqual(told('simulator.series.ch4', { base: 1 }), ['simulator.series.ch4 sample-reading'])
    assert.deepEqual(told('simulator.faults.0', { kind: 'spike', every: '1d', lasts: '1m' }), [
      'simulator.faults.0 sample-reading',
    ])
    assert.deepEqual(told('simulator.things', 21), ['simulator.things shape'])
    assert.deepEqual(told('simulator.script', 'fetch()'), ['simulator block-unknown'])
  })

  it('stand all on their page: `node tools/check-docs.mjs --write` writes it', async () => {
    const page = readFileSync(new URL('../../docs/reference/pack-blocks.md', import.meta.url), 'utf8')
    const written = new URL('../../tools/write-pack-blocks.mjs', import.meta.url).href
    const { packBlockRows } = (await import(written)) as {
      packBlockRows(): Promise<[field: string, takes: string, usual: string][]>
    }
    const rows = await packBlockRows()
    assert.ok(rows.length > 300)
    assert.deepEqual(
      rows.filter(([field]) => !page.includes(`| ${field} |`)),
      [],
    )
    for (const field of [
      'detect[].kind',
      'types[].grade',
      'simulator.series.*.base',
      'objects[].details.*(text).max',
      'risk-samples/*.json expect.score',
    ])
      assert.ok(page.includes(`| \`${field}\` |`), field)
  })

  it('of a later platform are refused whole', () =>
    assert.deepEqual(told('needs', blocksVersion + 1, 'pack.json'), ['needs needs']))
})
