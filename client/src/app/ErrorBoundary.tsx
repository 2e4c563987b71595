import { Component, type ReactNode } from 'react'
import { TroubleScreen } from './TroubleScreen.tsx'

export interface ErrorBoundaryProps {
  readonly onRetry: () => void
  readonly children: ReactNode
}

/** A fault of ours becomes a screen with a way on instead of an empty one. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    const retry = (): void => {
      this.props.onRetry()
      this.setState({ failed: false })
    }
    return (
      <TroubleScreen trouble="unexpected" retryAtMs={null} reference={null} onRetry={retry} onClose={retry} />
    )
  }
}
