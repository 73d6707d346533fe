import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { freePort } from '../free-port.ts'
import { clientId, clientSecret, type IdentityProvider, startIdentityProvider } from '../identity-provider.ts'
import { axeFaults } from './axe.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

describe('signing in by an identity provider', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let idp: IdentityProvider
  const ends: (() => unknown)[] = []

  before(
    async () => {
      // A provider must know beforehand where people come back to.
      const port = await freePort()
      const address = `http://localhost:${port}`
      idp = await startIdentityProvider({ after: (end) => void ends.push(end as () => unknown) }, { address, numbers: {} })
      const file = join(mkdtempSync(join(tmpdir(), 'zhili-sign-in-')), 'sign-in.json')
      const name = { zh: '市统一身份认证', en: 'City identity' }
      const provider = { id: 'name', name, issuer: idp.issuer, clientId, secret: 'SIGN_IN_CITY', algorithms: ['ES256'] }
      writeFileSync(file, JSON.stringify({ address, providers: [provider] }))
      const env = { PORT: String(port), SIGN_IN_FILE: file, SIGN_IN_CITY: clientSecret }
      zhili = await startZhili({ simulator: false, maps: false, env })
    },
    { timeout: 120_000 },
  )
  after(async () => {
    await zhili?.stop()
    for (const end of ends) await end()
  })

  const press = (person: Person) => person.page.getByRole('button', { name: '用市统一身份认证登录' }).click()
  async function sayName({ page }: Person, who: string): Promise<void> {
    await page.getByLabel('姓名拼音').fill(who)
    await page.getByRole('button', { name: '进入' }).click()
  }

  it('leads to the page that was asked for, and out again at both', { timeout: 100_000 }, async () => {
    const seat = await zhili.newPerson(null)
    await seat.goto('/duty')
    await press(seat)
    await sayName(seat, 'jiangbei-seat')
    await seat.page.waitForURL('**/duty*')
    await seat.page.getByRole('grid').waitFor()
    await seat.page.getByRole('button', { name: /换岗、显示、退出/ }).click()
    await seat.page.getByRole('menuitem', { name: /退出/ }).click()
    await seat.page.getByRole('button', { name: '退出统一身份' }).click()
    await seat.page.waitForURL('**/sign-in')
    await press(seat)
    await seat.page.getByLabel('姓名拼音').waitFor()
    await seat.context.close()
  })

  it('says who has no account here, by words that pass axe', { timeout: 100_000 }, async () => {
    const stranger = await zhili.newPerson(null)
    await stranger.goto('/sign-in')
    await press(stranger)
    await sayName(stranger, 'nobody')
    await stranger.page.getByText('您在统一身份认证中的账号在本平台没有登记').waitFor()
    assert.deepEqual(await axeFaults(stranger, '/sign-in with a provider'), [])
    await stranger.context.close()
  })

  it('works on the phone too', { timeout: 100_000 }, async () => {
    const worker = await zhili.newPerson(null, { viewport: { width: 390, height: 844 } })
    await worker.goto('/field/')
    await press(worker)
    await sayName(worker, 'cuntan-post')
    await worker.page.waitForURL('**/field/**')
    await worker.page.getByRole('link', { name: '我', exact: true }).waitFor()
    await worker.context.close()
  })

  it('asks nobody but the server and the provider', () => {
    assert.deepEqual(zhili.faults(), [])
    assert.deepEqual(
      zhili.outside().filter((url) => !url.startsWith(idp.issuer)),
      [],
    )
  })
})
