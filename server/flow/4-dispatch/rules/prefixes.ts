/** Every path above and at an area: `50/500105/` → `['50/', '50/500105/']`. */
export function prefixesOf(path: string): string[] {
  const parts = path.split('/').filter(Boolean)
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)
}
