/** A case `e` a vital opened at no object: it is of all of an area. */
export const isWholeSql = '(e.object is null and e.vital_area is not null)'

const wholeName = `coalesce((select w.name from areas w where w.code = e.vital_area), (select w.name from operating_districts w where w.code = e.vital_area))`

/**
 * The area an event `e` is of as a whole, with its name: a vital of it opened the event, at no object. Null: the event has a place. Codes of operating
 * districts are no codes of areas, but where both are the same district.
 */
export const wholeSql = `case when e.object is null then e.vital_area end as whole_area, case when ${isWholeSql} then
  ${wholeName} end as whole_name`

/** The same of what is no event. */
export const noWholeSql = 'null as whole_area, null as whole_name'

/** The name of the area an event `e` is in (`a` at its path), or is of as a whole: its path may be that of one town of an operating district. */
export const areaNameSql = `coalesce(case when ${isWholeSql} then ${wholeName} end, a.name, '') as area_name, ${isWholeSql} as whole`
