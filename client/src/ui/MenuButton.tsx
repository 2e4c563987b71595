import { type ReactNode, useRef, useState } from 'react'
import type { Choice, MenuPlacement } from './ChoiceMenu.tsx'
import { IconButton, type IconButtonProps } from './IconButton.tsx'
import { lazyPart } from './lazyPart.tsx'

/**
 * Menus come when the first one is opened. React Aria would then put a style element into the page, which the
 * Activity's security policy refuses and reports; it skips that where an element with this id stands already,
 * and base.css has the rule.
 */
const ChoiceMenu = lazyPart(async () => {
  const mark = document.createElement('meta')
  mark.id = 'react-aria-pressable-style'
  document.head.append(mark)
  return (await import('./ChoiceMenu.tsx')).ChoiceMenu
}, 'over')

export interface MenuButtonProps {
  readonly label: string
  readonly icon: ReactNode
  readonly choices: readonly Choice[]
  /** Left out where it is things to do, and none of them is how it is now. */
  readonly selected?: string
  readonly onChoose: (id: string) => void
  /** Told while it is open, so that what it stands on doesn't go away. */
  readonly onOpenChange?: (open: boolean) => void
  readonly shortcut?: string
  readonly tip?: NonNullable<IconButtonProps['tip']>
  readonly placement?: MenuPlacement
  readonly tabIndex?: number
  readonly active?: boolean
  readonly disabled?: boolean
  /** Why it doesn't open now; a press is answered by `onReason`. */
  readonly reason?: string | undefined
  readonly onReason?: () => void
}

export function MenuButton(props: MenuButtonProps) {
  const { label, icon, choices, selected, placement, onChoose, onOpenChange, onReason, ...rest } = props
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const change = (next: boolean): void => {
    setOpen(next)
    onOpenChange?.(next)
  }
  return (
    <>
      <IconButton
        {...rest}
        ref={button}
        label={label}
        icon={icon}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => (rest.reason === undefined ? change(!open) : onReason?.())}
      />
      {open ? (
        <ChoiceMenu
          label={label}
          trigger={button}
          choices={choices}
          selected={selected}
          placement={placement}
          onChoose={onChoose}
          onClose={() => change(false)}
        />
      ) : null}
    </>
  )
}
