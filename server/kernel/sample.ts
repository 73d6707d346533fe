/** Is one of many taken as a sample? One in `oneIn` is, by its own number (a uuid), so that the same one always is. */
export function isSample(id: string, oneIn: number): boolean {
  const tail = Number.parseInt(id.replaceAll('-', '').slice(-8), 16)
  return tail % oneIn === 0
}
