import type { PackSimulatorIn } from '../../contract/pack-simulator.ts'

/**
 * How the demo plays the fire-water tanks on the roofs (屋顶消防水箱), told by the transmitters of the fire-alarm pack, by the metre of water. Speeds
 * are ours (PROPOSED): a tank of 6 m² loses a metre in an hour through a broken pipe (2 l/s) and five centimetres through a seeping joint that the
 * float valve does not make up for; a pump fills it by 3 m an hour.
 */
export const simulator: PackSimulatorIn = {
  ...{ things: 0, device: 'fire-transmitter' },
  series: { 'tank-level': { base: [1.5, 2], noise: 0.01, digits: 2 } },
  model: {
    ...{ kind: 'vessel', reading: 'tank-level', floor: 0.15, fillsPerHour: 3 },
    // where the rule `tank-low` of fire-alarm stands (test/packs/simulators.test.ts holds them together)
    low: 1,
    ...{ window: '12h', begins: [0.02, 0.3] },
    // of ten windows three are broken pipes, half of them filled once by somebody who does not look for the cause
    troubles: [
      {
        ...{ kind: 'leak-fast', share: 0.3, lossPerHour: 1, lasts: ['4h', '7h'] },
        refilled: { share: 0.5, after: ['72m', '120m'] },
      },
      { kind: 'leak-slow', share: 0.2, lossPerHour: 0.05, lasts: ['12h', '19h'] },
      { kind: 'drained', share: 0.1, lossPerHour: 4, lasts: ['24m', '48m'] },
      { kind: 'stuck', share: 0.1, lasts: ['1h', '5h'] },
      { kind: 'mute', share: 0.1, lasts: ['1h', '5h'] },
    ],
  },
}
