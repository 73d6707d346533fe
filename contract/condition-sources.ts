import type { Condition, Value } from './condition.ts'

/**
 * What a condition is judged by: a reading (`device`: of another kind than the rule's own), the alarms of neighbours, or what other rules
 * of the pack say of the object's devices. */
export type Source = { reading: string; device: string | null } | { family: string } | { rule: string }

/** Everything a condition asks for. Silence and the time of day ask for nothing that is measured. */
export function sourcesOf(when: Condition, device: string | null = null): Source[] {
  switch (when.op) {
    case 'all':
    case 'any':
      return when.of.flatMap((one) => sourcesOf(one, device))
    case 'not':
    case 'count':
      return sourcesOf(when.of, device)
    case 'weigh':
      return when.parts.flatMap((part) => sourcesOf(part.when, part.device ?? device))
    case 'compare':
      return [when.value, when.limit].flatMap((value) => sourcesOfValue(value, device))
    case 'rate':
    case 'unusual':
      return [{ reading: when.reading, device }]
    case 'fence':
      return ['lon', 'lat'].map((reading) => ({ reading, device }))
    case 'agree':
      return when.rules.map((rule) => ({ rule }))
    case 'near':
      return [{ family: when.family }]
    default:
      return []
  }
}

function sourcesOfValue(value: Value, device: string | null): Source[] {
  if (typeof value === 'number') return []
  if ('reading' in value) return [{ reading: value.reading, device: value.device ?? device }]
  if ('trend' in value) return [{ reading: value.trend.of.reading, device: value.trend.of.device ?? device }]
  return value.of.flatMap((part) => sourcesOfValue(part, device))
}
