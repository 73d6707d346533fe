import type { Details, ReasonCode } from './refusal-reasons.ts'

/** A fault a schema found: its code and what comes with it, as zod tells them. */
export type Issue = { code?: string; [name: string]: unknown }
type Reason = { reason: ReasonCode; given?: Details }

const kinds: Readonly<Record<string, ReasonCode>> = {
  string: 'must.string',
  number: 'must.number',
  int: 'must.int',
  boolean: 'must.boolean',
  array: 'must.array',
  object: 'must.object',
  record: 'must.object',
  date: 'format.date',
}
const formats: Readonly<Record<string, ReasonCode>> = {
  uuid: 'format.uuid',
  datetime: 'format.datetime',
  date: 'format.date',
  email: 'format.email',
  url: 'format.url',
  json_string: 'json.broken',
}

/** The fault by a code of ours: zod's own sentence is in one language and for programmers. */
export function reasonOf(issue: Issue): Reason {
  switch (issue.code) {
    case 'invalid_type':
      return typeFault(issue)
    case 'too_big':
      return { reason: bound(issue, 'most', 'less'), given: { max: Number(issue.maximum) } }
    case 'too_small':
      return { reason: bound(issue, 'least', 'more'), given: { min: Number(issue.minimum) } }
    case 'not_multiple_of':
      return { reason: 'number.multiple', given: { n: Number(issue.divisor) } }
    case 'invalid_format':
      return { reason: formats[String(issue.format)] ?? 'format.other' }
    case 'unrecognized_keys':
      return { reason: 'keys.surplus', given: { list: (issue.keys as string[]).join(', ') } }
    case 'invalid_value':
      return { reason: 'value.one-of', given: { list: (issue.values as unknown[]).join(', ') } }
    case 'invalid_key':
    case 'invalid_element':
      return firstOf(issue.issues)
    case 'invalid_union':
      return firstOf((issue.errors as Issue[][] | undefined)?.[0])
    case 'custom':
      return { reason: 'unfit', ...(issue.params as Reason | undefined) }
    default:
      return { reason: 'unfit' }
  }
}

function typeFault({ expected, received, input, message }: Issue): Reason {
  if (received === 'Infinity' || received === 'NaN' || /received (Infinity|NaN)$/.test(String(message)))
    return { reason: 'number.not-finite' }
  if (typeof input === 'number' && !Number.isFinite(input)) return { reason: 'number.not-finite' }
  if (/received undefined$/.test(String(message))) return { reason: 'value.missing' }
  return { reason: kinds[String(expected)] ?? 'must.other' }
}

const firstOf = (issues: unknown): Reason => reasonOf((issues as Issue[] | undefined)?.[0] ?? { code: '' })

type Bound = 'most' | 'least' | 'less' | 'more'
/** `most.string`, `least.number` …: what has a length is never bounded from outside. */
function bound({ origin, inclusive }: Issue, within: Bound, beyond: Bound): ReasonCode {
  if (origin === 'string' || origin === 'array') return `${within as 'most' | 'least'}.${origin}`
  return inclusive === false ? `${beyond as 'less' | 'more'}.number` : `${within as 'most' | 'least'}.number`
}
