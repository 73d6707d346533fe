/**
 * Places of everything that was written and that nobody read: a key that is in what was given and not in what the schema made of it.
 * So every block that no schema knows is found, however deep, without a second, strict copy of all schemas. Both are bounded in depth.
 */
export function unknownKeys(given: unknown, read: unknown, path = ''): { path: string; name: string }[] {
  if (!isContainer(given) || !isContainer(read)) return []
  return Object.entries(given).flatMap(([name, value]) => {
    if (!Object.hasOwn(read, name)) return value === undefined ? [] : [{ path, name }]
    return unknownKeys(value, read[name], path ? `${path}.${name}` : name)
  })
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
