import { type ReactNode, useEffect, useState } from 'react'
import { TextField } from '../../ui/text-field.tsx'

/** Typing is taken over after this pause (ms): each taking over is a question to the server. */
const PAUSE = 300

/** `change` must stay the same one: another would begin the pause anew. */
type Props = { label: string; q: string | undefined; change: (next: { q: string | undefined }) => void }

/** Words to filter a list by, kept in the address; nothing typed is no filter. */
export function SearchWords({ label, q, change }: Props): ReactNode {
  const [words, setWords] = useState(q ?? '')
  useEffect(() => {
    if (words.trim() === (q ?? '')) return
    const timer = setTimeout(() => change({ q: words.trim() || undefined }), PAUSE)
    return () => clearTimeout(timer)
  }, [words, q, change])
  return <TextField label={label} hideLabel kind="search" value={words} onChange={setWords} placeholder={label} />
}
