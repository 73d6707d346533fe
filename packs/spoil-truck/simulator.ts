import type { PackSimulatorIn } from '../../contract/pack-simulator.ts'
import { fullFor } from './haulage.ts'

/**
 * How the demo plays trucks and what cameras make of them. The cameras are assumed, between the figures that are public: one operator's were right
 * 13 % of the time with a low gate and 50 % with 0.80; a county system claims over 70 % (domain.md 9.2). The third is as sure when it is wrong as
 * when it is right. Rounds and their speeds are ours.
 */
export const simulator: PackSimulatorIn = {
  things: 0,
  model: {
    ...{ kind: 'rounds', takes: '40m', arrives: 0.4, leaves: 0.5, returns: 0.9, reach: 0.018, speedKmh: [20, 45], load: 15 },
    unticketed: { every: 3, due: fullFor },
    unwashed: { every: 2 },
    // more with something wrong than in a real city, and cameras that err more, so that a visitor sees some
    passes: { every: '45s', share: 0.3, errsTimes: 2 },
    cameras: [
      { model: 'DEMO-A1', hits: 0.85, errs: 0.008, sure: 0.82, sureWhenWrong: 0.55, spread: 0.12 },
      { model: 'DEMO-B2', hits: 0.75, errs: 0.02, sure: 0.72, sureWhenWrong: 0.58, spread: 0.14 },
      { model: 'DEMO-C3', hits: 0.6, errs: 0.05, sure: 0.76, sureWhenWrong: 0.74, spread: 0.12 },
    ],
    fleet: {
      ...{ takes: '90m', loads: '8m', tips: '5m', speedKmh: [22, 48], bendsM: [8, 30] },
      ...{ stops: 0.02, tells: '20s', rests: '60s', errsM: 8 },
      // Who is washed stands longer than who is let out; the gate errs more often than one would like, so that a visitor sees some.
      gate: { at: 0.8, stands: [10, 40], washes: [100, 160], queues: 0.05, waits: [60, 120], errs: 0.01 },
      // About one turn in twelve: two or three findings an hour of forty trucks, so that a duty officer is not drowned.
      wrong: {
        'no-ticket': { share: 0.012, due: fullFor },
        'open-ticket': { share: 0.01, due: '4h' },
        unwashed: { share: 0.015 },
        dump: { share: 0.008 },
        route: { share: 0.015, due: '60s', offM: 200 },
        speed: { share: 0.02, due: '30s', kmh: 66, drives: [72, 88] },
        hours: { share: 0.02, due: fullFor },
        'no-permit': { every: 6, due: fullFor },
        volume: { percent: 10 },
      },
    },
  },
}
