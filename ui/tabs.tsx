import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'

/** A saved view with its count. */
export type TabItem = { id: string; label: string; count?: number | string }

/** Views of one list as tabs; `children` is the content of the one that is open. The id belongs in the URL. */
export function Tabs({
  label,
  items,
  value,
  onChange,
  children,
}: {
  label: string
  items: readonly TabItem[]
  value: string
  onChange: (id: string) => void
  children: ReactNode
}): ReactNode {
  return (
    <AriaTabs
      className="tabbed"
      selectedKey={value}
      onSelectionChange={(key) => onChange(String(key))}
      keyboardActivation="manual"
    >
      <TabList className="tabs" aria-label={label}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id}>
            {item.label}
            {item.count !== undefined && <em>{item.count}</em>}
          </Tab>
        ))}
      </TabList>
      <TabPanel id={value} className="tab-in">
        {children}
      </TabPanel>
    </AriaTabs>
  )
}
