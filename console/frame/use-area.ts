import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Session } from '../../contract/person.ts'
import type { AreaLoader, AreaOption, Tier } from '../../ui/area-switcher.tsx'
import { areaChildrenQuery, areaQuery } from '../queries.ts'
import type { AreaSearch } from '../search.ts'
import { useSession } from '../session.ts'

/** Last code of a path: "50/500105/" → "500105". */
export const codeOf = (path: string): string => path.split('/').filter(Boolean).at(-1) ?? path

/** Codes of the areas right above some, each once; a city stands above itself. */
export const parentsOf = (paths: readonly string[]): string[] => {
  const above = paths.map((path) => path.split('/').filter(Boolean))
  return [...new Set(above.map((codes) => codes.at(-2) ?? codes[0] ?? ''))]
}

export type Area = {
  /** what the reads take: undefined = the whole scope */
  wish: string | undefined
  /** from the highest area the post may see down to the one in force; the first of whoever answers for several towns stands for all of them */
  trail: readonly [AreaOption, ...AreaOption[]]
  /** all areas of whoever answers for several, none of them chosen: what is done for one area asks for which (`parts/own-area.tsx`) */
  whole: boolean
  load: AreaLoader
  choose: (area: AreaOption) => void
}

type Known = { code: string; name: string; path: string; tier: string }
const option = (area: Known): AreaOption => ({ code: area.code, name: area.name, path: area.path, tier: area.tier as Tier })

/** The area in force: from the address, else the home of the post. Choosing one writes it into the address. */
export function useArea(): Area {
  const session = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const wish = useSearch({ from: '/app' }).area
  const path = wish ?? session.home.path
  const { data } = useQuery(areaQuery(codeOf(path)))
  const { home, scope } = session
  const whole = wholeOf(session)
  const inScope = (p: string) => scope.some((own) => p.startsWith(own))
  const found: AreaOption = data
    ? option(data)
    : { code: codeOf(path), name: path === home.path ? home.name : codeOf(path), path, tier: 'district' }
  const above = (data?.ancestors ?? []).filter((a) => inScope(a.path)).map(option)
  const below = whole ? (wish === undefined ? [whole] : [whole, ...above, found]) : [...above, found]
  const trail = below as unknown as readonly [AreaOption, ...AreaOption[]]
  const load = useCallback<AreaLoader>(
    async (parent, signal) => {
      const above = isWhole(parent, session) ? parentsOf(session.scope) : [parent.code]
      const pages = await Promise.all(above.map((code) => client.fetchQuery(areaChildrenQuery(code))))
      const rows = pages.flatMap((page) => page.rows.map(option))
      return signal.aborted ? [] : isWhole(parent, session) ? rows.filter((row) => session.scope.includes(row.path)) : rows
    },
    [client, session],
  )
  const choose = useCallback(
    (area: AreaOption) => {
      const isHome = wholeOf(session) ? isWhole(area, session) : area.path === session.home.path
      void navigate({
        to: '.',
        // Said even when it is undefined: an area that is merely left out is kept by the router.
        search: (before) => ({ ...(before as AreaSearch), area: isHome ? undefined : area.path }) as AreaSearch,
      })
    },
    [navigate, session],
  )
  return { wish, trail, whole: whole !== null && wish === undefined, load, choose }
}

type Standing = Pick<Session, 'home' | 'scope'>

/** Whoever answers for several towns stands in their district, not in the first of them; null: one area is all there is. Its path is that of the first. */
function wholeOf({ home, scope }: Standing): AreaOption | null {
  if (scope.length < 2) return null
  return { code: parentsOf(scope)[0] ?? '', name: home.name, path: home.path, tier: 'district' }
}
const isWhole = (area: AreaOption, session: Standing): boolean => wholeOf(session)?.code === area.code
