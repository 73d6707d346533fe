/** An operating district (运行区): what a district is run as, its zones apart. */
export type District = { code: string; name: string }
