import type { VitalDefinition } from '../../../../../contract/vital.ts'

/** Is the caller asked for what is silent: by the post that answers for it, or, where none is named, as one of its unit? */
export const isMine = (
  { owner, ownerPost }: Pick<VitalDefinition, 'owner' | 'ownerPost'>,
  caller: { unit: string; post: string },
): boolean => (ownerPost === undefined ? owner === caller.unit : ownerPost === caller.post)
