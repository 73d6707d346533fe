import assert from 'node:assert/strict'
import { it } from 'node:test'
import pg from 'pg'
import { testDatabase } from '../../../test/database.ts'

const gramsOf = (words: string, least: number): string[] => {
  const signs = [...words.toLowerCase()]
  const pairs = signs.slice(1).map((sign, i) => `${signs[i]}${sign}`)
  return [...new Set(least === 1 ? [...signs, ...pairs] : pairs)].toSorted()
}

it('grams of a text are its characters and its pairs of them, small letters, beyond the first plane as well', async (t) => {
  const database = await testDatabase('empty')
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  t.after(async () => {
    await client.end()
    await database.drop()
  })
  const texts = ['', '江', '江北', '占道经营：路口 有摊贩', 'AbBA ab', '㐂𠮷𠮷a', 'a%_\\"', '  ', 'ÄÖü É', '江江江']
  for (const words of texts)
    for (const least of [1, 2]) {
      const { rows } = await client.query<{ grams: string[] }>(
        'select array(select distinct g from unnest(grams($1, $2)) g) as grams',
        [words, least],
      )
      assert.deepEqual(rows[0]!.grams.toSorted(), gramsOf(words, least), `${words} ${least}`)
    }
  const { rows } = await client.query(`select grams(null, 1) as none, grams('abc', 1) @> grams('BC', 2) as holds`)
  assert.deepEqual(rows, [{ none: [], holds: true }])
})
