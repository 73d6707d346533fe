import type { Condition } from '../../../../contract/condition.ts'
import { type Source, sourcesOf } from '../../../../contract/condition-sources.ts'
import { type Severity, severityWeight } from '../../../../contract/scales.ts'

/** What an alarm rests on: its gravest value now, and when that was heard. */
type Standing = { severity: Severity; at: number }
/** How an event ended while its alarm was up; `severity`: what the alarm rested on then. */
export type Ended = { how: 'false-alarm' | 'closed'; at: number; severity: Severity | null; witnesses: readonly string[] }

type Speaking = { id: string; reading?: string; levels?: readonly { severity: Severity; when?: Condition }[] }

/**
 * What speaks for an alarm at a level that calls people: the readings of its devices beyond such a level, each once (`device:reading`);
 * for a rule made of conditions all that its level asks for. A command that does not help is judged by the same reading and is no witness
 * of its own; silence and missing receipts are none.
 */
export function witnessesOf(
  contributors: Readonly<Record<string, Severity>>,
  rules: readonly Speaking[],
  auto: readonly Severity[],
): string[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]))
  const found = Object.entries(contributors).flatMap(([key, severity]) => {
    const cut = key.lastIndexOf(':')
    const rule = known.get(key.slice(cut + 1))
    return rule && auto.includes(severity) ? spokenBy(rule, severity).map((what) => `${key.slice(0, cut)}:${what}`) : []
  })
  return [...new Set(found)]
}

function spokenBy({ reading, levels = [] }: Speaking, severity: Severity): string[] {
  if (reading !== undefined) return [reading]
  const conditions = levels.flatMap((level) => (level.when && level.severity === severity ? [level.when] : []))
  return conditions.flatMap((when) => sourcesOf(when)).map(named)
}

function named(source: Source): string {
  if ('rule' in source) return `rule ${source.rule}`
  if ('family' in source) return `near ${source.family}`
  return source.device === null ? source.reading : `${source.device} ${source.reading}`
}

/**
 * Must an event be opened again, because the alarm of an ended one still stands at a level that needs people at once? Only on something
 * heard since the end. After the quiet time always: nobody may be silent about such a tank, and a broken sensor calls once per quiet time.
 * Before it only when it has become graver since a person closed the event; a false alarm says that the sensor is not to be believed.
 * At once also when something else speaks for the alarm now, another gas or another device: a false alarm said of one sensor says
 * nothing of the next. (An alarm that steps up opens by itself at once, also after a false alarm; above red there is no step.)
 */
export function mustOpenAgain(
  standing: Standing | null,
  ended: Ended,
  { auto, quietMs, witnesses }: { auto: readonly Severity[]; quietMs: number; witnesses: readonly string[] },
  now: number,
): boolean {
  if (!standing || !auto.includes(standing.severity) || standing.at <= ended.at) return false
  const graver = ended.how === 'closed' && severityWeight(standing.severity) > severityWeight(ended.severity)
  const another = witnesses.some((witness) => !ended.witnesses.includes(witness))
  return graver || another || now - ended.at >= quietMs
}
