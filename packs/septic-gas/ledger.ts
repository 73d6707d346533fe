import type { PackLedger } from '../../contract/pack-ledger.ts'

/** 一本账 of the tanks (domain.md 9.1): owned and ownerless, dredge cycle and last dredge, letters to owners with their day. */
export const ledger: PackLedger = {
  name: { zh: '化粪池一本账', en: 'Ledger of septic tanks' },
  by: 'owner',
  columns: ['place', 'near', 'volume'],
  cycle: 'dredge',
  letters: ['septic-gas.hazard'],
  sheet: { who: ['owner', 'manager'], readings: ['ch4', 'h2s', 'co', 'o2'] },
}
