import assert from 'node:assert/strict'
import { it } from 'node:test'
import { gasPack } from '../../../test/demo-packs.ts'
import { cardLine } from './card-fault.ts'
import { ledgerFaults } from './check-ledger.ts'

it('a ledger shows only what its kind keeps and nothing of a person, by a group, a cycle and hazards that are there', () => {
  assert.deepEqual(ledgerFaults([gasPack]), [])
  const [tank] = gasPack.objects
  const holder = { kind: 'text' as const, name: { zh: '人', en: 'Holder' }, max: 20, required: false, personal: true as const }
  const ledger = {
    ...tank!.ledger!,
    columns: ['holder', 'nothing'],
    by: { detail: 'volume' },
    cycle: 'monthly-check',
    letters: ['city.noise'],
  }
  const pack = { ...gasPack, objects: [{ ...tank!, details: { ...tank!.details, holder }, ledger }] }
  assert.deepEqual(ledgerFaults([pack]).map(cardLine), [
    'septic-gas septic-tank ledger.columns: holder is personal',
    'septic-gas septic-tank ledger.columns: no detail nothing',
    'septic-gas septic-tank ledger.by: volume is no choice',
    'septic-gas septic-tank ledger.cycle: monthly-check is no inspection by cycle with its last day',
    'septic-gas septic-tank ledger.letters: no hazard city.noise',
  ])
})
