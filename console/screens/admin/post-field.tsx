import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { comma } from '../../../ui/t.ts'
import { type Choice, Pick } from '../../parts/pick.tsx'
import { adminPeople, adminPosts } from './admin-queries.ts'

type Field = { label: string; value: Choice | null; onChange: (choice: Choice | null) => void }

/** Chooses a post by its name or its unit's. */
export function PostField(props: Field): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const query = useInfiniteQuery({ ...adminPosts({ q }), enabled: q.length > 0 })
  const rows = (query.data?.pages[0]?.rows ?? []).map((p) => ({ id: p.id, name: p.name, note: p.unitName }))
  return <Pick {...props} words={words} onWords={setWords} wanted={q} rows={rows} query={query} />
}

/** Chooses a person by name. */
export function PersonField(props: Field): ReactNode {
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const query = useInfiniteQuery({ ...adminPeople({ q }), enabled: q.length > 0 })
  const rows = (query.data?.pages[0]?.rows ?? []).map((p) => ({
    id: p.id,
    name: p.name,
    note: p.posts.map((x) => `${x.unitName} ${x.postName}`).join(comma()),
  }))
  return <Pick {...props} words={words} onWords={setWords} wanted={q} rows={rows} query={query} />
}
