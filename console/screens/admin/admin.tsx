import type { ReactNode } from 'react'

export function Admin(): ReactNode {
  return null
}
