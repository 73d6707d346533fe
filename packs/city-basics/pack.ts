import { definePack } from '../../contract/pack.ts'
import { types } from './types.ts'

/** Everyday matters people report: no devices, no rules, only types with an owner and a clock. */
export const cityBasics = definePack({
  id: 'city-basics',
  version: 1,
  name: { zh: '城市日常', en: 'Everyday city' },
  deviceKind: null,
  intervalS: null,
  readings: {},
  detect: [],
  acts: [],
  types,
  settings: {},
  merge: { withinM: 100, within: '24h' },
})
