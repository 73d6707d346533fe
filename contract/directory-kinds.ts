import type { DirectorySync } from './directory.ts'

/** What the portal's directory holds; apart from its shapes, so that pages may know it. */
export const directoryKinds = ['unit', 'post', 'person', 'appointment'] as const
export type { DirectorySync }
