import assert from 'node:assert/strict'
import { it } from 'node:test'
import { risk } from './risk.ts'

/** The proposal of domain.md 9.4, figure by figure: who changes one here changes it there, in the pack's README and in `version`. */
const proposed = {
  facilities: { 'alarm-system': 8, water: 10, 'smoke-control': 6, 'control-room': 6 },
  lanes: { 'fire-lane': 8, 'ladder-site': 5, exits: 5 },
  energy: { wiring: 6, 'e-bikes': 5, gas: 3 },
  building: { height: 4, use: 4, facade: 4, age: 2 },
  management: { persons: 3, maintenance: 4, patrol: 4, drill: 3 },
  history: { fires: 3, hazards: 5, reports: 2 },
}

it('has the 21 indicators with the weights of the proposal, 100 points in six groups', () => {
  const groups = Map.groupBy(risk.indicators, ({ group }) => group)
  const weights = [...groups].map(([group, own]) => [group, Object.fromEntries(own.map(({ id, weight }) => [id, weight]))])
  assert.deepEqual(Object.fromEntries(weights), proposed)
  assert.equal(risk.indicators.length, 21)
  const sums = [...groups].map(([group, own]) => [group, own.reduce((sum, { weight }) => sum + weight, 0)])
  assert.deepEqual(Object.fromEntries(sums), {
    ...{ facilities: 30, lanes: 18, energy: 14, building: 14, management: 14, history: 10 },
  })
  assert.deepEqual(Object.keys(risk.groups), Object.keys(proposed))
})

it('turns red from 80, orange from 60, yellow from 40, blue from 20', () => {
  assert.deepEqual(risk.levels, { red: 80, orange: 60, yellow: 40, blue: 20 })
})

it('is at least yellow without fire water, panel or lane, orange after a day, red after three', () => {
  const held = risk.floors.map(({ id, steps, when }) => ({
    id,
    when,
    steps: steps.map(({ after, level }) => `${after} ${level}`),
  }))
  const steps = ['0s yellow', '24h orange', '72h red']
  assert.deepEqual(held, [
    { id: 'no-water', steps, when: [{ kind: 'choice', detail: 'water', is: ['none'] }] },
    { id: 'tank-low', steps, when: [{ kind: 'alarm', pack: 'fire-alarm', family: 'tank-low' }] },
    { id: 'panel-off', steps, when: [{ kind: 'choice', detail: 'alarm-system', is: ['off'] }] },
    { id: 'lane-blocked', steps, when: [{ kind: 'choice', detail: 'fire-lane', is: ['blocked'] }] },
  ])
})
