import type { DirectoryKind } from '../../../../contract/directory.ts'
import type { Refusal } from '../../../kernel/result.ts'

/** A row of `directory_entries`: what the portal calls something, and what it is here. */
export type Entry = { kind: DirectoryKind; number: string; ours: string; digest: string; gone: boolean }

/** A row that was not taken. */
export type RefusedRow = { kind: DirectoryKind; number: string; refusal: Refusal }

/** Every entry by its kind and number. */
export type Entries = Record<DirectoryKind, Map<string, Entry>>
