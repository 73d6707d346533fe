import type { BoardId } from '../../../contract/vital-boards.ts'
import type { CitySource, SourceTown } from '../area/types.ts'
import type { Board, Domain, UnitRow } from './types.ts'

/** Turns an area code into the middle of ids: `unit-<slug>`, `post-<slug>-duty`. */
export type Slug = (code: string) => string

export const boards: Record<Board, string> = {
  'party-building': '党的建设',
  economy: '经济发展',
  livelihood: '民生服务',
  'safety-law': '平安法治',
}

/** Departments of every operating district: invented in number, common in kind. */
export const departments: [Domain, string][] = [
  ['urban-management', '城市管理局'],
  ['housing', '住房城乡建委'],
  ['fire', '消防救援支队'],
  ['police-traffic', '公安交巡警支队'],
  ['planning', '规划自然资源局'],
  ['emergency', '应急管理局'],
  ['environment', '生态环境局'],
  ['water', '水利局'],
  ['maritime', '海事处'],
]

/** Stations below a department, whose people work on site. */
const stations: readonly { domain: Domain; of: Domain; office: string; shortName: string }[] = [
  { domain: 'sanitation', of: 'urban-management', office: '城市管理局', shortName: '环卫所' },
  { domain: 'geology', of: 'planning', office: '规划自然资源局', shortName: '驻守地质队' },
]

/**
 * Departments of a city that answer for its vitals, one for each of the eight boards; which leads a board is our choice, no list is public. They have no
 * domain: no plan asks them.
 */
export const cityOffices: Readonly<Record<BoardId, { slug: string; office: string }>> = {
  party: { slug: 'supervision', office: '督查办公室' },
  economy: { slug: 'reform', office: '发展改革委' },
  facilities: { slug: 'urban-management', office: '城市管理局' },
  society: { slug: 'social-work', office: '社会工作部' },
  emergency: { slug: 'emergency', office: '应急管理局' },
  civility: { slug: 'civility', office: '文明办' },
  ecology: { slug: 'environment', office: '生态环境局' },
  services: { slug: 'civil-affairs', office: '民政局' },
}

/** The departments of the city itself; they stand behind all other units, so that every other post keeps its person and number. */
export const officesOf = ({ name, code }: Pick<CitySource, 'name' | 'code'>, slug: Slug): UnitRow[] =>
  Object.values(cityOffices).map(({ slug: key, office }, i) =>
    unit({
      ...{
        id: `unit-${slug(code)}-${key}`,
        name: `${name}${office}`,
        shortName: `市${office}`,
        kind: 'department',
        tier: 'city',
      },
      ...{ parent: `unit-${slug(code)}`, sort: i + 1, areas: [code] },
    }),
  )

/** Grid teams per town in the demo: enough to show the tier, few enough to start quickly. */
const GRID_TEAMS_PER_TOWN = 3

type Draft = Omit<UnitRow, 'sort' | 'board' | 'domain' | 'areas' | 'parent' | 'id'> & Partial<UnitRow> & { id: string }
const unit = (draft: Draft): UnitRow => ({ parent: null, board: null, domain: null, sort: 0, areas: [], ...draft })

/** All units of a city: centre, district centres with departments, town centres with four boards, some grid teams. */
export function makeUnits(source: CitySource, slug: Slug): UnitRow[] {
  const city = `unit-${slug(source.code)}`
  const towns = source.districts.flatMap((d) => d.towns)
  const byOperatingDistrict = Map.groupBy(towns, (town) => town.operatingDistrict)
  const all: UnitRow[] = [
    unit({
      id: city,
      name: `${source.name}数字化城市运行和治理中心`,
      shortName: '市治理中心',
      kind: 'city-centre',
      tier: 'city',
      areas: [source.code],
    }),
  ]
  for (const od of source.operatingDistricts) {
    const ours = byOperatingDistrict.get(od.code) ?? []
    const areas = jurisdiction(source, od.code, ours)
    all.push(...districtUnits({ id: `unit-${slug(od.code)}`, name: od.name, sort: od.sort, city, areas }))
    for (const town of ours) all.push(...townUnits(town, `unit-${slug(od.code)}`, slug))
  }
  return all
}

/** The whole division where it keeps all its towns, else town by town: what a zone took over is the zone's alone. */
function jurisdiction(source: CitySource, code: string, ours: readonly SourceTown[]): string[] {
  const division = source.districts.find((d) => d.code === code)
  return division && division.towns.length === ours.length ? [code] : ours.map((town) => town.code)
}

type DistrictDraft = { id: string; name: string; sort: number; city: string; areas: string[] }

function districtUnits({ id, name, sort, city, areas }: DistrictDraft): UnitRow[] {
  const centre = unit({
    id,
    name: `${name}数字化城市运行和治理中心`,
    shortName: `${name}治理中心`,
    kind: 'district-centre',
    tier: 'district',
    parent: city,
    sort,
    areas,
  })
  const offices = departments.map(([domain, office], i) =>
    unit({
      id: `${id}-${domain}`,
      name: `${name}${office}`,
      shortName: office,
      kind: 'department',
      tier: 'district',
      parent: id,
      domain,
      sort: i + 1,
      areas,
    }),
  )
  const below = stations.map(({ domain, of, office, shortName }) =>
    unit({
      ...{ id: `${id}-${domain}`, name: `${name}${office}${shortName}`, shortName, kind: 'station', tier: 'district' },
      ...{ parent: `${id}-${of}`, domain, sort: 1, areas },
    }),
  )
  return [centre, ...offices, ...below]
}

function townUnits(town: SourceTown, parent: string, slug: Slug): UnitRow[] {
  const id = `unit-${slug(town.code)}`
  const areas = [town.code]
  const centre = unit({
    id,
    name: `${town.name}基层治理指挥中心`,
    shortName: `${town.name}指挥中心`,
    kind: 'town-centre',
    tier: 'town',
    parent,
    areas,
  })
  const four = (Object.keys(boards) as Board[]).map((board, i) =>
    unit({
      id: `${id}-${board}`,
      name: `${town.name}${boards[board]}板块`,
      shortName: `${boards[board]}板块`,
      kind: 'board',
      tier: 'town',
      parent: id,
      board,
      sort: i + 1,
      areas,
    }),
  )
  const teams = town.communities.slice(0, GRID_TEAMS_PER_TOWN).map((community, i) =>
    unit({
      id: `unit-${slug(community.code)}`,
      name: `${town.name}${community.name}网格队`,
      shortName: `${community.name}网格队`,
      kind: 'grid-team',
      tier: 'community',
      parent: id,
      sort: i + 1,
      areas: [community.code],
    }),
  )
  return [centre, ...four, ...teams]
}
