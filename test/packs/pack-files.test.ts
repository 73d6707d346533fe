import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Pack } from '../../contract/pack.ts'
import { tryPack } from '../../server/centre/packs/try-pack.ts'
import { newPackParts } from '../../server/commands/new-pack-parts.ts'
import { loadedPacks } from '../../server/main.ts'

/** Puts a value at a place of the scenario: `types.0.prefix`. */
type Put = [place: string, value: unknown]
type Change = { put?: Put[]; parts?: Record<string, string> }

/** The pack `new-pack` writes, with its wrong sample mended, changed as a case wants it. */
function partsOf({ put = [], parts: more = {} }: Change = {}): Map<string, string> {
  const parts = new Map(newPackParts('wet-road'))
  const first = 'samples/1-passes-the-limit.json'
  parts.set(first, parts.get(first)!.replace('"red"', '"orange"'))
  const scenario = JSON.parse(parts.get('scenario.json')!) as Record<string, unknown>
  for (const [place, value] of put) {
    const names = place.split('.')
    const at = names.slice(0, -1).reduce((one, name) => one[name] as Record<string, unknown>, scenario)
    at[names.at(-1)!] = value
  }
  parts.set('scenario.json', JSON.stringify(scenario))
  for (const [name, text] of Object.entries(more)) parts.set(name, text)
  return parts
}
const told = (change: Change, others: readonly Pack[] = loadedPacks): string[] =>
  tryPack(partsOf(change), others).faults.map(({ part, path, code }) => `${part} ${path} ${code}`)
const put = (place: string, value: unknown): string[] => told({ put: [[place, value]] })
const sample = (expect: unknown, more: object = {}): string =>
  JSON.stringify({
    ...{ name: 'x', intervalS: 60, readings: [{ at: '2026-04-10T09:00:00+08:00', values: { level: 5 } }] },
    ...{ until: '2026-04-10T09:01:00+08:00', expect, ...more },
  })

describe('a pack before it goes into force', () => {
  it('of new-pack passes once its wrong sample is mended, and only then', () => {
    assert.deepEqual(told({}), [])
    const raw = tryPack(new Map(newPackParts('wet-road')), loadedPacks).faults
    assert.deepEqual(
      raw.map(({ part, code }) => [part, code]),
      [['samples/1-passes-the-limit.json', 'sample-fails']],
    )
    assert.match(raw[0]!.words.zh, /应为 .* red，实为 .* orange/)
    assert.match(raw[0]!.words.en, /expected .* red, came .* orange/)
  })

  it('holds only parts that are data', () => {
    for (const name of [
      'hook.js',
      'samples/run.ts',
      '../scenario.json',
      'samples/../a.json',
      'samples/a.JSON',
      '/etc/x',
      'samples/__proto__',
    ])
      assert.deepEqual(told({ parts: { [name]: '' } }), [`${name}  part-unknown`])
  })

  it('holds only blocks somebody knows, however deep', () => {
    assert.deepEqual(put('script', 'return 1'), ['scenario.json  block-unknown'])
    assert.deepEqual(put('types.0.plan.clocks.major.onDue', 'x'), ['scenario.json types.0.plan.clocks.major block-unknown'])
    assert.deepEqual(put('detect.0.levels.0.when', 'x'), ['scenario.json detect.0.levels.0 block-unknown'])
    assert.deepEqual(put('version', 2), ['scenario.json  block-unknown'])
  })

  it('is refused with the place of what a schema does not read', () => {
    assert.deepEqual(put('types.0.prefix', 'x'), ['scenario.json types.0.prefix shape'])
    assert.deepEqual(put('detect.0.levels', []), ['scenario.json detect.0.levels shape'])
    assert.deepEqual(told({ parts: { 'scenario.json': '[]' } }), ['scenario.json  shape'])
  })

  it('is bounded in depth and size, and holds no forbidden name', () => {
    const deep = `${'{"a":'.repeat(50)}1${'}'.repeat(50)}`
    assert.match(told({ parts: { 'scenario.json': deep } })[0]!, /^scenario\.json a(\.a)+ too-deep$/)
    const huge = JSON.stringify({ a: Array.from({ length: 250_000 }, () => 1) })
    assert.deepEqual(told({ parts: { 'scenario.json': huge } }), ['scenario.json a too-many'])
    assert.deepEqual(told({ parts: { 'scenario.json': '{"types":{"__proto__":{"a":1}}}' } }), ['scenario.json types bad-key'])
    assert.equal(({} as { a?: number }).a, undefined)
    const endless = sample([], {
      readings: [{ at: '2026-04-10T09:00:00+08:00', every: '1ms', to: '2027-04-10T09:00:00+08:00', values: { level: 1 } }],
    })
    assert.deepEqual(told({ parts: { 'samples/4.json': endless } }), ['samples/4.json readings too-many'])
  })

  it('needs blocks this platform knows', () => {
    const manifest = { id: 'wet-road', version: 1, needs: 99, title: { zh: '甲', en: 'a' } }
    assert.deepEqual(told({ parts: { 'pack.json': JSON.stringify(manifest) } }), ['pack.json needs needs'])
  })

  it('takes nothing that belongs to another pack', () => {
    const gas = loadedPacks.find(({ id }) => id === 'septic-gas')!
    const found = told({
      put: [
        ['objects.0.kind', gas.objects[0]!.kind],
        ['deviceKind', gas.deviceKind],
        ['types.0.id', gas.types[0]!.id],
        ['types.1.prefix', gas.types[0]!.prefix],
        ['indicators', {}],
        ['layers', {}],
      ],
    })
    assert.deepEqual(found, [
      'scenario.json deviceKind taken',
      'scenario.json objects.0.kind taken',
      'scenario.json types.0.id taken',
      'scenario.json types.1.prefix taken',
    ])
  })

  it('says every fault of its rules and of blocks that speak of nothing', () => {
    assert.deepEqual(put('detect.0.reading', 'gone'), ['scenario.json detect.0.reading rule'])
    assert.deepEqual(put('detect.1.id', 'high'), ['scenario.json detect.1.id twice'])
    assert.deepEqual(put('quiet', { caused: ['gone'] }), ['scenario.json quiet.caused.0 no-family'])
  })

  it('brings at least three samples, each of things it has and none with a reading after its end', () => {
    const parts = partsOf()
    parts.delete('samples/3-silent.json')
    assert.deepEqual(
      tryPack(parts, loadedPacks).faults.map(({ code }) => code),
      ['sample-few'],
    )
    const rated = new Map(newPackParts('wet-road', { risk: true }))
    for (const name of [...rated.keys()].filter((part) => part.startsWith('risk-samples/'))) rated.delete(name)
    const [few] = tryPack(rated, loadedPacks).faults
    assert.deepEqual([few?.part, few?.code], ['risk-samples', 'risk-sample-few'])
    assert.match(few!.words.zh, /风险模型的样例至少 3 个，现有 0 个：放在 risk-samples\//)
    assert.match(few!.words.en, /risk model .* risk-samples\//)
    assert.deepEqual(told({ parts: { 'samples/4.json': sample([], { until: '2026-04-10T08:00:00+08:00' }) } }), [
      'samples/4.json readings.0 sample-late',
    ])
    const strange = sample([], { readings: [{ at: '2026-04-10T09:00:00+08:00', values: { ph: 7 } }] })
    assert.deepEqual(told({ parts: { 'samples/4.json': strange } }), ['samples/4.json readings.0.values sample-reading'])
  })
})

describe('a new pack with a risk model', () => {
  const parts = new Map(newPackParts('wet-road', { risk: true }))

  it('passes but for the sample that is wrong on purpose', () =>
    assert.deepEqual(
      tryPack(parts, loadedPacks).faults.map(({ part, code }) => [part, code]),
      [['samples/1-passes-the-limit.json', 'sample-fails']],
    ))

  it('has samples that fail when the model weighs another way', () => {
    const heavier = new Map(parts).set(
      'scenario.json',
      parts.get('scenario.json')!.replace('"weight": 50', '"weight": 40').replace('"weight": 20', '"weight": 30'),
    )
    assert.deepEqual(
      tryPack(heavier, loadedPacks).faults.map(({ part }) => part),
      [
        'samples/1-passes-the-limit.json',
        'risk-samples/2-nothing-known.json',
        'risk-samples/3-broken-and-alarm.json',
        'risk-samples/4-worsens-tomorrow.json',
      ],
    )
  })
})
