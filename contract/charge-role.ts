import { z } from 'zod'

/** In which role somebody answers for an object; a kind may call the four by names of its own (`ObjectKind.charges`). */
export const ChargeRole = z.enum(['responsible', 'manager', 'maintainer', 'grid'])
export type ChargeRole = z.infer<typeof ChargeRole>
