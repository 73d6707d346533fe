import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { WallState } from '../../contract/wall.ts'
import { riskQuery, stateQuery } from '../data.ts'

/** What a wall is drawn by. `unread`: its composition cannot be read now, and it is drawn as it was last, or as shipped. */
export type Drawn = Pick<WallState, 'area' | 'layout' | 'dataAt'> & { unread: 'remembered' | 'shipped' | null }

const keyOf = (area: string | null): string => `zhili.wall.${area ?? ''}`

/** What this machine showed last of an area; null: nothing, or nothing that can be read. */
function remembered(area: string | null): Pick<WallState, 'area' | 'layout'> | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(area)) ?? 'null') as Pick<WallState, 'area' | 'layout'> | null
    return kept && typeof kept.area?.code === 'string' ? kept : null
  } catch {
    return null
  }
}

function keep(area: string | null, { area: edition, layout }: WallState): void {
  try {
    localStorage.setItem(keyOf(area), JSON.stringify({ area: edition, layout }))
  } catch {
    // A machine that keeps nothing is drawn as shipped when it has to.
  }
}

/** The edition a path alone tells, until the server names it. */
function editionOf(area: string | null, head: { path: string; name: string; tier: string } | undefined): WallState['area'] {
  const path = head?.path ?? (area?.endsWith('/') ? area : null)
  const codes = (path ?? area ?? '').split('/').filter(Boolean)
  const tier = head?.tier ?? (['city', 'city', 'district', 'town'][codes.length] as string | undefined) ?? 'town'
  return { code: codes.at(-1) ?? '', path, name: head?.name ?? '', tier }
}

/**
 * What the wall of an area is drawn by: as the server says; while that cannot be read as this machine knew it last, else as shipped, so that a wall that
 * opens itself anew at night is never dark because of this one question. Null: the first answer is still awaited.
 */
export function useKnownState(area: string | null): Drawn | null {
  const { data, failureCount, isError } = useQuery(stateQuery(area))
  const failing = data === undefined && (isError || failureCount > 0)
  // Any other answer names the area: this one is asked by C3 all the same.
  const head = useQuery({ ...riskQuery(area), enabled: failing }).data?.area
  useEffect(() => {
    if (data) keep(area, data)
  }, [area, data])
  if (data) return { area: data.area, layout: data.layout, dataAt: data.dataAt, unread: null }
  if (!failing) return null
  const last = remembered(area)
  if (last) return { ...last, dataAt: null, unread: 'remembered' }
  return { area: editionOf(area, head), layout: null, dataAt: null, unread: 'shipped' }
}
