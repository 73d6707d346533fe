/** The place of a case beside its title: what the title begins with anyway (“寸滩街道测试水位” in 江北区 寸滩街道) is not said twice. */
export function placeOf({ areaName, title }: { areaName: string; title: string }): string {
  const words = areaName.split(' ')
  const last = words.at(-1) ?? ''
  return last !== '' && title.startsWith(last) ? words.slice(0, -1).join(' ') : areaName
}
