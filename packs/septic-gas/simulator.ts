import type { PackSimulatorIn } from '../../contract/pack-simulator.ts'
import { clearFactor, methane } from './limits.ts'

/**
 * How the demo plays the tanks: ours and made up (PROPOSED), of the size domain.md 9.1 speaks of. One tank in three hundred builds up over the
 * blue limit at dawn, one monitor in 250 is bad, one fan in two hundred never confirms.
 */
export const simulator: PackSimulatorIn = {
  // the seed has its own tanks
  things: 0,
  series: {
    ch4: {
      base: [1.5, 5.5],
      seldom: { share: 1 / 300, base: [9, 11] },
      ...{ swingShare: [0.1, 0.3], peakHour: 5, noise: [0.1, 0.3], drift: [-0.2, 0.2] },
    },
    // the other gases follow methane; none of them alone goes over a limit before methane does
    h2s: { base: 0.4, noise: 0.15, follows: { reading: 'ch4', by: 0.09 } },
    o2: { base: 20.9, noise: 0.04, follows: { reading: 'ch4', by: -0.012, over: 20 } },
    co: { base: 2, noise: 0.4, follows: { reading: 'ch4', by: 0.12 } },
  },
  faults: [
    { kind: 'silent', share: 0.003, first: ['4m', '90m'], lasts: ['4m', '40m'], every: '6h' },
    { kind: 'stuck', share: 0.001, first: ['4m', '90m'], lasts: '20h', every: '30h' },
  ],
  answers: [{ command: 'fan.on', ends: 'fan.off', after: ['120ms', '900ms'], fails: 1 / 200 }],
  model: {
    ...{ kind: 'gas', reading: 'ch4', least: 0.3 },
    // sewage gas builds up slowly, a fan clears it quickly
    builds: '40m',
    vents: { command: 'fan.on', within: '5m', share: [0.45, 0.75] },
    truth: { up: methane.yellow * clearFactor, due: methane.yellow },
    story: {
      // over blue (10) at 6 s, over yellow (20) before 10 s, over orange (25) at about 20 s, over red (50) at 75 s: so that with the holds of the
      // rules and the 45 s of the fan all four levels are seen, and red is there within two minutes of `npm start`
      curve: [
        [0, 5],
        [6, 11],
        [10, 21.5],
        [16, 24],
        [30, 28],
        [60, 44],
        [75, 51],
        [95, 57],
      ],
      gravestAfter: '75s',
      // well below the clear level of blue (8)
      ...{ ends: 4, endsWithin: '12s', near: 0.4, besideAtMost: 5.5 },
      own: { begins: '15s', patience: '210s', base: 4.5, speaks: '3s', answers: '350ms' },
      // so that a newcomer sees the whole city at work within the hour
      others: { every: ['20s', '50s'], pace: [4, 7], patience: ['25m', '45m'], unanswered: 0.12, yields: 0.2 },
    },
  },
}
