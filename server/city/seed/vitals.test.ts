import assert from 'node:assert/strict'
import { it } from 'node:test'
import { definitionOf, demoVitals, inventAll } from './vitals.ts'
import { listVitals } from './vitals-list.ts'

it('none of the demo’s told vitals takes a value below zero: there is no such quantity among them', () => {
  const told = demoVitals(listVitals()).filter(({ definition: { count, formula } }) => !count && !formula)
  assert.ok(told.length > 40, String(told.length))
  const loose = told.flatMap(({ definition: { code, possible } }) => (possible?.least === 0 ? [] : [code]))
  assert.deepEqual(loose, [])
})

it('no value of the demo lies outside what can be: points are out of a hundred', () => {
  const listed = listVitals()
  const ids = new Map(listed.map(({ code }, n) => [code, n]))
  const areas = Array.from({ length: 60 }, (_, n) => String(n))
  const tellers = { district: areas, town: areas, sinceMs: 0 }
  const survey = listed.find(({ code }) => code === 'civility.survey')!
  assert.deepEqual(definitionOf(survey).possible, { least: 0, most: 100 })
  let points = 0
  for (const { vital, num, den } of inventAll(listed, ids, tellers, new Date('2026-11-28T09:00:00Z'))) {
    const { code, times, decimals, aggregation, possible } = definitionOf(listed[vital]!)
    const value = aggregation === 'ratio' ? (num / den) * times : num / 10 ** decimals
    if (code === survey.code) points++
    assert.ok(value >= possible!.least! && value <= (possible!.most ?? Infinity), `${code} ${value}`)
  }
  assert.ok(points > 1000, String(points))
})
