type Named = { tier: string; path: string; operatingDistrict: string | null }
type Zone = { code: string }

/**
 * The one town or community an address names: the deepest whose district or zone, where one is named too, is its own (35 names of towns
 * occur in several districts). Null when none is named, or several that do not lie in each other.
 */
export function areaOfWords<Area extends Named>(areas: readonly Area[], zones: readonly Zone[] = []): Area | null {
  const districts = areas.filter(({ tier }) => tier === 'district')
  const isThere = ({ path, operatingDistrict }: Area): boolean =>
    districts.some((one) => path.startsWith(one.path)) || zones.some(({ code }) => code === operatingDistrict)
  const inside = areas.filter((one) => one.tier !== 'district' && (districts.length + zones.length === 0 || isThere(one)))
  const towns = inside.filter(({ tier }) => tier === 'town')
  const fitting = towns.length === 0 ? inside : inside.filter(({ path }) => towns.some((town) => path.startsWith(town.path)))
  const [deepest] = fitting.toSorted((a, b) => b.path.length - a.path.length)
  return deepest && fitting.every(({ path }) => deepest.path.startsWith(path)) ? deepest : null
}
