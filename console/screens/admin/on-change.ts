import type { AdminSearch, Change } from '../../search.ts'

/** A tab asks for another address: another tab, unit, person or kind of fact. */
export type OnChange = (next: Change<AdminSearch>) => void
