import type { FleetModel, GasModel, PackModel, RoundsModel, SlopeModel, VesselModel } from '../../../../contract/pack-model.ts'
import type { ShownPlay } from '../../../../contract/pack-shown.ts'
import type { Words } from '../../../../contract/words.ts'
import { lengths, numbers, percent, type ReadingWords } from './play-words.ts'

type Row = ShownPlay['model'][number]
type Named = (id: string) => ReadingWords

const row = (id: string, name: Words, says: Words): Row => ({ id, name, says })
const both = (zh: string, en: string): Words => ({ zh, en })

/** The model of the physical world a pack is played by, part by part, in words with its numbers. Pure. */
export function shownPlayModel(model: PackModel, reading: Named): Row[] {
  switch (model.kind) {
    case 'gas':
      return gas(model, reading(model.reading))
    case 'vessel':
      return vessel(model, reading(model.reading))
    case 'slope':
      return slope(model, reading)
    case 'rounds':
      return rounds(model)
  }
}

function gas({ builds, vents, truth, story }: GasModel, { unit }: ReadingWords): Row[] {
  const [slow, fast, after] = [lengths(builds), lengths(vents.within), lengths(story.gravestAfter)]
  const top = numbers(Math.max(...story.curve.map(([, value]) => value)), unit)
  const { every, pace, patience, unanswered, yields } = story.others
  const [often, waits] = [lengths(every), lengths(patience)]
  const falls = percentOf(vents.share)
  return [
    row(
      'builds',
      both('积聚与排风', 'Building up, vented'),
      both(
        `约 ${slow.zh}回到平时；排风时约 ${fast.zh}，最后低 ${falls}`,
        `back to rest in about ${slow.en}; vented in about ${fast.en}, lower by ${falls} in the end`,
      ),
    ),
    row(
      'story',
      both('演示过程', 'Story'),
      both(
        `${after.zh}过最重一级，最高 ${top}；有人到场后退到 ${numbers(story.ends, unit)}`,
        `over the gravest level after ${after.en}, ${top} at most; falls to ${numbers(story.ends, unit)} once somebody is there`,
      ),
    ),
    row(
      'others',
      both('其他区县', 'Other districts'),
      both(
        `每 ${often.zh}一处，慢 ${numbers(pace)} 倍；无人到场 ${waits.zh}后自行退去；${percent(unanswered)} 的设备不应答，${percent(yields)} 处设备一开就够`,
        `one every ${often.en}, ${numbers(pace)} times slower; calms down by itself after ${waits.en}; ${percent(unanswered)} of the devices do not answer, in ${percent(yields)} of the places the device alone is enough`,
      ),
    ),
    truthRow(
      both(
        `${numbers(truth.up, unit)} 以上算升高，${numbers(truth.due, unit)} 起应当报出`,
        `up from ${numbers(truth.up, unit)}, to be called from ${numbers(truth.due, unit)}`,
      ),
    ),
  ]
}

const percentOf = (share: GasModel['vents']['share']): string => `${numbers(share, '', 100)}%`
/** What is so, beside what devices say: detection quality is measured by it. */
const truthRow = (says: Words): Row => row('truth', both('真值', 'Truth'), says)

const troubles: Record<VesselModel['troubles'][number]['kind'], Words> = {
  'leak-fast': both('漏水', 'Broken pipe'),
  'leak-slow': both('渗漏', 'Seeping joint'),
  drained: both('检修放空', 'Emptied for work'),
  stuck: both('读数不变', 'Transmitter stuck'),
  mute: both('没有读数', 'Transmitter mute'),
}

function vessel({ window, fillsPerHour, low, troubles: all }: VesselModel, { unit }: ReadingWords): Row[] {
  const each = lengths(window)
  return [
    ...all.map(({ kind, share, lossPerHour, lasts, refilled }) => {
      const long = lengths(lasts)
      const again = refilled ? percent(refilled.share) : ''
      return row(
        kind,
        troubles[kind],
        both(
          `每 ${each.zh}有 ${percent(share)}，持续 ${long.zh}${lossPerHour > 0 ? `，每小时降 ${numbers(lossPerHour, unit)}` : ''}${again ? `；${again} 中途补满` : ''}`,
          `in ${percent(share)} of ${each.en}, for ${long.en}${lossPerHour > 0 ? `, ${numbers(lossPerHour, unit)} an hour` : ''}${again ? `; ${again} are filled meanwhile` : ''}`,
        ),
      )
    }),
    row(
      'fills',
      both('补水', 'Filling'),
      both(`每小时升 ${numbers(fillsPerHour, unit)}`, `${numbers(fillsPerHour, unit)} an hour`),
    ),
    truthRow(both(`低于 ${numbers(low, unit)} 应当报出`, `to be called below ${numbers(low, unit)}`)),
  ]
}

const tales: Record<keyof SlopeModel['stories'], Words> = {
  stirred: both('暴雨扰动', 'Stirred by a storm'),
  fails: both('失稳', 'Fails'),
  knocked: both('碰撞', 'Sensor knocked'),
  mute: both('没有读数', 'Sensor mute'),
}

function slope({ stories, storm, due, showers }: SlopeModel, reading: Named): Row[] {
  const kinds = Object.keys(stories) as (keyof SlopeModel['stories'])[]
  const pours = lengths(storm.pours)
  return [
    ...kinds.map((kind) => {
      const { after, lasts, mm, sees } = stories[kind]
      const [begins, long] = [lengths(after), lengths(lasts)]
      const moved = mm > 0
      return row(
        kind,
        tales[kind],
        both(
          `每天一处，${begins.zh}后开始，持续 ${long.zh}${moved ? `，位移系数 ${numbers(mm)} mm，两台设备各见 ${sees.map(percent).join('、')}` : ''}`,
          `one a day, after ${begins.en}, for ${long.en}${moved ? `, by ${numbers(mm)} mm; the two sensors see ${sees.map(percent).join(' and ')}` : ''}`,
        ),
      )
    }),
    row(
      'storm',
      both('降雨', 'Rain'),
      both(
        `扰动时 ${pours.zh}，1 小时最大 ${numbers(storm.hour.most)} mm、24 小时最大 ${numbers(storm.day.most)} mm；平时 ${percent(showers.share)} 的小时有雨，最大 ${numbers(showers.most)} mm`,
        `over the stirred one for ${pours.en}, at most ${numbers(storm.hour.most)} mm in an hour, ${numbers(storm.day.most)} mm in 24; else in ${percent(showers.share)} of the hours, ${numbers(showers.most)} mm at most`,
      ),
    ),
    truthRow(
      both(
        `${reading('crack').name.zh}一天增长 ${numbers(due)} mm 起应当报出`,
        `to be called from ${numbers(due)} mm of ${reading('crack').name.en.toLowerCase()} in a day`,
      ),
    ),
  ]
}

const unwashedRow = ({ every }: NonNullable<RoundsModel['unwashed']>): Row =>
  row(
    'unwashed',
    both('未冲洗', 'Unwashed'),
    both(`不开单的工地每 ${every} 趟一趟未冲洗出场`, `every ${every} trips from where the gate is careless`),
  )

/** Trucks of the register that drive: how they drive, and how many of their turns go wrong in which way. */
function fleetRows({ takes, speedKmh, tells, errsM, wrong }: FleetModel): Row[] {
  const [turn, told] = [lengths(takes), lengths(tells)]
  const part = (zh: string, en: string, share: number): Words => both(`${zh} ${percent(share)}`, `${en} ${percent(share)}`)
  const parts = [
    part('无联单', 'without a ticket', wrong['no-ticket'].share),
    part('联单不闭合', 'ticket left open', wrong['open-ticket'].share),
    part('未冲洗', 'unwashed', wrong.unwashed.share),
    part('偷倒', 'tipped', wrong.dump.share),
    part('偏航', 'off the route', wrong.route.share),
    part('超速', 'too fast', wrong.speed.share),
  ]
  const [hours, every] = [percent(wrong.hours.share), wrong['no-permit'].every]
  return [
    row(
      'fleet',
      both('有终端的车队', 'Fleet with terminals'),
      both(
        `一趟 ${turn.zh}，车速 ${numbers(speedKmh, 'km/h')}，每 ${told.zh}一报，误差 ${errsM} m`,
        `${turn.en} a turn, at ${numbers(speedKmh, 'km/h')}, a position every ${told.en}, ${errsM} m off`,
      ),
    ),
    row(
      'fleet-wrong',
      both('车队的违规', 'What the fleet does wrong'),
      both(
        `每趟：${parts.map(({ zh }) => zh).join('、')}；准运时段外 ${hours} 照跑；无有效准运证的车每 ${every} 趟跑一趟`,
        `of its turns: ${parts.map(({ en }) => en).join(', ')}; ${hours} of those no hours allow; without a valid permit every ${every} turns`,
      ),
    ),
  ]
}

function turnRow({ takes, speedKmh, load }: RoundsModel): Row {
  const turn = lengths(takes)
  return row(
    'rounds',
    both('行程', 'Rounds'),
    both(
      `一趟 ${turn.zh}，车速 ${numbers(speedKmh, 'km/h')}，每趟 ${numbers(load, 'm³')}`,
      `${turn.en} each, at ${numbers(speedKmh, 'km/h')}, ${numbers(load, 'm³')} a load`,
    ),
  )
}

function rounds(model: RoundsModel): Row[] {
  const { unticketed, unwashed, passes, cameras, fleet } = model
  const [every, due] = [lengths(passes.every), lengths(unticketed.due)]
  return [
    turnRow(model),
    row(
      'unticketed',
      both('无联单', 'Without a ticket'),
      both(
        `不开单的车每 ${unticketed.every} 趟一趟；${due.zh}起应当报出`,
        `every ${unticketed.every} trips where the gate is careless; to be called from ${due.en} on`,
      ),
    ),
    ...(unwashed ? [unwashedRow(unwashed)] : []),
    ...(fleet ? fleetRows(fleet) : []),
    row(
      'passes',
      both('过车', 'Passing cameras'),
      both(
        `每 ${every.zh}一辆，${percent(passes.share)} 有问题；误报按各型号的 ${passes.errsTimes} 倍`,
        `one every ${every.en}, ${percent(passes.share)} with something wrong; cameras err ${passes.errsTimes} times as often as their model says`,
      ),
    ),
    ...cameras.map(({ model, hits, errs, sure, sureWhenWrong }) =>
      row(
        `camera-${model}`,
        both(`摄像头 ${model}`, `Cameras ${model}`),
        both(
          `查出 ${percent(hits)}，误报 ${percent(errs)}；对时自称 ${percent(sure)}，错时自称 ${percent(sureWhenWrong)}`,
          `find ${percent(hits)}, err in ${percent(errs)}; claim ${percent(sure)} when right, ${percent(sureWhenWrong)} when wrong`,
        ),
      ),
    ),
  ]
}
