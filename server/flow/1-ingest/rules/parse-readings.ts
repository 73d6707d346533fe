import type { z } from 'zod'
import { ReadingIn, ReceiptIn } from '../../../../contract/reading.ts'
import type { Details, ReasonCode } from '../../../../contract/refusal-reasons.ts'
import { refusalOfSchema } from '../../../kernel/issue-words.ts'
import { malformed, ok, type Refusal, type Result } from '../../../kernel/result.ts'

const mostReadings = 1000

/** The refusal of a message that is no reading or receipt. */
export const badReading = (path: string, reason: ReasonCode, given: Details = {}): Refusal => ({
  ...malformed(path, reason, given),
  code: 'reading.malformed',
})

/** The first fault a schema found in a reading or a receipt; `under` stands before its path. */
export const badReadingOf = (error: z.ZodError, under: readonly PropertyKey[] = []): Refusal => ({
  ...refusalOfSchema(error, under),
  code: 'reading.malformed',
})

/** Parses the text of a readings message: one reading or an array of them. The refusal names the first fault. */
export function parseReadings(payload: string): Result<ReadingIn[]> {
  const given = parseJson(payload)
  if (!given.ok) return given
  const isList = Array.isArray(given.value)
  const list: unknown[] = isList ? (given.value as unknown[]) : [given.value]
  if (list.length === 0 || list.length > mostReadings)
    return { ok: false, refusal: badReading('/', 'count.readings', { n: list.length, max: mostReadings }) }
  const readings: ReadingIn[] = []
  for (const [index, one] of list.entries()) {
    const parsed = ReadingIn.safeParse(one)
    if (!parsed.success) return { ok: false, refusal: badReadingOf(parsed.error, isList ? [index] : []) }
    readings.push(parsed.data)
  }
  return ok(readings)
}

/** Parses the text of a receipt. */
export function parseReceipt(payload: string): Result<ReceiptIn> {
  const given = parseJson(payload)
  if (!given.ok) return given
  const parsed = ReceiptIn.safeParse(given.value)
  return parsed.success ? ok(parsed.data) : { ok: false, refusal: badReadingOf(parsed.error) }
}

function parseJson(text: string): Result<unknown> {
  if (text.trim() === '') return { ok: false, refusal: badReading('/', 'json.empty') }
  try {
    return ok(JSON.parse(text))
  } catch {
    return { ok: false, refusal: badReading('/', 'json.broken') }
  }
}
