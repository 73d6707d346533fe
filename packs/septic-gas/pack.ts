import { definePack, flat, ineffective, noReceipt, rate, silence, threshold } from '../../contract/pack.ts'
import { card } from './card.ts'
import { details } from './details.ts'
import { inspections } from './inspections.ts'
import { ledger } from './ledger.ts'
import { clearFactor, methane } from './limits.ts'
import { risk } from './risk.ts'
import { settings } from './settings.ts'
import { sheet } from './sheet.ts'
import { indicators, layers } from './shown.ts'
import { simulator } from './simulator.ts'
import { deviceSilent, fanFault, overLimit, tankHazard } from './types.ts'

/**
 * Septic-tank gas (化粪池危险源监管一件事): a monitor in the tank measures four gases every minute; at the blue level the platform
 * starts the fan itself, from orange on an event opens and is dispatched by itself.
 *
 * How a level clears: `above` below `clearFactor × limit`, `below` above `limit ÷ clearFactor`, for `clearHold`, one level at a time.
 * Methane levels: the project's table (CH4 %LEL 10/20/25/50, clear at 0.8). The other gases: see each rule.
 */
export const septicGas = definePack({
  id: 'septic-gas',
  version: 1,
  name: { zh: '化粪池危险源监管', en: 'Septic-tank gas' },
  objects: [
    {
      ...{ kind: 'septic-tank', name: { zh: '化粪池', en: 'Septic tank' }, public: true },
      ...{ details, risk, card, inspections, ledger },
    },
  ],
  deviceKind: 'gas-monitor',
  deviceName: { zh: '沼气监测仪', en: 'Gas monitor' },
  intervalS: 60,
  readings: {
    ch4: { name: { zh: '甲烷', en: 'Methane' }, unit: '%LEL', min: 0, max: 100, normal: [0, 8] },
    h2s: { name: { zh: '硫化氢', en: 'Hydrogen sulphide' }, unit: 'ppm', min: 0, max: 200, normal: [0, 4] },
    o2: { name: { zh: '氧气', en: 'Oxygen' }, unit: '%', min: 0, max: 30, normal: [20.7, 21.2] },
    co: { name: { zh: '一氧化碳', en: 'Carbon monoxide' }, unit: 'ppm', min: 0, max: 1000, normal: [0, 12] },
  },
  detect: [
    threshold({
      id: 'ch4',
      family: 'gas',
      name: { zh: '甲烷超标', en: 'Methane over limit' },
      reading: 'ch4',
      direction: 'above',
      levels: [
        { severity: 'blue', limit: methane.blue, hold: '0s' },
        { severity: 'yellow', limit: methane.yellow, hold: '30s' },
        { severity: 'orange', limit: methane.orange, hold: '60s' },
        { severity: 'red', limit: methane.red, hold: '0s' },
      ],
      clearFactor,
      clearHold: '10m',
    }),
    threshold({
      id: 'h2s',
      family: 'gas',
      name: { zh: '硫化氢超标', en: 'Hydrogen sulphide over limit' },
      reading: 'h2s',
      direction: 'above',
      // 7 ppm ≈ 10 mg/m³, the ceiling of GBZ 2.1-2019 (mg/m³ = ppm × 34.08 ÷ 24.45 at 25 °C); the steps around it are ours
      levels: [
        { severity: 'blue', limit: 5, hold: '0s' },
        { severity: 'yellow', limit: 7, hold: '30s' },
        { severity: 'orange', limit: 10, hold: '60s' },
        { severity: 'red', limit: 50, hold: '0s' },
      ],
      clearFactor: 0.8,
      clearHold: '10m',
    }),
    threshold({
      id: 'o2',
      family: 'gas',
      name: { zh: '缺氧', en: 'Oxygen too low' },
      reading: 'o2',
      direction: 'below',
      // 19.5 % is the usual limit of oxygen-poor air; clear = limit ÷ 0.99, because 20.9 % is all that fresh air has
      levels: [
        { severity: 'blue', limit: 20.5, hold: '60s' },
        { severity: 'yellow', limit: 19.5, hold: '30s' },
        { severity: 'orange', limit: 18, hold: '60s' },
        { severity: 'red', limit: 16, hold: '0s' },
      ],
      clearFactor: 0.99,
      clearHold: '10m',
    }),
    threshold({
      id: 'co',
      family: 'gas',
      name: { zh: '一氧化碳超标', en: 'Carbon monoxide over limit' },
      reading: 'co',
      direction: 'above',
      // ppm = mg/m³ × 24.45 ÷ 28.01: 20 mg/m³ (8 h mean of GBZ 2.1-2019) = 17.5, 30 mg/m³ (15 min mean) = 26.2; orange and red are ours
      levels: [
        { severity: 'blue', limit: 17.5, hold: '60s' },
        { severity: 'yellow', limit: 26.2, hold: '60s' },
        { severity: 'orange', limit: 52.4, hold: '60s' },
        { severity: 'red', limit: 200, hold: '0s' },
      ],
      clearFactor: 0.8,
      clearHold: '10m',
    }),
    rate({
      id: 'ch4-rate',
      family: 'gas',
      name: { zh: '甲烷上升过快', en: 'Methane climbing fast' },
      reading: 'ch4',
      // five %LEL in five minutes: a tank at rest moves by a tenth of that (PROPOSED)
      perMinute: 1,
      window: '5m',
      severity: 'blue',
      hold: '60s',
      clearHold: '10m',
    }),
    ineffective({
      id: 'fan-ineffective',
      family: 'gas',
      name: { zh: '排风无效', en: 'Fan does not help' },
      command: 'fan.on',
      reading: 'ch4',
      within: '10m',
      fall: 0.2,
      severity: 'orange',
    }),
    noReceipt({
      id: 'fan-no-receipt',
      family: 'fan',
      name: { zh: '风机无回执', en: 'Fan gave no receipt' },
      command: 'fan.on',
      severity: 'orange',
      clearOnReceipt: true,
    }),
    silence({ id: 'silent', family: 'silence', name: { zh: '设备离线', en: 'Device silent' }, for: '3m', severity: 'blue' }),
    silence({
      id: 'silent-long',
      family: 'silence',
      name: { zh: '设备长时间离线', en: 'Device silent for long' },
      for: '30m',
      severity: 'yellow',
    }),
    flat({
      id: 'ch4-flat',
      family: 'silence',
      name: { zh: '甲烷读数不变', en: 'Methane reading stuck' },
      reading: 'ch4',
      for: '6h',
      severity: 'yellow',
    }),
  ],
  acts: [
    {
      family: 'gas',
      at: 'blue',
      command: 'fan.on',
      off: 'fan.off',
      receiptWithin: '5s',
      name: { zh: '启动排风', en: 'Start the fan' },
      offName: { zh: '停止排风', en: 'Stop the fan' },
    },
  ],
  types: [overLimit, fanFault, deviceSilent, tankHazard],
  ...{ settings, indicators, layers, sheet, simulator },
  merge: { withinM: 150, within: '6h' },
  // the clear hold: an alarm that was about to clear has cleared by then
  quietAfterEnd: '10m',
  quiet: { caused: ['silence'], faults: [{ rule: 'ch4-flat', families: ['gas'] }] },
})
