/** The whole body of an answer; null when it is longer than `most` bytes, for who answers must not fill our memory. Throws when it breaks off. */
export async function boundedBody(answer: Response, most: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
