/** Rows as the seed writes them, named as in the tables. Times are UTC. */
export type UnitKind =
  | 'city-centre'
  | 'district-centre'
  | 'town-centre'
  | 'board'
  | 'department'
  | 'station'
  | 'community'
  | 'grid-team'

export type UnitRow = {
  id: string
  name: string
  shortName: string
  kind: UnitKind
  tier: 'city' | 'district' | 'town' | 'community' | 'grid'
  parent: string | null
  board: Board | null
  domain: Domain | null
  sort: number
  /** Area codes it answers for. */
  areas: readonly string[]
}

/** The four boards of a town: 党的建设 经济发展 民生服务 平安法治. */
export type Board = 'party-building' | 'economy' | 'livelihood' | 'safety-law'

/** What a department or station is for; routing goes by it. */
export type Domain =
  | 'urban-management'
  | 'sanitation'
  | 'geology'
  | 'maritime'
  | 'housing'
  | 'fire'
  | 'police-traffic'
  | 'planning'
  | 'emergency'
  | 'environment'
  | 'water'

export type PostKind =
  | 'city-leader'
  | 'city-duty'
  | 'district-leader'
  | 'district-duty'
  | 'district-seat'
  | 'district-checker'
  | 'town-commander'
  | 'town-duty'
  | 'town-post'
  | 'department-clerk'
  | 'maintainer'
  | 'grid-worker'
  | 'data-admin'
  | 'system-admin'
  | 'security-admin'
  | 'audit-admin'

export type PostRow = { id: string; unit: string; name: string; kind: PostKind; side: 'A' | 'B' | null; sort: number }

/** A person and the account that goes with the post they hold. `passwordHash` null: cannot sign in. */
export type HolderRow = {
  person: string
  post: string
  name: string
  phone: string
  idNumber: string
  account: string
  mayUsePassword: boolean
}

/** Someone the demo knows by name: who holds a post, under which account. */
export type Named = { name: string; account: string; person?: string }

export type Staff = { units: UnitRow[]; posts: PostRow[]; holders: HolderRow[] }
