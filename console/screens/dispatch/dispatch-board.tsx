import type { ReactNode } from 'react'

export function DispatchBoard(): ReactNode {
  return null
}
