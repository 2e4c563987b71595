import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import styles from './ChoiceMenu.module.css'

export interface Choice {
  readonly id: string
  readonly label: string
}

export type MenuPlacement = 'top' | 'bottom end'

export interface ChoiceMenuProps {
  readonly label: string
  readonly trigger: RefObject<HTMLButtonElement | null>
  readonly choices: readonly Choice[]
  /** One of several; undefined where it is things to do. */
  readonly selected: string | undefined
  readonly placement?: MenuPlacement | undefined
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

/** One of several, beside the button that opened it. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  const { label, trigger, choices, selected, placement = 'top', onChoose, onClose } = props
  const first = selected ?? choices[0]?.id
  const portal = trigger.current?.closest('main')
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      isNonModal
      // Inside the page's main part, where a screen reader finds it by landmark.
      {...(portal ? { UNSTABLE_portalContainer: portal } : {})}
      onOpenChange={open => !open && onClose()}
      placement={placement}
      offset={8}
      containerPadding={8}
      className={styles['popover'] ?? ''}
    >
      <Menu
        aria-label={label}
        autoFocus="first"
        className={styles['menu'] ?? ''}
        {...(selected === undefined
          ? {}
          : { selectionMode: 'single', disallowEmptySelection: true, selectedKeys: [selected] })}
        onAction={key => {
          onChoose(String(key))
          onClose()
        }}
        onClose={onClose}
      >
        <MenuSection>
          <Header className={styles['header'] ?? ''}>{label}</Header>
          {choices.map(choice => (
            <MenuItem
              key={choice.id}
              ref={choice.id === first ? takeFocus : null}
              id={choice.id}
              textValue={choice.label}
              className={styles['item'] ?? ''}
            >
              {selected === undefined ? null : (
                <span className={styles['check']}>{choice.id === selected ? <Check size={16} /> : null}</span>
              )}
              {choice.label}
            </MenuItem>
          ))}
        </MenuSection>
      </Menu>
    </Popover>
  )
}

/**
 * At once: after a press of a key React Aria waits for everything that moves in the page, and waits forever where
 * something is taken out of it while moving.
 */
function takeFocus(item: Element | null): void {
  if (item instanceof HTMLElement) item.focus({ preventScroll: true })
}
