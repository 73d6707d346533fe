import type { DetectRule, RateRule, ThresholdRule, TreeRule } from '../../../../../contract/pack.ts'
import type { Severity } from '../../../../../contract/scales.ts'
import { durationMs } from '../../../../../contract/time.ts'
import type { Words } from '../../../../../contract/words.ts'
import { clearLimit } from '../threshold.ts'
import { canHold } from './can-hold.ts'
import { type Finding, type FindingKind, type Known, levelWords, type Proposal, round } from './finding.ts'
import { hasGap } from './has-gap.ts'

// Past a day people take an alarm that will not go for a broken one.
const longClearMs = durationMs('24h')

type Say = (kind: FindingKind, words: Words, more?: { level?: Severity | undefined; proposal?: Proposal | undefined }) => Finding

const sayFor =
  (rule: DetectRule): Say =>
  (kind, words, { level, proposal } = {}) => ({
    rule: rule.id,
    ...(level ? { level } : {}),
    kind,
    words: level ? { zh: `${levelWords[level].zh}：${words.zh}`, en: `${levelWords[level].en}: ${words.en}` } : words,
    ...(proposal ? { proposal } : {}),
  })

/**
 * Rules that cannot fire or cannot clear within what their readings can be, whatever happens. Asked of rules that can be saved: what
 * has a fault (an unknown reading or command, a limit outside its range …) is refused before.
 */
export function lintReach(rule: DetectRule, pack: Known): Finding[] {
  const say = sayFor(rule)
  return [...ownFaults(rule, pack, say), ...clearHoldFaults(rule, say)]
}

function ownFaults(rule: DetectRule, pack: Known, say: Say): Finding[] {
  switch (rule.kind) {
    case 'threshold':
      return thresholdFaults(rule, pack, say)
    case 'rate':
      return rateFaults(rule, pack, say)
    case 'silence':
      return durationMs(rule.for) <= (pack.intervalS ?? 0) * 1000
        ? [
            say('flaps', {
              zh: `设备每 ${pack.intervalS} 秒才来一次数，两次之间就会报`,
              en: `the device sends every ${pack.intervalS} seconds only: it is raised between any two readings`,
            }),
          ]
        : []
    case 'tree':
      return treeFaults(rule, pack, say)
    default:
      return []
  }
}

function thresholdFaults(rule: ThresholdRule, pack: Known, say: Say): Finding[] {
  return rule.levels.flatMap(({ severity: level, limit }) => {
    const fault = clearFault(rule, limit, pack)
    return fault ? [say(fault.kind, fault.words, { level, proposal: gapProposal(rule, limit, pack) })] : []
  })
}

/** What is wrong with the limit behind which a level is over, if anything is. */
function clearFault(rule: ThresholdRule, limit: number, pack: Known): { kind: FindingKind; words: Words } | null {
  const { min, max, unit, normal } = pack.readings[rule.reading]!
  const up = rule.direction === 'above'
  const clear = clearLimit(rule, limit)
  const said = { zh: `解除限值 ${round(clear)} ${unit}`, en: `the clear limit ${round(clear)} ${unit}` }
  const fault = (kind: FindingKind, zh: string, en: string) => ({
    kind,
    words: { zh: `${said.zh} ${zh}`, en: `${said.en} ${en}` },
  })
  if (!hasGap(rule, limit))
    return fault(
      'flaps',
      `没有退到限值 ${limit} 以内，在限值处会反复报`,
      `is not behind the limit ${limit}: at the limit it is raised and cleared by turns`,
    )
  if (up ? clear <= min : clear >= max)
    return fault(
      'never-clears',
      `在量程 ${min}～${max} 之外，报了就不会解除`,
      `is outside the range ${min} to ${max}: once raised it never clears`,
    )
  if (up ? clear <= normal[0] : clear >= normal[1])
    return fault(
      'never-clears',
      `平时（${normal[0]}～${normal[1]}）也到不了，报了就不会解除`,
      `is not reached even at rest (${normal[0]} to ${normal[1]}): once raised it never clears`,
    )
  return null
}

/** A clear factor that ends half way between the limit and what is normal, where there is room. */
function gapProposal(rule: ThresholdRule, limit: number, pack: Known): Proposal | undefined {
  const { normal } = pack.readings[rule.reading]!
  const rest = rule.direction === 'above' ? normal[1] : normal[0]
  const middle = (limit + rest) / 2
  const factor = round(rule.direction === 'above' ? middle / limit : limit / middle)
  const better = { ...rule, clearFactor: factor }
  const behind = rule.direction === 'above' ? limit > rest : limit < rest
  return behind && factor > 0 && hasGap(better, limit) ? { rule: better } : undefined
}

function rateFaults(rule: RateRule, pack: Known, say: Say): Finding[] {
  const { min, max, unit } = pack.readings[rule.reading]!
  const windowMs = durationMs(rule.window)
  if (pack.intervalS !== null && windowMs < pack.intervalS * 1000)
    return [
      say('never-fires', {
        zh: `时间窗比来数间隔 ${pack.intervalS} 秒还短，窗内凑不齐两个读数`,
        en: `the window is shorter than the ${pack.intervalS} seconds between readings: it never holds two`,
      }),
    ]
  // Half a window must have been seen (rate.ts), so this is the least the reading has to move.
  if (rule.perMinute * (windowMs / 2 / 60_000) > max - min)
    return [
      say('never-fires', {
        zh: `每分钟 ${rule.perMinute} ${unit} 超出量程 ${min}～${max} 能变化的幅度`,
        en: `${rule.perMinute} ${unit} a minute is more than the range ${min} to ${max} lets it move`,
      }),
    ]
  return []
}

function treeFaults(rule: TreeRule, pack: Known, say: Say): Finding[] {
  return rule.levels.flatMap(({ severity: level, when }) => {
    if (canHold(when, pack.readings, { on: rule.on, loosen: null, under: false }) === 'never')
      return [
        say(
          'never-fires',
          { zh: '条件在量程内不可能成立', en: 'the condition cannot hold within the ranges of its readings' },
          { level },
        ),
      ]
    if (canHold(when, pack.readings, { on: rule.on, loosen: rule.clearFactor, under: false }) === 'always')
      return [
        say(
          'never-clears',
          { zh: '按解除限值，条件总是成立', en: 'with the limits for clearing the condition always holds' },
          { level },
        ),
      ]
    if (canHold(when, atRest(pack.readings), { on: rule.on, loosen: null, under: false, heard: true }) === 'always')
      return [
        say(
          'never-clears',
          {
            zh: '读数正常、设备有数时条件也成立，会一直报',
            en: 'it holds while readings are normal and devices are heard: it is always up',
          },
          { level },
        ),
      ]
    return []
  })
}

/** Readings that never leave what is normal. */
const atRest = (readings: Known['readings']): Known['readings'] =>
  Object.fromEntries(
    Object.entries(readings).map(([name, reading]) => [name, { ...reading, min: reading.normal[0], max: reading.normal[1] }]),
  )

function clearHoldFaults(rule: DetectRule, say: Say): Finding[] {
  if (!('clearHold' in rule) || durationMs(rule.clearHold) <= longClearMs) return []
  return [
    say(
      'never-clears',
      { zh: '恢复后要超过一天才解除', en: 'it takes more than a day at rest before it clears' },
      { proposal: { rule: { ...rule, clearHold: '1h' } } },
    ),
  ]
}
