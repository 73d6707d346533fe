import type { Risk } from '../../../contract/scales.ts'
import type { Db } from '../../kernel/spine.ts'

/** A monitored thing (监管对象). `area` is a path ending with '/'. */
export type ObjectRow = {
  id: string
  pack: string
  kind: string
  code: string
  name: string
  area: string
  lon: number
  lat: number
  address: string | null
  owner: string | null
  owner_kind: 'owned' | 'ownerless' | null
  duty_unit: string | null
  maintainer_unit: string | null
  risk: Risk
  demo: boolean
}

const columns = 'id, pack, kind, code, name, area, lon, lat, address, owner, owner_kind, duty_unit, maintainer_unit, risk, demo'

export async function objectById(db: Db, id: string): Promise<ObjectRow | null> {
  const [row] = await db.query<ObjectRow>(`select ${columns} from objects where id = $1`, [id])
  return row ?? null
}
