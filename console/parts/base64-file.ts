/** What the server takes in one body, as base64. */
const mostBytes = 700_000

/** Reads a file as base64; null where it is too large to be sent. */
export function base64Of(file: File): Promise<string | null> {
  if (file.size > mostBytes) return Promise.resolve(null)
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(file)
  })
}
