import { z } from 'zod'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'

const Answer = z.object({
  account: z.union([z.string(), z.number()]).transform((account) => String(account).trim()),
  until: z.iso.datetime({ offset: true }).nullish(),
})

/** Whose a token is, by what the portal answered; no account, or an end that has come, is a no. */
export function readAnswer(text: string, now: Date): Result<string> {
  const read = Answer.safeParse(parsed(text))
  if (!read.success || !read.data.account || read.data.account.length > 60) return refuse('portal.refused')
  const { account, until } = read.data
  return until && new Date(until) <= now ? refuse('portal.refused') : ok(account)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
