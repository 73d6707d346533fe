import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, apiUrl, ownHeaders, problemOf } from '../../../ui/api.ts'
import { lang } from '../../../ui/t.ts'

/** Sends a pack file as it is, one thing at a time; answers null when it was refused, and `error` then says why. */
export function usePackSend() {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const send = async <T>(what: 'look' | 'ask', asked: Readonly<Record<string, string>>, file: File): Promise<T | null> => {
    setBusy(true)
    setError(null)
    try {
      const answer = await fetch(apiUrl(`/pack-files/${what}`, asked), {
        ...{ method: 'POST', body: file, credentials: 'same-origin' as const },
        headers: { ...ownHeaders(), 'content-type': 'application/octet-stream' },
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
