import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ownHeaders } from '../../ui/api.ts'
import { apiUrl } from '../../ui/ask.ts'
import { photoById } from '../outbox/db.ts'

async function fromServer(id: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(apiUrl(`/files/${id}`), {
    headers: { ...ownHeaders(), accept: 'image/*' },
    credentials: 'same-origin',
    signal,
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return URL.createObjectURL(await answer.blob())
}

/** One picture with its caption; an empty frame with its name while it is not there. Not the console's part: that brings a dialog along. */
function Photo({ src, label, caption }: { src: string | null; label: string; caption?: string }): ReactNode {
  return (
    <span className="pic">
      {src ? <img src={src} alt={label} loading="lazy" decoding="async" /> : <span className="vh">{label}</span>}
      {caption && <em>{caption}</em>}
    </span>
  )
}

/** A photograph of the case from the server. Fetched, not linked: a demo tab carries its session in a header, which an `<img>` cannot. */
export function ServerPhoto({ id, label, caption }: { id: string; label: string; caption?: string }): ReactNode {
  const photo = useQuery({
    queryKey: ['file', id],
    queryFn: ({ signal }) => fromServer(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return <Photo src={photo.data ?? null} label={label} {...(caption ? { caption } : {})} />
}

async function fromPhone(id: string): Promise<string | null> {
  const kept = await photoById(id)
  return kept ? URL.createObjectURL(kept.thumb) : null
}

/** A photograph that stands on this phone, sent or not. */
export function PhonePhoto({ id, label, caption }: { id: string; label: string; caption?: string }): ReactNode {
  const photo = useQuery({ queryKey: ['phone-photo', id], queryFn: () => fromPhone(id), staleTime: Number.POSITIVE_INFINITY })
  return <Photo src={photo.data ?? null} label={label} {...(caption ? { caption } : {})} />
}
