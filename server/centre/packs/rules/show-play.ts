import type { Pack } from '../../../../contract/pack.ts'
import type { ShownPlay } from '../../../../contract/pack-shown.ts'
import type { PlaySeries } from '../../../../contract/pack-simulator.ts'
import type { Words } from '../../../../contract/words.ts'
import { isNothing, numbers, type ReadingWords } from './play-words.ts'
import { shownPlayModel } from './show-play-model.ts'

type Played = Pick<Pack, 'simulator' | 'readings' | 'acts'>
const faultWords: Record<'silent' | 'stuck' | 'spike', Words> = {
  silent: { zh: '没有读数', en: 'silent' },
  stuck: { zh: '读数不变', en: 'stuck' },
  spike: { zh: '读数跳变', en: 'one value far off' },
}

/** How the demo plays a pack, in words; null: it does not. `packs`: those in force, whose devices it may play. Pure. */
export function shownPlay(pack: Played, packs: readonly Pack[]): ShownPlay | null {
  const { simulator } = pack
  if (!simulator) return null
  const owner = packs.find(({ deviceKind }) => deviceKind === simulator.device)
  const readings = simulator.device === undefined ? pack.readings : (owner?.readings ?? {})
  const reading = (id: string): ReadingWords => readings[id] ?? { name: { zh: id, en: id }, unit: '' }
  return {
    things: simulator.things,
    series: Object.entries(simulator.series).map(([id, one]) => ({
      ...{ id, name: reading(id).name, says: seriesWords(one, reading(id), reading) },
    })),
    turns: [
      ...simulator.episodes.map(({ reading: id, to, every }, i) => ({
        ...{ id: `episode-${i}`, every },
        says: {
          zh: `${reading(id).name.zh}变到 ${numbers(to, reading(id).unit)}`,
          en: `${reading(id).name.en} goes to ${numbers(to, reading(id).unit)}`,
        },
      })),
      ...simulator.faults.map(({ kind, every, share }, i) => ({ id: `fault-${i}`, every, says: faultOf(kind, share) })),
    ],
    answers: simulator.answers.map(({ command, ends }) => {
      const act = pack.acts.find((one) => one.command === command)
      const back = ends ? pack.acts.find((one) => one.off === ends)?.offName : undefined
      const name = act?.name ?? { zh: command, en: command }
      return back ? { zh: `${name.zh}、${back.zh}`, en: `${name.en}, ${back.en.toLowerCase()}` } : name
    }),
    model: simulator.model ? shownPlayModel(simulator.model, reading) : [],
  }
}

/** Where a reading rests, how it moves in a day and by chance, and what it goes with. */
function seriesWords(
  { base, swing, swingShare, noise, seldom, follows }: PlaySeries,
  { unit }: ReadingWords,
  reading: Named,
): Words {
  const of = (value: PlaySeries['base']): string => numbers(value, unit)
  const day = isNothing(swingShare) ? numbers(swing) : `${numbers(swingShare, '', 100)}%`
  const rare = seldom ? `${numbers(seldom.share, '', 100)}%` : ''
  return {
    zh: [
      [
        `平时 ${of(base)}`,
        ...(isNothing(swing) && isNothing(swingShare) ? [] : [`日变化 ±${day}`]),
        ...(isNothing(noise) ? [] : [`波动 ±${numbers(noise)}`]),
      ].join('，'),
      ...(seldom ? [`${rare} 的设备平时 ${of(seldom.base)}`] : []),
      ...(follows ? [`随${reading(follows.reading).name.zh}变化`] : []),
    ].join('；'),
    en: [
      [
        `${of(base)} at rest`,
        ...(isNothing(swing) && isNothing(swingShare) ? [] : [`±${day} in a day`]),
        ...(isNothing(noise) ? [] : [`±${numbers(noise)} by chance`]),
      ].join(', '),
      ...(seldom ? [`${rare} of the devices rest at ${of(seldom.base)}`] : []),
      ...(follows ? [`goes with ${reading(follows.reading).name.en.toLowerCase()}`] : []),
    ].join('; '),
  }
}
type Named = (id: string) => ReadingWords

/** What is wrong with devices, and with how many of them. */
function faultOf(kind: keyof typeof faultWords, share: number): Words {
  const { zh, en } = faultWords[kind]
  const of = `${numbers(share, '', 100)}%`
  return share === 1 ? { zh, en } : { zh: `${of} 的设备${zh}`, en: `${of} of the devices: ${en}` }
}
