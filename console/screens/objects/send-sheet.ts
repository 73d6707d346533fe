import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, ownHeaders, problemOf } from '../../../ui/api.ts'
import { apiUrl } from '../../../ui/ask.ts'
import { lang } from '../../../ui/t.ts'

type Asked = Readonly<Record<string, string>>
type Named = { name: string; blob: Blob }

async function answerOf(answer: Response): Promise<Response> {
  if (answer.ok) return answer
  throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
}

const nameOf = (answer: Response, otherwise: string): string =>
  /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? otherwise

/** Gives a file to the browser to keep. */
export function handOver({ name, blob }: Named): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** Fetches a register as a sheet with the session of the tab and hands it over. Throws ApiError. */
export async function fetchSheet(
  as: 'csv' | 'xlsx' | 'pdf',
  query: Readonly<Record<string, string | undefined>>,
  of = 'objects',
): Promise<void> {
  const answer = await answerOf(await fetch(apiUrl(`/${of}.${as}`, query), { headers: ownHeaders(), credentials: 'same-origin' }))
  handOver({ name: nameOf(answer, `${of}.${as}`), blob: await answer.blob() })
}

const post = async (path: string, asked: Asked, file: File): Promise<Response> =>
  answerOf(
    await fetch(apiUrl(path, asked), {
      ...{ method: 'POST', body: file, credentials: 'same-origin' as const },
      headers: { ...ownHeaders(), 'content-type': 'application/octet-stream' },
    }),
  )

/** Sends a file as it is to the doors below `door`, one thing at a time. `json` answers null when it was refused; `error` then says why. */
export function useSheetSend(door = '/object-sheets') {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const run = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setBusy(true)
    setError(null)
    try {
      return await work()
    } catch (failed) {
      if (!(failed instanceof ApiError) && !(failed instanceof TypeError)) throw failed
      setError(failed.message)
      return null
    } finally {
      setBusy(false)
    }
  }
  return {
    ...{ busy, error, run },
    file: async (what: string, asked: Asked, file: File): Promise<Named> => {
      const answer = await post(`${door}/${what}`, asked, file)
      return { name: nameOf(answer, 'errors.csv'), blob: await answer.blob() }
    },
    json: <T>(what: string, asked: Asked, file: File) =>
      run(async () => {
        const answer = (await (await post(`${door}/${what}`, asked, file)).json()) as T
        if (what === 'take') void client.invalidateQueries()
        return answer
      }),
  }
}
