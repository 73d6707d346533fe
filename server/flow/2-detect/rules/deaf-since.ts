/** When this server began to listen, and when it (or the one before it) last heard anything; null: never. */
export type Listening = { begun: number; heardBefore: number | null }

/** For how long of the time since a device was last heard nobody listened. */
export const deafSince = ({ begun, heardBefore }: Listening, lastAt: number | null): number =>
  lastAt === null || heardBefore === null ? 0 : Math.max(0, begun - Math.max(heardBefore, lastAt))
