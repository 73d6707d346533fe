import type { Words } from '../../../../../contract/words.ts'
import type { KindModel } from '../../../../flow/8-risk/types.ts'

/** The models in force under an area: '' is everywhere no district has settings of its own. */
export type RiskGround = { area: string; models: KindModel[] }
/** The kinds that would be rated by another model somewhere, and the models of both sides everywhere. */
export type RiskSides = { kinds: { kind: string; name: Words }[]; live: RiskGround[]; tried: RiskGround[] }
