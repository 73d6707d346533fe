import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { BaseFile } from '../../../contract/basemap-file.ts'
import { ApiError, ownHeaders, problemOf, request } from '../../../ui/api.ts'
import { apiUrl } from '../../../ui/ask.ts'
import { lang } from '../../../ui/t.ts'
import { newKey } from '../../use-act.ts'

/** One piece of a file: as large as the server takes. */
const pieceBytes = 4 * 1_048_576

export type BaseSaid = {
  area: string
  name: string
  source: string
  licence: string
  attribution: string
  asOf: string
  crs: string
  format: string
}

async function put(id: string, offset: number, piece: Blob): Promise<BaseFile> {
  const answer = await fetch(apiUrl(`/base-maps/${id}/bytes`, { offset: String(offset) }), {
    ...{ method: 'PUT', body: piece, credentials: 'same-origin' as const },
    headers: { ...ownHeaders(), 'content-type': 'application/octet-stream' },
  })
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
  return (await answer.json()) as BaseFile
}

/** Sends a base map piece by piece; after a broken line the same press goes on where it stopped. */
export function useBaseSend() {
  const client = useQueryClient()
  const [sent, setSent] = useState<number | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const begun = useRef<{ of: string; file: BaseFile } | null>(null)
  const send = async (said: BaseSaid, file: File): Promise<BaseFile | null> => {
    setBusy(true)
    setError(null)
    try {
      const of = JSON.stringify([said, file.name, file.size, file.lastModified])
      if (begun.current?.of !== of) {
        const body = { ...said, bytes: file.size }
        begun.current = { of, file: await request<BaseFile>('POST', '/base-maps', { body, idempotencyKey: newKey() }) }
      }
      let now = begun.current.file
      while (now.state === 'arriving') {
        setSent(now.received)
        now = await put(now.id, now.received, file.slice(now.received, now.received + pieceBytes))
        begun.current = { of, file: now }
      }
      begun.current = null
      return now
    } catch (failed) {
      if (!(failed instanceof ApiError) && !(failed instanceof TypeError)) throw failed
      setError(failed.message)
      return null
    } finally {
      setBusy(false)
      void client.invalidateQueries({ queryKey: ['base-maps'] })
    }
  }
  return { send, sent, busy, error }
}
