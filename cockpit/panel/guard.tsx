import { Component, type ReactNode } from 'react'

type Props = { children: ReactNode; again: unknown; fallback: (error: Error, retry: () => void) => ReactNode }
type State = { error: Error | null; again: unknown }

/**
 * Keeps what breaks inside from breaking what stands beside it. Drawn anew when `again` changes (new data may be drawable) and on retry.
 * A class, because React catches nothing otherwise.
 */
export class Guard extends Component<Props, State> {
  override state: State = { error: null, again: this.props.again }
  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }
  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.again === state.again ? null : { error: null, again: props.again }
  }
  override render(): ReactNode {
    const { error } = this.state
    return error ? this.props.fallback(error, () => this.setState({ error: null })) : this.props.children
  }
}
