type Named = { tier: string; path: string }

/**
 * The one town or community an address names: the deepest whose district, where one is named too, is its own (35 names of towns
 * occur in several districts). Null when none is named, or several that do not lie in each other.
 */
export function areaOfWords<Area extends Named>(named: readonly Area[]): Area | null {
  const districts = named.filter(({ tier }) => tier === 'division')
  const inside = named.filter(
    ({ tier, path }) => tier !== 'division' && (districts.length === 0 || districts.some((one) => path.startsWith(one.path))),
  )
  const towns = inside.filter(({ tier }) => tier === 'town')
  const fitting = towns.length === 0 ? inside : inside.filter(({ path }) => towns.some((town) => path.startsWith(town.path)))
  const [deepest] = fitting.toSorted((a, b) => b.path.length - a.path.length)
  return deepest && fitting.every(({ path }) => deepest.path.startsWith(path)) ? deepest : null
}
