/**
 * The place of a case beside its title: an area the title begins with anyway (“寸滩街道测试水位” in 江北区 寸滩街道) is not said twice, nor is what lies
 * below it.
 */
export function placeOf({ areaName, title }: { areaName: string; title: string }): string {
  const words = areaName.split(' ').filter(Boolean)
  const said = words.findIndex((word) => title.startsWith(word))
  return (said < 0 ? words : words.slice(0, said)).join(' ')
}
