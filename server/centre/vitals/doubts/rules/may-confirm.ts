type By = { actor: { id: string }; permits: ReadonlySet<string> }

/** May somebody say that a doubted value is right: who told it, or who answers for its vital (`mine`), and tells values at all? */
export const mayConfirm = ({ actor, mine }: { actor: string; mine: boolean }, caller: By): boolean =>
  caller.permits.has('vital.tell') && (caller.actor.id === actor || mine)
