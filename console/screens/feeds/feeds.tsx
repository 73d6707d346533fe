import type { ReactNode } from 'react'

export function Feeds(): ReactNode {
  return null
}
