import type { CaseFile } from '../../../contract/case-file.ts'
import { ownHeaders, problemOf } from '../../../ui/api.ts'
import { apiUrl } from '../../../ui/ask.ts'
import { lang } from '../../../ui/t.ts'

/** Takes the archive of a case out, with the session of the tab, and hands it to the browser. Throws ApiError. */
export async function takeOut({ id, no }: Pick<CaseFile['event'], 'id' | 'no'>, purpose?: string): Promise<void> {
  const answer = await fetch(apiUrl(`/events/${encodeURIComponent(id)}/case-file`), {
    ...{ method: 'POST', credentials: 'same-origin' as const },
    headers: { ...ownHeaders(), 'content-type': 'application/json' },
    body: JSON.stringify({ lang: lang() === 'en' ? 'en' : 'zh', ...(purpose === undefined ? {} : { purpose }) }),
  })
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = `case-${no}.zip`
  link.click()
  URL.revokeObjectURL(url)
}
