import assert from 'node:assert/strict'
import { it } from 'node:test'
import { changeWords, settingChanges, stillStands, takenBack } from './setting-changes.ts'

const changes = settingChanges({ limit: 60, hold: '3m', far: 5 }, { limit: 55, far: 5, near: 1 })

it('of a place only what differs is a change; what it has not any more, or not yet, is none of its own', () =>
  assert.deepEqual(changes, [
    { setting: 'hold', from: '3m', to: null },
    { setting: 'limit', from: 60, to: 55 },
    { setting: 'near', from: null, to: 1 },
  ]))

it('taken back, each value is as it was, as long as nobody changed it since', () => {
  assert.deepEqual(takenBack(changes), { hold: '3m', limit: 60, near: null })
  assert.equal(stillStands(changes, { limit: 55, far: 5, near: 1 }), true)
  assert.equal(stillStands(changes, { limit: 50, far: 5, near: 1 }), false)
  assert.equal(stillStands(changes, { limit: 55, hold: '5m', near: 1 }), false)
})

it('is said with what the pack has where the place has nothing, units included', () => {
  const limit = { name: { zh: '限速', en: '' }, help: { zh: '', en: '' }, unit: 'km/h', value: 60, min: 30, max: 80, sets: [] }
  assert.equal(changeWords({ settings: { limit } }, [{ setting: 'limit', from: null, to: 55 }]), '限速 60 km/h → 55 km/h')
})
