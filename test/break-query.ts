import type { Story } from './story.ts'

/** While `act` runs, every statement that holds a mark fails, as where its table or its time ran out. Answers how many did. */
export async function breaking(story: Story, mark: string | RegExp, act: () => Promise<void>): Promise<number> {
  const { spine } = story.zhili
  const { query } = spine
  let broken = 0
  spine.query = (text, values) => {
    if (typeof mark === 'string' ? !text.includes(mark) : !mark.test(text)) return query(text, values)
    broken++
    return Promise.reject(new Error(`broken for a test: ${mark}`))
  }
  try {
    await act()
  } finally {
    spine.query = query
  }
  return broken
}
