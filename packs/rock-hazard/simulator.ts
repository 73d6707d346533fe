import type { PackSimulatorIn } from '../../contract/pack-simulator.ts'
import { growth, silentFor } from './limits.ts'

/**
 * How the demo plays slopes. Stories go by the hour instead of by weeks, so that somebody can look on; they are ours and made up. `lives` are slopes
 * whose end is known beforehand, for `bench/rock-truth.ts`: creep of a slope that fails (Saito, Fukuzono) is primary that dies away, secondary at an even
 * speed, tertiary whose inverse velocity falls to nothing: v = A ÷ days left. Slopes that give less warning than that fail unseen, here and there.
 */
export const simulator: PackSimulatorIn = {
  things: 0,
  series: {
    crack: { base: [5, 60], noise: 0.05, swing: 0.4, digits: 2 },
    tilt: { base: [-2, 2], noise: 0.004, swing: 0.02, digits: 3 },
    gnss: { base: [0, 120], noise: 1, swing: 0.8, digits: 1 },
    battery: { base: [12.4, 13] },
  },
  answers: [{ command: 'sample.fast', ends: 'sample.normal', after: '500ms' }],
  model: {
    kind: 'slope',
    // one degree of tilt for twenty millimetres
    scales: { crack: 1, gnss: 1.5, tilt: 0.05 },
    due: growth.crack.yellow,
    showers: { share: 0.125, most: 6 },
    // without what loggers kept no growth of a day is known
    watched: { every: '1m', kept: '36h', keptEvery: '30m' },
    stories: {
      stirred: { after: '2m', lasts: '24h', mm: 13, over: '50m', sees: [1, 0.4] },
      // 20 mm in the first four fifths of the time
      fails: { after: '30m', lasts: '12h', mm: 12.5, gone: '2h', sees: [1, 0.85] },
      // a loose mount: over the yellow of a day, under its orange
      knocked: { after: '40m', lasts: '6h', mm: 7, sees: [1, 0] },
      mute: { after: '20m', lasts: '8h', mm: 0, due: silentFor, sees: [0, 0] },
    },
    storm: {
      ...{ pours: '90m', due: '8m', dries: 0.6 },
      hour: { before: 6, perMinute: 3.1, most: 38 },
      day: { before: 53, perMinute: 0.65, most: 112 },
    },
    lives: {
      ...{ rest: 0.6, creep: 0.7, base: [5, 80], heatMm: [0.05, 0.7] },
      sensors: {
        crack: { share: 0.6, noise: 0.1 },
        gnss: { share: 0.2, noise: 2 },
        tilt: { share: 0.2, noise: 0.008 },
      },
      fails: { reachMm: [12, 200], evenMm: [0.1, 3], atMost: '40d' },
      creepMm: [0.02, 1.2],
      pulses: { every: '2190h', mm: [2, 14], over: ['2d', '6d'] },
      faults: {
        spike: { every: '1460h', mm: [5, 500] },
        jump: { every: '365d', mm: [2, 60] },
        stuck: { every: '365d', lasts: ['2d', '10d'] },
        gap: { every: '4380h', lasts: ['12h', '5d'] },
        drift: { every: '1825d', mm: [5, 15], over: '20d' },
      },
      // a heavy one now and then; no gauge says more than the last
      storms: { every: '10d', hours: [2, 20], mmPerHour: [0.5, 40], most: [300, 1_000] },
    },
  },
}
