import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { nowhere, weightOf, withSettings } from '../../server/city/pack/settings.ts'

const all = Object.entries(rockHazard.settings)

describe('the settings of rocks', () => {
  it('each name a place in the rules that says their value, within their range', () => {
    assert.equal(all.filter(([id]) => !id.startsWith('rain') && !id.startsWith('doubt')).length, 12)
    for (const [id, setting] of all) {
      assert.deepEqual(nowhere(rockHazard, setting), [], id)
      assert.ok(weightOf(setting.min) < weightOf(setting.value) && weightOf(setting.value) < weightOf(setting.max), id)
      assert.deepEqual(withSettings(rockHazard, { [id]: setting.value }), rockHazard, `${id} sets what stands there already`)
    }
  })
  it('never let a district put a colour above a graver one', () => {
    for (const [id, setting] of all) {
      const next = { blue: 'yellow', yellow: 'orange', orange: 'red' }[id.split('-').at(-1)!]
      const above = next && rockHazard.settings[id.replace(/[a-z]+$/, next)]
      if (above) assert.ok(weightOf(setting.max) < weightOf(above.min), `${id}: ${setting.max} and ${above.min}`)
    }
  })
  it('change the rule of their sensor and no other', () => {
    const changed = withSettings(rockHazard, { 'crack-red': 30 }).detect
    const differ = changed.filter((rule, i) => rule !== rockHazard.detect[i]).map(({ id }) => id)
    assert.deepEqual(differ, ['rock-crack'])
    assert.match(JSON.stringify(changed), /"limit":30\b/)
  })
})
