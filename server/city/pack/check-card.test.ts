import assert from 'node:assert/strict'
import { it } from 'node:test'
import { highRisePacks } from '../../../test/demo-packs.ts'
import { cardLine } from './card-fault.ts'
import { cardFaults } from './check-card.ts'

it('a card shows only what its kind keeps and nothing of a person, and takes reports its pack knows', () => {
  const [, highRise] = highRisePacks
  const [building] = highRise!.objects
  assert.deepEqual(cardFaults(highRisePacks), [])
  const owner = { kind: 'text' as const, name: { zh: '业主', en: 'Holder' }, max: 40, personal: true as const, required: false }
  const card = {
    ...building!.card!,
    details: ['height', 'holder', 'constructor'],
    reports: ['high-rise-fire.hazard', 'city.noise'],
  }
  const pack = { ...highRise!, objects: [{ ...building!, details: { ...building!.details, holder: owner }, card }] }
  const faults = cardFaults([pack])
  assert.deepEqual(
    faults.map(({ words }) => words.zh),
    ['登记项“holder”是个人信息，不能显示', '没有登记项“constructor”', '没有事件类型“city.noise”'],
  )
  assert.deepEqual(faults.map(cardLine), [
    'high-rise-fire building card.details: holder is personal',
    'high-rise-fire building card.details: no detail constructor',
    'high-rise-fire building card.reports: no type city.noise',
  ])
})
