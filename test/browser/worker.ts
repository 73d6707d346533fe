import { madePhoto } from './photo.ts'
import type { Person } from './zhili.ts'

/** The photographs, tick, reading and sentence of a septic tank's checklist, by the words on the phone. */
const photos = ['拉警戒', '池口处置前照片', '池口处置后照片']

/** Works down the checklist with a thumb, then hands the work in. The phone shows each item done before the next is touched. */
export async function workChecklist({ page }: Person, result: string): Promise<void> {
  const item = (words: string) => page.getByRole('listitem').filter({ hasText: words })
  const done = (words: string) => item(words).getByText(/^\d\d:\d\d$|^待上传$/)
  for (const words of photos) {
    await item(words).getByRole('button').first().click()
    const chooser = page.waitForEvent('filechooser')
    await item(words).getByRole('button', { name: '打开相机' }).click()
    await (await chooser).setFiles(madePhoto())
    await done(words).waitFor()
  }
  await item('通风').getByRole('button').click()
  await done('通风').waitFor()
  await item('开盖前甲烷读数').getByRole('button').first().click()
  await item('开盖前甲烷读数').getByRole('textbox', { name: '读数' }).fill('31')
  await item('开盖前甲烷读数').getByRole('button', { name: '存好' }).click()
  await done('开盖前甲烷读数').waitFor()
  await item('原因与措施').getByRole('button').first().click()
  await item('原因与措施').getByRole('textbox').fill('排气管堵塞，已疏通并强制排风')
  await item('原因与措施').getByRole('button', { name: '存好' }).click()
  await done('原因与措施').waitFor()
  await page.getByRole('button', { name: '提交核查' }).click()
  await page.getByRole('textbox', { name: '处置结果' }).fill(result)
  await page.getByRole('button', { name: '提交核查' }).click()
  await page.getByText('已提交，等第二个人核查').waitFor()
}
