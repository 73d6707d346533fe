import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { drawPicture } from '../../simulator/model/picture.ts'
import { firstDevice, type Story } from '../story.ts'
import type { Person } from '../story-people.ts'

let drawn = 0
/** A small photo; each call draws another, as a camera would. */
export const newPhoto = (): Buffer => drawPicture(`photo-${drawn++}`, 'lid-open')

/** The tank crosses red: fan on with receipt, then 55 %LEL. */
export async function goRed(story: Story): Promise<void> {
  assert.equal((await story.reads(firstDevice, { ch4: 12 })).status, 202)
  await story.receipts(firstDevice)
  await story.pass({ s: 20 })
  assert.equal((await story.reads(firstDevice, { ch4: 55 })).status, 202)
}

/** Takes the first tank to yellow, where nobody is called by itself, and opens the case by hand. Answers its id. */
export async function openYellow(story: Story): Promise<string> {
  await story.reads(firstDevice, { ch4: 22 })
  await story.receipts(firstDevice)
  await story.pass({ s: 30 })
  const [signal] = await story.facts('signal.received')
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.subject}/open`)
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  // The fan helps, though not enough to clear: a fan without effect would call people by itself.
  await story.reads(firstDevice, { ch4: 17 })
  return opened.body.event
}

/** Who hears of a red tank at once: the lead, the assisting units, the informed. */
export const redNotices: [string, string][] = [
  ['zhoumin', 'order'],
  ['hanqing', 'order'],
  ['leiming', 'order'],
  ['beian-fire-b', 'order'],
  ['chenli', 'inform'],
  ['qiumingyuan', 'inform'],
]

/** Who hears of an orange one. */
export const orangeNotices: [string, string][] = [
  ['zhoumin', 'order'],
  ['hanqing', 'order'],
  ['chenli', 'inform'],
]
/** Who joins when a case comes to be red. */
export const redJoin = redNotices.slice(2)

/** Clean air for so many minutes, a reading a minute, so that no silence comes between. */
export async function cleanAir(story: Story, minutes: number, ch4 = 4): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await story.reads(firstDevice, { ch4: ch4 + (minute % 3) / 10 })
    await story.pass({ m: 1 })
  }
  await story.reads(firstDevice, { ch4 })
}

export async function leadOrder(person: Person): Promise<{ id: string; state: string; allowed: string[] }> {
  const event = await person.event()
  const lead = event.workOrders.find((order) => order.role === 'lead' && !['transferred', 'cancelled'].includes(order.state))
  assert.ok(lead, 'no lead order')
  return lead
}

/** Uploads a photo through the chunked door as this person would, and returns the file's id. */
export async function uploadPhoto(story: Story, account: string): Promise<string> {
  const jpeg = newPhoto()
  const sha256 = createHash('sha256').update(jpeg).digest('hex')
  const started = await story.as(account).post<{ id: string }>('/api/v1/files', { size: jpeg.length, sha256 })
  assert.equal(started.status, 200)
  const done = await story.as(account).put(`/api/v1/files/${started.body.id}?offset=0`, jpeg)
  assert.equal(done.status, 200, JSON.stringify(done.body))
  return started.body.id
}

/** Accept, arrive, the whole checklist, submit. */
export async function work(story: Story, account: string): Promise<string> {
  const person = story.as(account)
  const { id, state } = await leadOrder(person)
  const act = async (verb: string, body: Record<string, unknown>): Promise<void> => {
    const answer = await person.post(`/api/v1/work-orders/${id}/${verb}`, body)
    assert.equal(answer.status, 200, `${verb}: ${JSON.stringify(answer.body)}`)
  }
  if (state === 'asked') await act('accept', {})
  await act('arrive', { lon: 105.51, lat: 31.51, accuracyM: 8 })
  await act('progress', { item: 'cordon', file: await uploadPhoto(story, account) })
  await act('progress', { item: 'ventilate' })
  await act('progress', { item: 'lid-before', file: await uploadPhoto(story, account) })
  await act('progress', { item: 'test', value: 31 })
  await act('progress', { item: 'lid-after', file: await uploadPhoto(story, account) })
  await act('progress', { item: 'cause', note: '排气管堵塞，已疏通并强制排风' })
  await act('submit', { result: '疏通排气管，排风四十分钟，复测低于恢复线', cause: '排气管堵塞', confirmed: true })
  return id
}
