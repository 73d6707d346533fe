type Part = { unitName: string; role: string; reason: string }

/** Two posts of one unit that are told for the same reason are one line. */
export function onePartEach<P extends Part>(parts: readonly P[]): P[] {
  const keyOf = ({ unitName, role, reason }: P): string => `${unitName} ${role} ${reason}`
  return [...new Map(parts.map((part) => [keyOf(part), part])).values()]
}
