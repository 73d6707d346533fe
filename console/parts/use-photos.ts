import { useEffect, useState } from 'react'
import { ownHeaders } from '../../ui/api.ts'
import { demoSession } from '../../ui/ask.ts'
import { fileUrl } from '../../ui/photo.tsx'

/**
 * Addresses of stored photographs. The browser's own cookie opens them; only a demo person of one tab has none, so there they are
 * fetched with the header of the tab and shown from memory. An empty address until it is there.
 */
export function usePhotos(files: readonly string[]): (file: string) => string {
  const inTab = demoSession() !== null
  const list = files.join(' ')
  const [held, setHeld] = useState<Readonly<Record<string, string>>>({})
  useEffect(() => {
    if (!inTab || !list) return
    const stop = new AbortController()
    const made: string[] = []
    const fetchOne = async (id: string) => {
      const answer = await fetch(fileUrl(id), { headers: ownHeaders(), signal: stop.signal }).catch(() => null)
      if (!answer?.ok) return
      const url = URL.createObjectURL(await answer.blob())
      made.push(url)
      if (!stop.signal.aborted) setHeld((before) => ({ ...before, [id]: url }))
    }
    for (const id of list.split(' ')) void fetchOne(id)
    return () => {
      stop.abort()
      for (const url of made) URL.revokeObjectURL(url)
    }
  }, [inTab, list])
  return (file) => (inTab ? (held[file] ?? '') : fileUrl(file))
}
