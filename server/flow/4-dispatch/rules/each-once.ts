type Told = { post: string; person: string | null }

/** Everybody once, under the post named first: who holds two posts of a list hears a thing once. Posts nobody holds stay. */
export const eachOnce = <T extends Told>(holders: readonly T[]): T[] => {
  const name = ({ post, person }: Told): string => person ?? `nobody at ${post}`
  return holders.filter((holder, at) => holders.findIndex((other) => name(other) === name(holder)) === at)
}
