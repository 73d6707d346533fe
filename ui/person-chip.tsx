import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

/** A person with the post held, never a bare name: "周敏 · 平安法治岗". `unit` goes in front where several units meet. */
export function PersonChip({
  name,
  post,
  unit,
  icon = false,
}: {
  name: string
  post?: string | null
  unit?: string | null
  icon?: boolean
}): ReactNode {
  return (
    <span className="who">
      {icon && <Icon name="user" size={14} />}
      {unit && <span className="t2">{unit}</span>}
      <b className="b">{name}</b>
      {post && <span className="t2">· {post}</span>}
    </span>
  )
}
