import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { DueDocuments, ObjectDocuments } from '../../../../contract/object-document.ts'
import { get, ownHeaders, problemOf } from '../../../../ui/api.ts'
import { apiUrl } from '../../../../ui/ask.ts'
import { fileUrl } from '../../../../ui/photo.tsx'
import { lang } from '../../../../ui/t.ts'

export const documentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['objects', 'documents', id],
    queryFn: ({ signal }) => get<ObjectDocuments>(`/objects/${encodeURIComponent(id)}/documents`, {}, signal),
  })

export const dueDocumentsQuery = (asked: { area: string | undefined; kind: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['objects', 'due-documents', asked],
    queryFn: ({ pageParam, signal }) =>
      get<DueDocuments>('/object-documents', { ...asked, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

async function answered(asked: Promise<Response>): Promise<Response> {
  const answer = await asked
  if (!answer.ok) throw problemOf(answer.status, await answer.json().catch(() => null), lang() === 'en')
  return answer
}

type Asked = Readonly<Record<string, string | undefined>>

/** Sends a paper of an object. Throws ApiError. */
export const sendPaper = (object: string, asked: Asked, file: File): Promise<void> =>
  sendFile(`/objects/${encodeURIComponent(object)}/documents`, asked, file)

/** Sends a file as it is, its words in the address. Throws ApiError. */
export async function sendFile(path: string, asked: Asked, file: File): Promise<void> {
  await answered(
    fetch(apiUrl(path, asked), {
      ...{ method: 'POST', body: file, credentials: 'same-origin' as const },
      headers: { ...ownHeaders(), 'content-type': 'application/octet-stream' },
    }),
  )
}

/** The bytes of a kept file, with the session of this tab. Throws ApiError. */
export const fetchPaper = async (file: string, signal?: AbortSignal): Promise<Blob> =>
  (
    await answered(fetch(fileUrl(file), { headers: ownHeaders(), credentials: 'same-origin', ...(signal ? { signal } : {}) }))
  ).blob()
