import type { Area } from './types.ts'

/** 北岸区临江街道渡口社区: as much of a place as anybody may know. */
export const areaNameOf = (along: Area[]): string =>
  along
    .filter((area) => area.tier !== 'city' && area.tier !== 'grid')
    .map((area) => area.name)
    .join('')
