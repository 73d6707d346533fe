import type { ReactNode } from 'react'

export function CheckQueue(): ReactNode {
  return null
}
