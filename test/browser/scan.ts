import jsqr from 'jsqr'
import type { Locator, Page } from 'playwright-core'

// The package is a CommonJS module whose default stands one step further in.
const decode = (jsqr as unknown as { default: typeof jsqr.default }).default ?? jsqr

/** What a camera reads on a part of the screen: a decoder nobody here wrote looks at its pixels. Null: no code there. */
export async function scan(page: Page, part: Locator): Promise<string | null> {
  const png = (await part.screenshot()).toString('base64')
  const pixels = await page.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const brush = canvas.getContext('2d')!
    brush.drawImage(image, 0, 0)
    const { data: bytes, width, height } = brush.getImageData(0, 0, image.width, image.height)
    return { bytes: [...bytes], width, height }
  }, png)
  return decode(Uint8ClampedArray.from(pixels.bytes), pixels.width, pixels.height)?.data ?? null
}

/** How many sheets of paper come out of the printer. */
export async function sheetsOf(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  return [...pdf.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length
}
