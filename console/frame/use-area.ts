import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { AreaLoader, AreaOption, Tier } from '../../ui/area-switcher.tsx'
import { areaChildrenQuery, areaQuery } from '../queries.ts'
import type { AreaSearch } from '../search.ts'
import { useSession } from '../session.ts'

/** Last code of a path: "50/500105/" → "500105". */
export const codeOf = (path: string): string => path.split('/').filter(Boolean).at(-1) ?? path

export type Area = {
  /** what the reads take: undefined = the whole scope */
  wish: string | undefined
  /** from the highest area the post may see down to the one in force */
  trail: readonly [AreaOption, ...AreaOption[]]
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
  const inScope = (p: string) => session.scope.some((own) => p.startsWith(own))
  const found: AreaOption = data
    ? option(data)
    : { code: codeOf(path), name: path === session.home.path ? session.home.name : codeOf(path), path, tier: 'district' }
  // Whoever answers for several towns stands in their district, not in the first of them.
  const here = wish === undefined ? { ...found, name: session.home.name } : found
  const above = (data?.ancestors ?? []).filter((a) => inScope(a.path)).map(option)
  const trail = [...above, here] as unknown as readonly [AreaOption, ...AreaOption[]]
  const load = useCallback<AreaLoader>(
    async (parent, signal) => {
      const found = await client.fetchQuery(areaChildrenQuery(parent.code))
      return signal.aborted ? [] : found.rows.map(option)
    },
    [client],
  )
  const home = session.home.path
  const choose = useCallback(
    (area: AreaOption) =>
      void navigate({
        to: '.',
        // Said even when it is undefined: an area that is merely left out is kept by the router.
        search: (before) => ({ ...(before as AreaSearch), area: area.path === home ? undefined : area.path }) as AreaSearch,
      }),
    [navigate, home],
  )
  return { wish, trail, load, choose }
}
