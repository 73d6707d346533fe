import type { Pack } from '../../../../contract/pack.ts'
import type { ShownPlay } from '../../../../contract/pack-shown.ts'
import type { Words } from '../../../../contract/words.ts'

type Played = Pick<Pack, 'simulator' | 'readings' | 'acts'>
const faultWords: Record<'silent' | 'stuck' | 'spike', Words> = {
  silent: { zh: '没有读数', en: 'silent' },
  stuck: { zh: '读数不变', en: 'stuck' },
  spike: { zh: '读数跳变', en: 'one value far off' },
}

/** How the demo plays a pack, in words; null: it does not. Pure. */
export function shownPlay(pack: Played): ShownPlay | null {
  const { simulator } = pack
  if (!simulator) return null
  const reading = (id: string) => pack.readings[id] ?? { name: { zh: id, en: id }, unit: '' }
  const valued = (id: string, value: number | readonly number[]): string =>
    `${[value].flat().join('～')}${reading(id).unit ? ` ${reading(id).unit}` : ''}`
  return {
    things: simulator.things,
    series: Object.entries(simulator.series).map(([id, { base, noise, swing }]) => ({
      ...{ id, name: reading(id).name },
      says: {
        zh: `平时 ${valued(id, base)}，日变化 ±${swing}，波动 ±${noise}`,
        en: `${valued(id, base)} at rest, ±${swing} in a day, ±${noise} by chance`,
      },
    })),
    turns: [
      ...simulator.episodes.map(({ reading: id, to, every }, i) => ({
        ...{ id: `episode-${i}`, every },
        says: { zh: `${reading(id).name.zh}变到 ${valued(id, to)}`, en: `${reading(id).name.en} goes to ${valued(id, to)}` },
      })),
      ...simulator.faults.map(({ kind, every }, i) => ({ id: `fault-${i}`, every, says: faultWords[kind] })),
    ],
    answers: simulator.answers.map(({ command, ends }) => {
      const act = pack.acts.find((one) => one.command === command)
      const back = ends ? pack.acts.find((one) => one.off === ends)?.offName : undefined
      const name = act?.name ?? { zh: command, en: command }
      return back ? { zh: `${name.zh}、${back.zh}`, en: `${name.en}, ${back.en.toLowerCase()}` } : name
    }),
  }
}
