import type { DetectRule, Pack, ThresholdRule } from '../../../contract/pack.ts'
import type { RuleFault } from '../../../contract/rule-fault.ts'
import { severityWeight } from '../../../contract/scales.ts'
import type { Duration } from '../../../contract/time.ts'
import { checkConditions } from './check-condition.ts'
import { checkLength, checkLook, type Say } from './fault-place.ts'
import { findLoop, type Ways, waysOf } from './find-loop.ts'
import { measuredKinds } from './object-kinds.ts'

/**
 * Everything that is wrong with a rule, each with its place; nothing is saved or loaded with a fault. `packs`: all that are in force, for
 * what a rule says about other devices and other rules; the pack itself may be a new version of one of them.
 */
export function checkRule(rule: DetectRule, pack: Pack, packs: Pack[] = [pack]): RuleFault[] {
  const all = [pack, ...packs.filter(({ id }) => id !== pack.id)]
  return faultsOf(rule, all, waysOf(all))
}

/** `all`: the rule's own pack first. */
function faultsOf(rule: DetectRule, all: Pack[], ways: Ways): RuleFault[] {
  const pack = all[0]!
  const faults: RuleFault[] = []
  const say: Say = (path, code, details = {}) => void faults.push({ path, code, details })
  checkIds(rule, say)
  checkLengths(rule, say)
  checkNames(rule, all, say)
  // It speaks of rising; falling is said by a condition.
  if (rule.kind === 'rate' && !(rule.perMinute > 0)) say('perMinute', 'at-rest')
  if (rule.kind === 'threshold') {
    checkRange(rule, pack, say)
    checkLevels(rule, say)
  }
  if (rule.kind === 'tree') {
    checkSeverities(rule.levels, say)
    if (rule.clearFactor > 1) say('clearFactor', 'wrong-clear-factor')
    if (!pack.deviceKind || (rule.on === 'object' && measuredKinds(pack).length === 0)) say('on', 'no-object')
    for (const [i, { when }] of rule.levels.entries()) checkConditions(when, `levels.${i}.when`, { rule, packs: all, say })
  }
  const loop = findLoop(rule, pack, ways)
  if (loop) say('', 'loop', { way: loop.join(' → ') })
  return faults
}

/** The faults of all rules of some packs that are in force together. */
export function checkPacks(packs: Pack[]): { pack: string; rule: string; faults: RuleFault[] }[] {
  const ways = waysOf(packs)
  return packs.flatMap((pack) => {
    const all = [pack, ...packs.filter((other) => other !== pack)]
    return pack.detect.flatMap((rule) => {
      const faults = faultsOf(rule, all, ways)
      return faults.length > 0 ? [{ pack: pack.id, rule: rule.id, faults }] : []
    })
  })
}

/** Memory and alarms are kept by `device:rule` and by family: a name may not end such a key, nor be one every object has. */
function checkIds(rule: DetectRule, say: Say): void {
  for (const part of ['id', 'family'] as const) if (!isPlain(rule[part])) say(part, 'bad-name', { name: rule[part] })
}
const plainName = /^[a-z0-9][a-z0-9._-]{0,59}$/i
const isPlain = (name: string): boolean => plainName.test(name) && !(name in {})

/** What a rule looks back over or waits for; nothing of it would be met by every reading, or by none. */
const looks: ReadonlySet<string> = new Set(['for', 'within', 'window'])

function checkLengths(rule: DetectRule, say: Say): void {
  for (const name of ['clearHold', 'hold', 'for', 'within', 'window'] as const)
    if (name in rule)
      (looks.has(name) ? checkLook : checkLength)((rule as unknown as Record<typeof name, Duration>)[name], name, say)
  if ('levels' in rule) for (const [i, { hold }] of rule.levels.entries()) checkLength(hold, `levels.${i}.hold`, say)
}

/** A command may also be one that another pack sends to this kind of device: a siren sounds for whoever has an alarm. */
function checkNames(rule: DetectRule, packs: Pack[], say: Say): void {
  const [pack] = packs
  if ('reading' in rule && !Object.hasOwn(pack!.readings, rule.reading)) say('reading', 'unknown-reading', { name: rule.reading })
  // A family without a type is only watched: no case, no call, red included. A bad name has been told already.
  if (isPlain(rule.family) && !pack!.types.some(({ family }) => family === rule.family))
    say('family', 'no-type', { name: rule.family })
  const commands = packs.flatMap(({ acts }, i) =>
    acts.filter(({ device }) => i === 0 || device === pack!.deviceKind).flatMap((act) => [act.command, act.off]),
  )
  if ('command' in rule && !commands.includes(rule.command)) say('command', 'unknown-command', { name: rule.command })
}

/** A limit no reading can come to is never passed, or always. A reading nobody knows has been told already. */
function checkRange({ levels, reading: name }: ThresholdRule, pack: Pack, say: Say): void {
  if (!Object.hasOwn(pack.readings, name)) return
  const { min, max } = pack.readings[name]!
  for (const [i, { limit }] of levels.entries())
    if (!(limit >= min && limit <= max)) say(`levels.${i}.limit`, 'beyond-range', { limit, name, min, max })
}

/** A graver level lies farther out, and every level clears on its safe side. */
function checkLevels({ levels, direction, clearFactor }: ThresholdRule, say: Say): void {
  checkSeverities(levels, say)
  const sign = direction === 'above' ? 1 : -1
  for (const [i, { severity, limit }] of levels.entries()) {
    const clear = direction === 'above' ? limit * clearFactor : limit / clearFactor
    if ((clear - limit) * sign > 0) say(`levels.${i}`, 'wrong-clear-factor')
    const milder = levels.filter((other) => severityWeight(other.severity) < severityWeight(severity))
    if (milder.some((other) => (other.limit - limit) * sign >= 0)) say(`levels.${i}.limit`, 'levels-out-of-order')
  }
}

function checkSeverities(levels: { severity: string }[], say: Say): void {
  for (const [i, { severity }] of levels.entries())
    if (levels.findIndex((other) => other.severity === severity) !== i) say(`levels.${i}.severity`, 'same-severity')
}
