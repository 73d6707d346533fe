import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { axeFaults } from './axe.ts'
import { type Person, startZhili, type Zhili } from './zhili.ts'

const step = { timeout: 60_000 }
const code = 'section.ammonia'
const hourMs = 3_600_000
/** A thousand hours of one area, ending some days back. */
const sheet = (name: string, back: number) => {
  const hours = Array.from({ length: 1_000 }, (_, i) =>
    new Date(Date.now() + 8 * hourMs - (back + i) * hourMs).toISOString().slice(0, 13),
  )
  const rows = hours.map((hour) => `${code},500105,${hour},0.31,补报`)
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`指标编码,区域编码,周期,数值,说明\n${rows.join('\n')}\n`) }
}

/**
 * Vitals at work: a sheet of values is stopped while it is taken, by who sent it and by the desk of the district, and goes on where it stood; a
 * definition that opens events is found and confirmed by a second person.
 */
describe('values and definitions of vitals', { timeout: 240_000 }, () => {
  let zhili: Zhili
  let keeper: Person
  let duty: Person
  let database: pg.Client

  before(
    async () => {
      zhili = await startZhili({ simulator: false, maps: false })
      keeper = await zhili.newPerson('jiangbei-data')
      duty = await zhili.newPerson('jiangbei-duty')
      database = new pg.Client({ connectionString: zhili.server.databaseUrl })
      await database.connect()
      // Sheets stand in their third part for as long as the test holds a lock.
      await database.query(`create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(77); return new; end $$;
        create trigger hold before update on vital_sheets for each row when (new.done > 500 and new.done > old.done) execute function hold()`)
    },
    { timeout: 120_000 },
  )
  after(async () => {
    await database?.end()
    await zhili?.stop()
  })

  const hold = () => database.query('select pg_advisory_lock(77)')
  /** Lets the part go that stands, once somebody waits behind it to stop the sheet. */
  const letGo = async (): Promise<void> => {
    const asked = `select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple')`
    while ((await database.query(asked)).rows.length === 0);
    await database.query('select pg_advisory_unlock(77)')
  }

  it('a sheet that is stopped says where it stands and goes on with a press of who sent it', step, async () => {
    const { page } = keeper
    await keeper.goto(`/vitals?side=sheet&vital=${code}`)
    await hold()
    await page.getByLabel(/^选填好的表/).setInputFiles(sheet('断面.csv', 100))
    await page.getByText('已读 500/1,000 行').waitFor()
    await page.getByRole('button', { name: '停止' }).click()
    await letGo()
    await page.getByText(/已停，停在第 751 行.*已读 750\/1,000 行.*余下 250 行没有读/).waitFor()
    await page.getByRole('button', { name: '继续' }).click()
    await page.getByText('已读 1,000/1,000 行').waitFor()
  })

  it('a sheet is stopped by the desk on its own screen, and goes on after a reload with the same file', step, async () => {
    const file = sheet('断面补报.csv', 1_200)
    const { page } = keeper
    await hold()
    await page.getByLabel(/^选填好的表/).setInputFiles(file)
    await page.getByText('已读 500/1,000 行').waitFor()
    await duty.goto('/vitals?side=sheet')
    await duty.page.getByRole('heading', { name: '没收完的表（1）' }).waitFor()
    assert.deepEqual(await axeFaults(duty, '/vitals open sheets'), [])
    const row = duty.page.getByRole('listitem').filter({ hasText: '断面补报.csv' })
    await row.getByRole('button', { name: '停止' }).click()
    await letGo()
    await row.getByText(/已停，停在第 751 行/).waitFor()
    await page.getByText(/已停，停在第 751 行/).waitFor()
    await page.reload()
    const own = page.getByRole('listitem').filter({ hasText: '断面补报.csv' })
    await own.getByText(/停止.*月/).waitFor()
    await own.getByLabel(/^选同一个文件继续/).setInputFiles(file)
    await page.getByText('已读 1,000/1,000 行').waitFor()
    const { rows } = await database.query(`select count(distinct period)::int as n, count(*)::int as told from vital_values x
      join vitals v on v.id = x.vital where v.code = '${code}' and x.reason = '补报'`)
    assert.deepEqual(rows, [{ n: 2_000, told: 2_000 }])
  })

  it('a definition that waits stands in the list of whoever may answer, and is confirmed from there', step, async () => {
    const author = await zhili.newPerson('city-duty')
    const second = await zhili.newPerson('city-leader')
    const words = { zh: '护栏缺失', en: 'Missing rails' }
    const definition = {
      ...{ code: 'road.rails', name: words, board: 'facilities', track: 'traffic', unit: { zh: '处', en: 'places' } },
      ...{ decimals: 0, aggregation: 'sum', tier: 'town', cadence: 'day', dueMinutes: 60, source: { zh: '巡查', en: 'rounds' } },
      ...{ normal: { most: 20 }, eventType: 'city.manhole', opens: { hold: 2 } },
    }
    assert.equal((await author.post('/vitals', { definition })).status, 200)
    const { page } = second
    await second.goto('/vitals')
    await page.getByRole('button', { name: '等第二人确认（1）' }).click()
    const row = page.getByRole('listitem').filter({ hasText: words.zh })
    await row.getByText('可由你确认').waitFor()
    await page.getByText('共 1 项，其中 1 项可由你确认').waitFor()
    assert.deepEqual(await axeFaults(second, '/vitals waiting'), [])
    await row.getByRole('button', { name: `看 ${words.zh} 的提请` }).click()
    await page.getByRole('button', { name: '确认发布' }).click()
    await page.getByText(`${words.zh} 的新定义已生效`).waitFor()
    await page.getByRole('button', { name: /^等第二人确认/ }).waitFor({ state: 'detached' })
  })
})
