import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { tryPack } from '../../server/centre/packs/try-pack.ts'
import { exportPackParts } from '../../server/commands/export-pack-parts.ts'
import { loadedPacks } from '../../server/main.ts'

const partsOf = (id: string): Map<string, string> => {
  const folder = fileURLToPath(new URL(`../../packs/${id}/`, import.meta.url))
  return new Map(exportPackParts(loadedPacks.find((pack) => pack.id === id)!, folder))
}
const told = (parts: Map<string, string>): string[] =>
  tryPack(parts, loadedPacks).faults.map(({ part, path, code }) => `${part} ${path} ${code}`)

describe('a pack that came with the platform', () => {
  for (const { id } of loadedPacks)
    it(`${id}, written as a folder, passes with all its samples`, () => assert.deepEqual(told(partsOf(id)), []))
})

describe('samples of what is carried and of what cameras notice', () => {
  const truck = partsOf('spoil-truck')
  type Json = Record<string, unknown>
  /** The pack with something of a part changed. */
  const changed = (part: string, change: (body: Json) => Json): Map<string, string> =>
    new Map(truck).set(part, JSON.stringify(change(JSON.parse(truck.get(part)!) as Json)))
  const haul = 'samples/haul-speed-hold.json'
  const sight = 'samples/seen-fuse.json'

  it('fail when a check of the pack finds another thing, with both in the words of the sample', () => {
    const slower = changed('scenario.json', (pack) => {
      const haulage = pack.haulage as { checks: { id: string; hold?: string }[] }
      const checks = haulage.checks.map((check) => (check.id === 'speed' ? { ...check, hold: '20s' } : check))
      return { ...pack, haulage: { ...haulage, checks } }
    })
    const { faults } = tryPack(slower, loadedPacks)
    assert.deepEqual(
      faults.map(({ part, path }) => `${part} ${path}`),
      [`${haul} expect.0`],
    )
    assert.match(faults[0]!.words.zh, /应为 2026-04-10T21:02:40\+08:00 speed ZT-1，实为 2026-04-10T21:01:20\+08:00 speed ZT-1/)
  })

  it('fail when sightings are one suspicion no more, or the gate lets nobody look', () => {
    const gated = (put: (sighted: Json) => Json) =>
      changed('scenario.json', (pack) => ({
        ...pack,
        types: (pack.types as { sighted?: Json }[]).map((type) =>
          type.sighted ? { ...type, sighted: put(type.sighted) } : type,
        ),
      }))
    assert.ok(told(gated((sighted) => ({ ...sighted, within: '1m' }))).includes(`${sight} expect.0 sample-fails`))
    const shut = gated((sighted) => ({ ...sighted, gate: { ...(sighted.gate as Json), at: 0.95 } }))
    assert.ok(told(shut).includes('samples/seen-sure-alone.json expect.0 sample-fails'))
  })

  it('say what they name that is not there', () => {
    const strange = changed(haul, (sample) => ({
      ...sample,
      drives: [{ carrier: 'ZT-1', at: '2026-04-10T22:00:00+08:00', values: { ph: 7 } }],
      tickets: [{ no: 'LD-1', carrier: 'ZT-1', from: 'GD-9', load: 1, openedAt: '2026-04-10T20:00:00+08:00' }],
      permits: [{ code: 'ZY-1', details: { colour: 'red' } }],
      expect: [{ at: '2026-04-10T21:02:40+08:00', check: 'noise', of: 'ZT-1' }],
    }))
    assert.deepEqual(told(strange), [
      `${haul} drives.0.values sample-reading`,
      `${haul} drives.0 sample-late`,
      `${haul} permits.0.details sample-column`,
      `${haul} tickets.0.from sample-place`,
      `${haul} expect.0.check sample-check`,
    ])
    const unseen = changed(sight, (sample) => ({
      ...sample,
      sightings: [{ at: '2026-04-10T21:00:00+08:00', camera: 'C9', type: 'spoil-truck.dump' }],
    }))
    assert.deepEqual(told(unseen), [`${sight} sightings.0.camera sample-camera`, `${sight} sightings.0.type sample-sighted`])
  })

  it('are read by their own shape, so a word too many is told of that', () => {
    assert.deepEqual(told(changed(haul, (sample) => ({ ...sample, script: 'x' }))), [`${haul}  block-unknown`])
    assert.deepEqual(told(changed(sight, (sample) => ({ ...sample, cameras: [] }))), [`${sight} cameras shape`])
  })

  it('of checks are at least three', () => {
    const few = new Map([...truck].filter(([name]) => !name.startsWith('samples/haul-')))
    assert.deepEqual(told(few), ['samples  haul-sample-few'])
  })
})
