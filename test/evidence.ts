import assert from 'node:assert/strict'
import { madeJpeg } from '../server/city/file/rules/made-photo.ts'
import type { Story } from './story.ts'

/** Sends a small photo and answers its id, as evidence of whoever sent it. */
export async function sendPhoto(story: Story, as = 'baining'): Promise<string> {
  const bytes = madeJpeg([], 4_000)
  const { body } = await story.as(as).post<{ id: string }>('/api/v1/files', { size: bytes.length })
  assert.equal((await story.as(as).put(`/api/v1/files/${body.id}?offset=0`, bytes)).status, 200)
  return body.id
}
