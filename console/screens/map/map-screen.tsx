import type { ReactNode } from 'react'

export function MapScreen(): ReactNode {
  return null
}
