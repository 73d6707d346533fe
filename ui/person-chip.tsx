import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

/** A person with role, never a bare name: "周敏 · 平安法治岗". `unit` goes in front where several units meet. */
export function PersonChip({
  name,
  role,
  unit,
  icon = false,
}: {
  name: string
  role?: string | null
  unit?: string | null
  icon?: boolean
}): ReactNode {
  return (
    <span className="who">
      {icon && <Icon name="user" size={14} />}
      {unit && <span className="t2">{unit}</span>}
      <b className="b">{name}</b>
      {role && <span className="t2">· {role}</span>}
    </span>
  )
}
