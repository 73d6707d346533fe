import type { ObjectBrief } from '../../contract/object-brief.ts'
import { get } from '../../ui/api.ts'

/** One object on one page, kept on the phone while it is open. */
export const briefQuery = (id: string) => ({
  queryKey: ['brief', id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get<ObjectBrief>(`/objects/${encodeURIComponent(id)}/brief`, undefined, signal),
  refetchInterval: 60_000,
})

/** The ten characters of a code as people write them, or of an address a plate leads to. Null when there is none in it. */
export function codeIn(text: string): string | null {
  const asked = /\/public\/code\/([^/?#\s]+)/.exec(text)?.[1] ?? text
  const code = asked.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code) ? code : null
}
