import type { DetailValues } from '../../../../contract/detail.ts'
import type { Db } from '../../../kernel/spine.ts'

export type CodedObject = {
  object: string
  ended: boolean
  renewed: boolean
  name: string
  kind: string
  number: string
  area: string
  address: string | null
  details: DetailValues
}

/** The object behind a code, whoever asks; what of it is told is the card's matter. Null: no such code. */
export async function objectOfCode(db: Db, code: string): Promise<CodedObject | null> {
  const [row] = await db.query<CodedObject>(
    `select o.id as object, c.ended_at is not null as ended, c.renewed, o.name, o.kind, o.code as number, o.area, o.address, o.details
     from object_codes c join objects o on o.id = c.object where c.code = $1`,
    [code],
  )
  return row ?? null
}
