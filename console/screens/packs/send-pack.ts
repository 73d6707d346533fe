import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Decisions } from '../../../contract/packs.ts'
import { ApiError, ownHeaders, problemOf } from '../../../ui/api.ts'
import { apiUrl } from '../../../ui/ask.ts'
import { lang } from '../../../ui/t.ts'

/** A pack file, or the pack whose newer version came with the platform. */
export type Source = File | { shipped: string }
type Asked = { decisions: Decisions; note?: string; area?: string }

/** What is sent of a source: a file as it is, its decisions in the address; of what the server has already, the decisions only. */
function wishOf(
  what: 'look' | 'ask',
  { decisions, ...more }: Asked,
  source: Source,
): [url: string, type: string, body: BodyInit] {
  if (source instanceof File)
    return [apiUrl(`/pack-files/${what}`, { decisions: JSON.stringify(decisions), ...more }), 'application/octet-stream', source]
  const url = apiUrl(`/packs/${encodeURIComponent(source.shipped)}/shipped/${what}`)
  return [url, 'application/json', JSON.stringify({ decisions, ...more })]
}

/** Sends a pack to be looked at or asked for, one thing at a time; answers null when it was refused, and `error` then says why. */
export function usePackSend() {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const send = async <T>(what: 'look' | 'ask', asked: Asked, source: Source): Promise<T | null> => {
    setBusy(true)
    setError(null)
    try {
      const [url, type, body] = wishOf(what, asked, source)
      const answer = await fetch(url, {
        ...{ method: 'POST', body, credentials: 'same-origin' as const },
        headers: { ...ownHeaders(), 'content-type': type },
      })
      if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
      if (what === 'ask') void client.invalidateQueries()
      return (await answer.json()) as T
    } catch (failed) {
      if (!(failed instanceof ApiError) && !(failed instanceof TypeError)) throw failed
      setError(failed.message)
      return null
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, send }
}
