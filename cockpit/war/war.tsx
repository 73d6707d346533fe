import type { ReactNode } from 'react'
export function War(_: { id: string; pushed: boolean; next: string | null; onBack: () => void }): ReactNode {
  return null
}
