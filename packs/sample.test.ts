import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { arrivalsOf, Sample } from '../contract/pack-sample.ts'
import { septicGas } from './septic-gas/pack.ts'

const folder = new URL('./septic-gas/samples/', import.meta.url)
const samples = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, sample: Sample.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))) }))

describe('the recorded samples of septic-gas', () => {
  it('are at least six', () => assert.ok(samples.length >= 6))

  for (const { file, sample } of samples) {
    it(`${file} uses readings, families and commands of the pack, in order of time`, () => {
      const arrivals = arrivalsOf(sample)
      const end = Date.parse(sample.until)
      for (const { values, received } of arrivals) {
        for (const name of Object.keys(values)) assert.ok(name in septicGas.readings, name)
        assert.ok(received.getTime() <= end, received.toISOString())
      }
      const families = new Set(septicGas.detect.map((rule) => rule.family))
      for (const { family } of sample.expect) assert.ok(families.has(family), family)
      for (const { name } of sample.commands)
        assert.ok(
          septicGas.acts.some((act) => act.command === name || act.off === name),
          name,
        )
      const times = sample.expect.map(({ at }) => Date.parse(at))
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      )
      assert.ok(times.every((at) => at <= end))
    })
  }
})

describe('a run of equal readings', () => {
  it('stands for each of them, both ends included', () => {
    const sample = Sample.parse({
      name: 'run',
      intervalS: 60,
      readings: [{ at: '2026-04-10T09:00:00+08:00', every: '60s', to: '2026-04-10T09:02:00+08:00', values: { ch4: 6 } }],
      until: '2026-04-10T09:03:00+08:00',
      expect: [],
    })
    assert.deepEqual(
      arrivalsOf(sample).map(({ at }) => at.toISOString().slice(14, 19)),
      ['00:00', '01:00', '02:00'],
    )
  })
})
