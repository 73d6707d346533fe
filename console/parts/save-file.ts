import { ApiError, apiUrl, ownHeaders } from '../../ui/api.ts'
import { t } from '../messages.ts'

/** Fetched with the session of the tab, then handed over. */
export async function saveFile(path: string): Promise<void> {
  const answer = await fetch(apiUrl(`/admin/${path}`), { headers: ownHeaders(), credentials: 'same-origin' })
  if (!answer.ok) throw new ApiError(answer.status, 'http.error', t('list.export-failed'))
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = path.replace(/\?.*/, '')
  link.click()
  URL.revokeObjectURL(url)
}
