import { ApiError, ownHeaders } from '../../ui/api.ts'
import { apiUrl } from '../../ui/ask.ts'
import { t } from '../messages.ts'

type How = { query?: Parameters<typeof apiUrl>[1]; called?: string }

/** Fetched with the session of the tab, then handed over by the name the server gives it; `called`: by this one, with the server's ending. */
export async function saveFile(path: string, { query, called }: How = {}): Promise<void> {
  const answer = await fetch(apiUrl(path, query), { headers: ownHeaders(), credentials: 'same-origin' }).catch(() => null)
  if (!answer?.ok) throw new ApiError(answer?.status ?? 0, 'http.error', t('list.export-failed'))
  const given = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? ''
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = called === undefined ? given : called + given.replace(/^[^.]*/, '')
  link.click()
  URL.revokeObjectURL(url)
}
